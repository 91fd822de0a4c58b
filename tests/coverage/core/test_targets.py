"""Choosing targets and proving them: nobody blank, nobody twice, whatever the county looks like."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coverage.core.county import all_in, counties, county, large, party, post, unit
from xuncha.coverage.core.choose import choose
from xuncha.coverage.core.covering import RULES, Covering
from xuncha.coverage.core.cuts import Trees, cuts
from xuncha.coverage.core.facts import Form, Target
from xuncha.coverage.core.proof import prove
from xuncha.coverage.core.rules import Outcome
from xuncha.planning.rule import judge


def test_a_department_with_its_own_party_group_is_one_target():
    bodies = county({"教育局": ("教育局党组",)}, {"教育局": "甲"}, 教育局党组="甲")

    (target,) = choose(bodies, all_in(bodies), 4)

    assert target.name == "教育局（教育局党组）"
    assert target.counts == {unit("教育局"), party("教育局党组"), post("教育局.head"), post("教育局党组.sec")}
    assert target.listed == frozenset()


def test_units_of_a_merged_branch_are_joined_while_they_are_few():
    bodies = county({"工会": ("联合支部",), "妇联": ("联合支部",)}, {"工会": "甲", "妇联": "乙"})

    (target,) = choose(bodies, all_in(bodies), 2)

    assert target.form is Form.JOINT
    assert {unit("工会"), unit("妇联"), party("联合支部")} <= target.counts


def test_a_merged_branch_with_too_many_units_counts_once_and_is_listed_elsewhere():
    bodies = county(
        dict.fromkeys(("工会", "妇联", "文联"), ("联合支部",)), {"工会": "甲", "妇联": "乙", "文联": "丙"}
    )

    targets = choose(bodies, all_in(bodies), 2)

    assert len(targets) == 3
    assert sum(party("联合支部") in target.counts for target in targets) == 1
    assert sum(party("联合支部") in target.listed for target in targets) == 2


def test_a_unit_without_party_organisation_is_a_target_of_its_own():
    bodies = county({"史志办": ()}, {"史志办": "甲"})

    (target,) = choose(bodies, all_in(bodies), 4)

    assert target.form is Form.UNIT
    assert target.counts == {unit("史志办"), post("史志办.head")}


def test_what_is_out_or_undecided_gets_no_target():
    bodies = county({"税务局": ("税务局党委",), "教育局": ("教育局党组",)})
    verdicts = all_in(bodies, 税务局=Outcome.OUT, 税务局党委=Outcome.UNDECIDED)

    (target,) = choose(bodies, verdicts, 4)

    assert target.bodies == {unit("教育局"), party("教育局党组")}


def test_targets_already_set_are_kept_and_not_counted_again():
    bodies = county({"工会": ("联合支部",), "妇联": ("联合支部",)}, {"妇联": "乙"})
    kept = Target("old", "工会", Form.LEADER, frozenset({unit("工会"), party("联合支部")}))

    new = choose(bodies, all_in(bodies), 4, (kept,))

    assert [one.counts for one in new] == [{unit("妇联"), post("妇联.head")}]
    assert new[0].listed == {party("联合支部")}
    assert prove(bodies, all_in(bodies), (kept, *new)).holds


def test_a_post_whose_places_are_out_of_scope_stays_blank_and_is_shown():
    bodies = county({"税务局": ()}, {"税务局": "甲"})
    verdicts = all_in(bodies, 税务局=Outcome.OUT)

    proof = prove(bodies, verdicts, choose(bodies, verdicts, 4))

    assert [fault.body for fault in proof.blanks] == [post("税务局.head")]


@given(counties(), st.integers(1, 5))
def test_chosen_targets_leave_no_blank_and_no_double(bodies, largest):
    verdicts = all_in(bodies)

    proof = prove(bodies, verdicts, choose(bodies, verdicts, largest))

    assert (proof.blanks, proof.doubles, proof.astray) == ((), (), ())


@given(counties(), st.integers(1, 5), st.data())
def test_targets_chosen_around_those_already_set_leave_no_blank_and_no_double(bodies, largest, data):
    verdicts = all_in(bodies)
    kept = data.draw(st.lists(st.sampled_from(choose(bodies, verdicts, 2)), unique=True))

    proof = prove(bodies, verdicts, (*kept, *choose(bodies, verdicts, largest, kept)))

    assert (proof.blanks, proof.doubles, proof.astray) == ((), (), ())


@settings(max_examples=25)
@given(counties(), st.integers(1, 3))
def test_no_smaller_choice_of_targets_exists(bodies, largest):
    """By trying every choice: fewest targets first, then fewest repeated visits."""
    verdicts = all_in(bodies)
    possible = cuts(Trees.of(bodies, verdicts), largest)
    wanted = frozenset(verdicts)

    def covers(chosen):
        return wanted <= frozenset().union(*(cut.covers for cut in chosen))

    def repeats(chosen):
        return sum(len(cut.holds) for cut in chosen) - len(frozenset().union(*(cut.holds for cut in chosen)))

    best = next(
        min(map(repeats, fitting))
        for size in range(1, len(possible) + 1)
        if (fitting := [chosen for chosen in combinations(possible, size) if covers(chosen)])
    )
    size = next(
        size for size in range(1, len(possible) + 1) if any(map(covers, combinations(possible, size)))
    )

    targets = choose(bodies, verdicts, largest)

    assert len(targets) == size
    assert sum(len(target.listed) for target in targets) == best


@given(counties(), st.data())
def test_a_planted_blank_is_always_found(bodies, data):
    verdicts = all_in(bodies)
    targets = list(choose(bodies, verdicts, 4))
    place = data.draw(st.integers(0, len(targets) - 1))
    lost = data.draw(st.sampled_from(sorted(targets[place].counts, key=lambda body: body.sort_key)))
    targets[place] = replace(targets[place], counts=targets[place].counts - {lost})

    assert [fault.body for fault in prove(bodies, verdicts, targets).blanks] == [lost]


@given(counties(), st.data())
def test_a_planted_double_is_always_found(bodies, data):
    verdicts = all_in(bodies)
    targets = choose(bodies, verdicts, 4)
    twice = data.draw(st.sampled_from(list(verdicts)))
    planted = Target("again", "又一次", Form.UNIT, frozenset({twice}))

    doubles = prove(bodies, verdicts, (*targets, planted)).doubles

    assert [fault.body for fault in doubles] == [twice]
    assert "又一次" in doubles[0].targets


def test_a_revisit_is_listed_and_never_a_double():
    bodies = county({"教育局": ("教育局党组",)})
    verdicts = all_in(bodies)
    revisit = Target("r", "教育局回头看", Form.UNIT, frozenset(), frozenset({unit("教育局")}), "回头看")

    proof = prove(bodies, verdicts, (*choose(bodies, verdicts, 4), revisit))

    assert proof.holds
    assert [(one.target, one.why.zh) for one in proof.listed] == [("教育局回头看", "回头看，不计数")]


def test_counting_what_is_not_in_scope_is_a_fault():
    bodies = county({"税务局": ()})
    verdicts = all_in(bodies, 税务局=Outcome.OUT)
    target = Target("t", "税务局", Form.UNIT, frozenset({unit("税务局")}))

    proof = prove(bodies, verdicts, (target,))

    assert [fault.says.zh for fault in proof.astray] == ["“税务局”计入了巡察对象，但范围结论是“不纳入”"]
    assert not proof.holds


def test_counting_a_post_away_from_its_unit_is_a_fault():
    bodies = county({"教育局": ("教育局党组",)}, {"教育局": "甲"})
    verdicts = all_in(bodies)
    targets = (
        Target("a", "教育局", Form.JOINT, frozenset({unit("教育局"), party("教育局党组")})),
        Target("b", "别处", Form.UNIT, frozenset({post("教育局.head")})),
    )

    assert [fault.targets for fault in prove(bodies, verdicts, targets).astray] == [("别处",)]


@pytest.mark.parametrize(
    ("secretary", "found"),
    [("甲", [("妇联", "乙")]), ("乙", [("工会", "甲")]), ("丙", [("工会", "甲"), ("妇联", "乙")])],
)
def test_a_head_who_is_not_secretary_is_named(secretary, found):
    bodies = county(
        {"工会": ("联合支部",), "妇联": ("联合支部",)}, {"工会": "甲", "妇联": "乙"}, 联合支部=secretary
    )

    mismatched = prove(bodies, all_in(bodies), ()).mismatched

    assert [(one.unit, one.aim_at) for one in mismatched] == found


def test_with_three_columns_two_heads_in_one_branch_cannot_both_be_secretary():
    bodies = county({"工会": ("联合支部",), "妇联": ("联合支部",)}, {"工会": "甲", "妇联": "乙"})

    mismatched = prove(bodies, all_in(bodies), ()).mismatched

    assert [(one.head, one.secretary) for one in mismatched] == [("甲", ""), ("乙", "")]


def test_units_without_an_organisation_of_their_own_are_named():
    bodies = county({"工会": ("联合支部",), "妇联": ("联合支部", "妇联支部"), "文联": ("联合支部",)})

    assert [fault.name for fault in prove(bodies, all_in(bodies), ()).sharing] == ["工会", "文联"]


def test_a_vacant_head_and_a_missing_party_organisation_are_told_apart():
    bodies = county({"史志办": (), "教育局": ("教育局党组",)}, {"史志办": "甲"})

    proof = prove(bodies, all_in(bodies), ())

    assert [fault.name for fault in proof.headless] == ["教育局"]
    assert [fault.name for fault in proof.without_party] == ["史志办"]


@given(counties(), st.integers(1, 3))
def test_each_planning_rule_judges_as_it_posts(bodies, largest):
    possible = cuts(Trees.of(bodies, all_in(bodies)), largest)
    problem = Covering(possible, frozenset(all_in(bodies)), frozenset())
    plan = problem.plan(dict.fromkeys(problem.choices()[::2], 1))

    posted = {rule.key: sum(demand.missed(plan.taken()) for demand in rule.post(problem)) for rule in RULES}
    judged = {rule.key: sum(one.broken.price or 1 for one in judge(plan, (rule,))) for rule in RULES}

    assert posted == judged


def test_300_units_are_chosen_and_proven_quickly():
    bodies = large(300)
    verdicts = all_in(bodies)
    started = process_time()

    proof = prove(bodies, verdicts, choose(bodies, verdicts, 4))

    assert proof.holds
    assert process_time() - started < 2


def test_ten_thousand_bodies_are_cut_into_targets_that_hold():
    bodies = large(2_850)
    verdicts = all_in(bodies)
    assert len(verdicts) > 10_000
    assert prove(bodies, verdicts, choose(bodies, verdicts, 4, ())).closed
