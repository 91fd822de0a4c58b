"""Pairs as the team enters them, and why some cannot hold talks."""

from datetime import date

import pytest

from xuncha.interviews.core.pairs import Inspector, TalkPair, read_pairs, unfit

PAIR = TalkPair(
    "1",
    (Inspector("甲"), Inspector("乙", experienced=True, woman=True)),
    "一室",
    frozenset({date(2026, 3, 2)}),
)


def test_who_has_led_talks_sits_first():
    assert PAIR.as_pair().inspectors == ("乙", "甲")
    assert (PAIR.as_pair().experienced, PAIR.as_pair().woman) == (True, True)


def test_what_is_kept_is_read_back_as_it_was():
    assert read_pairs([PAIR.as_dict()]) == (PAIR,)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([], "还没有谈话组"),
        ([TalkPair("1", (Inspector("甲", experienced=True),), "一室")], "第1组不足2人"),
        ([TalkPair("1", (Inspector("甲", experienced=True), Inspector("甲")), "一室")], "第1组不足2人"),
        ([TalkPair("1", PAIR.people, "")], "第1组没有写谈话室"),
        ([TalkPair("1", (Inspector("甲"), Inspector("乙")), "一室")], "没有标出有经验的主谈"),
    ],
)
def test_pairs_that_cannot_hold_talks_say_why(pairs, said):
    assert said in unfit(pairs, 2).zh


def test_a_whole_pair_is_fit():
    assert unfit([PAIR], 2) is None
