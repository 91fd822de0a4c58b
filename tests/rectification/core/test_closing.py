"""销号 by another party; re-opening; the reviewing parties are a setting."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.rectification.core.clock import State
from xuncha.rectification.core.closing import (
    Reopening,
    Review,
    Submission,
    Verdict,
    missing,
    reopen_problems,
    review_problems,
    state,
    submission_problems,
)

DAY = date(2026, 6, 1)
FIVE = ("纪委监委", "组织部", "宣传部", "巡察办", "巡察组")
ONE = ("巡察办",)
SENT = Submission("contact", DAY, "已清退", 1)


def says(verdict: Verdict, party: str = "巡察办", by: str = "office") -> Review:
    return Review(party, by, DAY, verdict, "理由")


def test_submission_needs_words_and_evidence():
    assert len(submission_problems(" ", 0)) == 2
    assert submission_problems("已清退3万元", 1) == ()


def test_nobody_reviews_his_own_submission():
    problems = review_problems([SENT], says(Verdict.CLOSE, by="contact"), ONE)
    assert [one.zh for one in problems] == ["报送人不能审核自己报送的事项，请由另一方审核"]


def test_another_party_may():
    assert review_problems([SENT], says(Verdict.CLOSE), ONE) == ()


def test_party_outside_the_setting_is_refused():
    assert "不在审核方之内" in review_problems([SENT], says(Verdict.CLOSE, party="财政局"), ONE)[0].zh


def test_return_needs_a_reason():
    assert len(review_problems([SENT], Review("巡察办", "office", DAY, Verdict.RETURN), ONE)) == 1


def test_nothing_to_review():
    assert len(review_problems([], says(Verdict.CLOSE), ONE)) == 1
    assert (
        len(
            review_problems(
                [SENT, says(Verdict.CLOSE), Reopening("office", DAY, "反弹")], says(Verdict.CLOSE), ONE
            )
        )
        == 1
    )


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], State.RUNNING),
        ([SENT], State.SUBMITTED),
        ([SENT, says(Verdict.CLOSE)], State.DONE),
        ([SENT, says(Verdict.RETURN)], State.UNDONE),
        ([SENT, says(Verdict.MOSTLY)], State.MOSTLY),
        ([SENT, says(Verdict.LONG)], State.LONG),
        ([SENT, says(Verdict.RETURN), SENT], State.SUBMITTED),
        ([SENT, says(Verdict.CLOSE), Reopening("office", DAY, "反弹")], State.RUNNING),
    ],
)
def test_state_with_one_party(events, expected):
    assert state(events, started=True, parties=ONE) is expected


def test_item_without_a_measure_is_not_started():
    assert state([], started=False, parties=ONE) is State.NEW


def test_five_parties_all_have_to_agree():
    events = [SENT, *(says(Verdict.CLOSE, party) for party in FIVE[:4])]
    assert state(events, True, FIVE) is State.SUBMITTED
    assert missing(events, FIVE) == ("巡察组",)
    assert state([*events, says(Verdict.CLOSE, "巡察组")], True, FIVE) is State.DONE


def test_one_return_among_five_sends_it_back():
    assert (
        state([SENT, says(Verdict.CLOSE, "组织部"), says(Verdict.RETURN, "宣传部")], True, FIVE)
        is State.UNDONE
    )


def test_reopening_needs_a_closed_item_and_a_reason():
    assert len(reopen_problems([SENT], " ", ONE)) == 2
    assert reopen_problems([SENT, says(Verdict.CLOSE)], "反向核查不实", ONE) == ()


events = st.lists(
    st.just(SENT)
    | st.builds(says, st.sampled_from(Verdict), st.sampled_from(FIVE))
    | st.just(Reopening("office", DAY, "反弹")),
    max_size=12,
)


@given(events)
@settings(deadline=None)
def test_law_closed_only_if_every_party_spoke_on_the_latest_submission(history):
    if state(history, True, FIVE) in (State.DONE, State.MOSTLY, State.LONG):
        assert missing(history, FIVE) == ()
