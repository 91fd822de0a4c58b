"""Of a large body not everybody is looked at, and nothing is lost by it."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.talks import body
from xuncha.interviews.core.plan import narrow
from xuncha.interviews.core.plan.arrange import arrange
from xuncha.interviews.core.plan.facts import RANKED
from xuncha.interviews.core.plan.narrow import LARGE, MORE, narrowed


def test_up_to_a_size_nobody_is_left_out():
    wanted = body(LARGE)
    assert narrowed(wanted.wishes, wanted.shares, 1, "1") == wanted.wishes


@settings(deadline=None, max_examples=10)
@given(seed=st.integers(0, 99), seats=st.integers(0, 60))
def test_whoever_is_left_out_could_give_way_to_one_who_stays_and_counts_for_as_much(seed, seats):
    wanted = body(LARGE + 100, seed=seed)
    stays = narrowed(wanted.wishes, wanted.shares, seats, "1")
    keys = {one.key for one in stays}
    assert {one.key for one in wanted.wishes if one.kind != RANKED} <= keys
    for one in wanted.wishes:
        if one.key not in keys:
            instead = [
                other
                for other in stays
                if other.kind == RANKED
                and (other.length, other.woman) == (one.length, one.woman)
                and all((one.key in share.members) == (other.key in share.members) for share in wanted.shares)
                and other.worth >= one.worth
            ]
            assert len(instead) >= seats + MORE


def reached(wanted, plan):
    """What shares lack, and the worth of all who are talked to."""
    seated = {one.wish for one in plan.placed}
    lacks = [max(0, share.at_least - len(share.members & seated)) for share in wanted.shares]
    return lacks, sum(one.worth for one in wanted.wishes if one.key in seated)


def test_the_same_worth_and_shares_are_reached_without_looking_at_everybody(monkeypatch):
    wanted = replace(body(60, days=4, pairs=2), at_most=20)
    whole = arrange(wanted)
    monkeypatch.setattr(narrow, "LARGE", 20)
    monkeypatch.setattr(narrow, "MORE", 1)
    fewer = arrange(wanted)
    looked_at = fewer.results[-1].plan.problem.wishes
    assert len(looked_at) < len(whole.results[-1].plan.problem.wishes)
    assert reached(wanted, fewer) == reached(wanted, whole)
