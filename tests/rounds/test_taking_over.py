"""Rounds done before the program come over from the workbook, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.cast import TODAY
from xuncha.base.span import Day
from xuncha.base.words import Sentence
from xuncha.coverage.core.picture import State, picture
from xuncha.coverage.facts import scene
from xuncha.registry.core.county import County, Inspected
from xuncha.registry.models import Organisation
from xuncha.rounds.actions.take_inspected import take_inspected
from xuncha.rounds.facts import visits_of
from xuncha.rounds.models import Inspection, Round
from xuncha.trust.access import whole
from xuncha.trust.act import action
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import Refusal


def inspections(**where: object):
    return whole(Inspection, "a test counts them").filter(**where)


@action("test.take_inspected", roles=OFFICE, says=Sentence("导入", "import"))
def take(act, *, rows):
    return take_inspected(act, County(inspected=tuple(rows)))


def past(organisation: str, number: int = 1, **more: object) -> Inspected:
    return Inspected("第十五届", number, organisation, kind="常规", **more)


def test_rounds_done_before_are_taken_over_and_twice_changes_nothing(cast):
    Organisation.objects.create(tree="unit", name="审计局(虚构)", category="政府部门", leadership="本级管理")
    rows = [past("审计局(虚构)", starts=Day.parse("2026-03"), ends=Day.parse("2026-04-30"))]

    first, second = take(by=cast.office, rows=rows), take(by=cast.office, rows=rows)

    assert (first.added, first.changed, first.unchanged) == (1, 0, 0)
    assert (second.added, second.changed, second.unchanged) == (0, 0, 1)
    row = inspections(imported=True).select_related("round").get()
    assert (row.starts, row.ends, row.known_days) == (
        date(2026, 3, 1),
        date(2026, 4, 30),
        "2026-03至2026-04-30",
    )
    assert (row.round.number, row.round.state) == (1, "closed")
    now = scene(cast.term, TODAY)
    states = {
        one.name: one.state
        for one in picture(now.verdicts, now.targets, visits_of(cast.term, TODAY), TODAY).standings
    }
    assert states["审计局(虚构)"] is State.COVERED


def test_a_round_with_one_visit_that_counts_is_of_a_kind_that_counts(cast):
    rows = [past("嵩阳街道办事处(虚构)"), past("水务局(虚构)")]
    rows[0] = replace(rows[0], kind="回头看")

    take(by=cast.office, rows=rows)

    assert Round.objects.get(number=1).kind == "常规"
    assert [
        one.target.why_not for one in inspections(imported=True).select_related("target").order_by("title")
    ] == ["回头看", ""]


def test_a_corrected_day_is_a_change(cast):
    take(by=cast.office, rows=[past("水务局(虚构)", starts=Day.parse("2026-03"))])

    again = take(by=cast.office, rows=[past("水务局(虚构)", starts=Day.parse("2026-02"))])

    assert (again.added, again.changed, again.unchanged) == (0, 1, 0)
    assert inspections(imported=True).get().starts == date(2026, 2, 1)


def test_a_term_that_is_not_set_up_refuses_the_import(cast):
    with pytest.raises(Refusal) as no:
        take(by=cast.office, rows=[Inspected("第九届", 1, "水务局(虚构)")])

    assert no.value.code == "term"
    assert Round.objects.count() == 1
