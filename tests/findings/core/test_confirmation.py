"""The body answers first; an objection is answered by somebody outside the team."""

from __future__ import annotations

import pytest

from xuncha.findings.core.confirmation import (
    Answer,
    Confirmation,
    State,
    answer_problems,
    reply_problems,
    sign_problems,
    skip_problems,
    state,
)

SENT = Confirmation(sent=True)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Confirmation(), State.OPEN),
        (SENT, State.SENT),
        (Confirmation(sent=True, answer=Answer.TRUE), State.ANSWERED),
        (Confirmation(sent=True, answer=Answer.PARTLY, objection="金额有误"), State.OBJECTED),
        (Confirmation(sent=True, answer=Answer.PARTLY, objection="金额有误", reply="已核减"), State.REPLIED),
        (Confirmation(skip_reason="单位已撤并"), State.SKIPPED),
    ],
)
def test_state(record, expected):
    assert state(record) is expected


def test_true_needs_nothing_more():
    assert answer_problems(Answer.TRUE, "", ()) == ()


@pytest.mark.parametrize("answer", [Answer.PARTLY, Answer.UNTRUE])
def test_dispute_needs_explanation_and_material(answer):
    assert len(answer_problems(answer, " ", ())) == 2
    assert answer_problems(answer, "金额应为3万元", ("记账凭证12号",)) == ()


def test_skipping_needs_a_reason():
    assert [one.zh for one in skip_problems(SENT, "")] == ["不作事实确认的，须写明理由"]
    assert skip_problems(SENT, "单位已撤并") == ()


def test_an_answer_cannot_be_skipped_afterwards():
    assert len(skip_problems(Confirmation(sent=True, answer=Answer.TRUE), "来不及")) == 1


OBJECTED = Confirmation(sent=True, answer=Answer.UNTRUE, explanation="无此事", objection="无此事")


def test_team_member_may_not_reply():
    problems = reply_problems(OBJECTED, "维持", "account-1", {"account-1", "account-2"})
    assert [one.zh for one in problems] == ["异议应由本巡察组以外的人答复，请由巡察办指定组外人员"]


def test_outsider_may_reply_in_writing_only():
    assert reply_problems(OBJECTED, "维持，理由见附件", "account-9", {"account-1"}) == ()
    assert len(reply_problems(OBJECTED, " ", "account-9", {"account-1"})) == 1


def test_nothing_to_reply_to():
    assert reply_problems(SENT, "维持", "account-9", ()) != ()


@pytest.mark.parametrize("record", [Confirmation(), SENT, OBJECTED])
def test_unanswered_or_unreplied_paper_is_not_signed(record):
    assert len(sign_problems(record)) == 1


def test_disputed_paper_needs_the_teams_reason():
    replied = Confirmation(sent=True, answer=Answer.UNTRUE, objection="无此事", reply="维持")
    assert "不属实" in sign_problems(replied)[0].zh
    held = Confirmation(
        sent=True, answer=Answer.UNTRUE, objection="无此事", reply="维持", held_reason="凭证在卷"
    )
    assert sign_problems(held) == ()


@pytest.mark.parametrize(
    "record", [Confirmation(sent=True, answer=Answer.TRUE), Confirmation(skip_reason="单位已撤并")]
)
def test_answered_or_skipped_paper_may_be_signed(record):
    assert sign_problems(record) == ()
