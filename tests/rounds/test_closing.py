"""The end of a round: blocked while anything is open, and with it the rights of the teams end."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import TODAY, Cast
from xuncha.base.words import Sentence
from xuncha.rounds.actions.close_round import close_round
from xuncha.rounds.actions.move_on import mark_step
from xuncha.rounds.facts import procedure
from xuncha.rounds.models import Round
from xuncha.trust.models import Grant
from xuncha.trust.refusal import Refusal


def done_everything(cast: Cast) -> None:
    Round.objects.filter(pk=cast.round.pk).update(leaves_day=date(2026, 11, 19))
    cast.round.refresh_from_db()
    for step in procedure().of("round"):
        mark_step(by=cast.office, round=cast.round, step=step.key, done_on=TODAY)
    for inspection in (cast.inspection, cast.other):
        for step in procedure().of("inspection"):
            mark_step(by=cast.office, round=cast.round, inspection=inspection, step=step.key, done_on=TODAY)


def test_a_round_with_open_steps_is_not_closed_and_keeps_its_rights(cast):
    with pytest.raises(Refusal) as no:
        close_round(by=cast.office, round=cast.round)

    assert no.value.code == "blocked"
    assert "驻点到2026-12-04才结束" in no.value.says.zh
    assert Round.objects.get(pk=cast.round.pk).state == "open"
    assert not Grant.objects.exclude(ends=None).exists()


def test_a_round_that_is_through_closes_and_the_teams_rights_end(cast, monkeypatch):
    done_everything(cast)
    monkeypatch.setattr("xuncha.rounds.facts.CLOSERS", [])

    close_round(by=cast.office, round=cast.round)

    assert Round.objects.get(pk=cast.round.pk).state == "closed"
    assert Grant.objects.filter(inspection__in=[cast.inspection.pk, cast.other.pk], ends=None).count() == 0
    assert Grant.objects.filter(inspection=None, organisation=None).exclude(ends=None).count() == 0


def test_what_a_later_room_says_blocks_the_end(cast, monkeypatch):
    done_everything(cast)
    monkeypatch.setattr(
        "xuncha.rounds.facts.CLOSERS", [lambda by, row: [Sentence("有问题线索尚未移交", "leads wait")]]
    )

    with pytest.raises(Refusal) as no:
        close_round(by=cast.office, round=cast.round)

    assert "有问题线索尚未移交" in no.value.says.zh
