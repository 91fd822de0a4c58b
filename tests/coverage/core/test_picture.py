"""Coverage on a day: covered ÷ in scope, and a reason for everything else."""

from __future__ import annotations

from datetime import date

import pytest

from tests.coverage.core.county import all_in, county, unit
from xuncha.base.span import Span
from xuncha.coverage.core.facts import Form, Kind, Target, Visit
from xuncha.coverage.core.picture import State, picture
from xuncha.coverage.core.rules import Outcome

ON = date(2026, 11, 20)
BODIES = county({"教育局": (), "水务局": (), "税务局": (), "气象局": ()})
VERDICTS = all_in(BODIES, 税务局=Outcome.OUT, 气象局=Outcome.UNDECIDED)
TARGETS = tuple(Target(one, one, Form.UNIT, frozenset({unit(one)})) for one in ("教育局", "水务局"))


def states(*visits: Visit, on: date = ON) -> dict[str, State]:
    return {one.name: one.state for one in picture(VERDICTS, TARGETS, visits, on).standings}


@pytest.mark.parametrize(
    ("visit", "state"),
    [
        (Visit("教育局", "第1轮", Span.of("2026-03-01", "2026-04-10")), State.COVERED),
        (Visit("教育局", "第1轮", Span.of("2026-10-12", "2026-11-20")), State.COVERED),
        (Visit("教育局", "第1轮", Span.of("2026-10-12", "2026-11-21")), State.UNDER_WAY),
        (Visit("教育局", "第1轮", Span.of("2026-10", "2026-11")), State.UNDER_WAY),
        (Visit("教育局", "第1轮", Span.of("2026-12-01", "2027-01-10")), State.PLANNED),
        (Visit("教育局", "第1轮", Span.of("不详", "不详"), done=True), State.COVERED),
    ],
)
def test_a_visit_tells_where_its_target_stands(visit, state):
    assert states(visit)["教育局"] is state


def test_the_furthest_visit_counts():
    done = Visit("教育局", "第1轮", Span.of("2026-03-01", "2026-04-10"))
    later = Visit("教育局", "第4轮", Span.of("2027-03-01", "2027-04-10"))

    assert states(later, done)["教育局"] is State.COVERED
    assert states(done, later)["教育局"] is State.COVERED


def test_the_share_leaves_out_what_is_not_in_scope_and_each_gets_a_reason():
    found = picture(VERDICTS, TARGETS, (Visit("教育局", "第1轮", done=True),), ON)

    assert found.share() == (1, 2)
    assert found.share(Kind.UNIT) == (1, 2)
    assert {one.name: (one.state, one.reason.zh) for one in found.standings} == {
        "教育局": (State.COVERED, "第1轮：已巡察"),
        "水务局": (State.WAITING, "待安排"),
        "税务局": (State.OUT, ""),
        "气象局": (State.UNDECIDED, ""),
    }


def test_a_body_in_scope_without_target_is_blank():
    found = picture(VERDICTS, TARGETS[:1], (), ON)

    assert {one.name: one.state for one in found.of(Kind.UNIT)}["水务局"] is State.BLANK
    assert found.share() == (0, 2)
