"""Versions of a record meet; people disagree; nothing is lost."""

from __future__ import annotations

import random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.machines.core.world import FIELDS, WHERE, World, story
from xuncha.machines.core.standing import (
    GONE,
    Standing,
    decided,
    edited,
    forged,
    met,
    news,
    put_back,
    removed,
)

RECORDS = ("a", "b")


def fresh(**values: object) -> Standing:
    return edited(Standing(), "office", {name: (None, value) for name, value in values.items()})


def test_edits_of_different_fields_meet_without_a_conflict() -> None:
    base = fresh(text="t", state="draft")
    here, there = (
        edited(base, "office", {"text": ("t", "t1")}),
        edited(base, "m1", {"state": ("draft", "done")}),
    )
    merged = met(here, there)
    assert (merged.values("text"), merged.values("state"), merged.conflicts) == (["t1"], ["done"], ())


def test_two_edits_of_one_field_are_a_conflict_with_both_versions_kept() -> None:
    base = fresh(text="t")
    merged = met(
        edited(base, "office", {"text": ("t", "ours")}), edited(base, "m1", {"text": ("t", "theirs")})
    )
    assert merged.conflicts == ("text",)
    assert sorted(merged.values("text")) == ["ours", "theirs"]


def test_the_same_value_typed_twice_is_no_conflict() -> None:
    base = fresh(text="t")
    merged = met(edited(base, "office", {"text": ("t", "same")}), edited(base, "m1", {"text": ("t", "same")}))
    assert (merged.conflicts, merged.values("text")) == ((), ["same"])


def test_a_decision_supersedes_every_version_everywhere() -> None:
    base = fresh(text="t")
    here, there = edited(base, "office", {"text": ("t", "x")}), edited(base, "m1", {"text": ("t", "y")})
    settled = decided(met(here, there), "office", "text", "y")
    assert met(there, settled).values("text") == ["y"]
    assert met(here, settled).conflicts == ()


def test_an_ordinary_edit_does_not_bury_the_rival_that_was_not_looked_at() -> None:
    base = fresh(text="t")
    merged = met(edited(base, "office", {"text": ("t", "x")}), edited(base, "m1", {"text": ("t", "y")}))
    assert sorted(edited(merged, "office", {"text": ("x", "x2")}).values("text")) == ["x2", "y"]


def test_a_removal_meets_a_standing_that_did_not_change() -> None:
    base = fresh(text="t")
    merged = met(base, removed(base, "m1", "entered twice"))
    assert (merged.gone, merged.why_gone, merged.conflicts) == (True, ("entered twice",), ())


def test_a_removal_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="reason"):
        removed(fresh(text="t"), "m1", "")


def test_removed_here_and_worked_on_there_is_a_conflict_with_the_work_kept() -> None:
    base = fresh(text="t")
    merged = met(removed(base, "office", "why"), edited(base, "m1", {"text": ("t", "t2")}))
    assert (merged.gone, merged.conflicts, merged.values("text")) == (False, (GONE,), ["t2"])
    assert put_back(merged, "office").conflicts == ()
    assert removed(merged, "office", "still").gone


def test_a_conflict_is_announced_once_and_again_only_with_a_third_version() -> None:
    base = fresh(text="t")
    here, there = edited(base, "office", {"text": ("t", "x")}), edited(base, "m1", {"text": ("t", "y")})
    merged = met(here, there)
    assert news(here, merged) == ("text",)
    assert news(merged, met(merged, there)) == ()
    assert news(merged, met(merged, edited(base, "m2", {"text": ("t", "z")}))) == ("text",)


def test_a_known_edit_with_other_content_is_seen() -> None:
    ours = fresh(text="t")
    theirs = Standing(ours.seen, {"text": {("office", 1): "other"}})
    assert forged(ours, theirs, "m1") == "content"


def test_edits_in_the_name_of_another_installation_are_seen() -> None:
    ours = fresh(text="t")
    assert forged(ours, edited(ours, "m2", {"text": ("t", "x")}), "m1") == "foreign"
    assert forged(ours, edited(ours, "m1", {"text": ("t", "x")}), "m1") == ""


def test_an_edit_beyond_what_the_sender_has_seen_is_no_edit() -> None:
    assert forged(Standing(), Standing({}, {"text": {("m1", 3): "x"}}), "m1") == "hollow"


class Exchange(RuleBasedStateMachine):
    """Three installations in any order of edits, removals, decisions and bundles; the oracle looks on after every step."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()

    @rule(where=st.sampled_from(WHERE), record=st.sampled_from(RECORDS))
    def create(self, where: str, record: str) -> None:
        self.world.create(where, record)

    @rule(
        where=st.sampled_from(WHERE),
        record=st.sampled_from(RECORDS),
        name=st.sampled_from(FIELDS),
        value=st.integers(0, 5),
    )
    def edit(self, where: str, record: str, name: str, value: int) -> None:
        self.world.edit(where, record, name, value)

    @rule(where=st.sampled_from(WHERE), record=st.sampled_from(RECORDS))
    def remove(self, where: str, record: str) -> None:
        self.world.remove(where, record)

    @rule(where=st.sampled_from(WHERE), record=st.sampled_from(RECORDS), seed=st.integers(0, 9))
    def decide(self, where: str, record: str, seed: int) -> None:
        self.world.decide(where, record, random.Random(seed))

    @rule(pair=st.permutations(WHERE))
    def carry(self, pair: list[str]) -> None:
        self.world.carry(pair[0], pair[1])

    @invariant()
    def as_the_oracle_says(self) -> None:
        self.world.check()

    def teardown(self) -> None:
        self.world.full_exchange()
        self.world.settle(random.Random(0))


Exchange.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestExchange = Exchange.TestCase


def test_a_story_of_many_edits_ends_equal_with_nothing_lost() -> None:
    world = story(random.Random(7), 120)
    assert world.edits >= 120
    assert any(site.announced for site in world.sites.values())
