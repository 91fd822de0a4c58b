"""Scope verdicts: rules as data, decisions before rules, and never in or out on an unconfirmed rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.coverage.core.county import county, party, post, unit
from xuncha.base.words import Sentence
from xuncha.coverage.core.choose import choose
from xuncha.coverage.core.facts import Bodies, Body, GroupDecision, Kind, Link, Node
from xuncha.coverage.core.proof import prove
from xuncha.coverage.core.rules import BadRule, Mode, Outcome, RuleSet, scope_rules
from xuncha.coverage.core.scope import scope
from xuncha.rulebook.core.rule import Rule
from xuncha.rulebook.models import shipped_rules

ON = date(2026, 3, 1)
TITLE = Sentence("规则", "rule")


def record(
    key: str, *, confirmed: bool = True, area: str = "", starts: date | None = None, **value: object
) -> Rule:
    filled = {
        "order": 1,
        "outcome": "in",
        "who_decides": "县委",
        "who_decides_en": "the county",
        "fits": {},
    } | value
    return Rule(key, TITLE, filled, "某文件", confirmed=confirmed, area=area, starts=starts)


def only(*units: Node, area: str = "530127") -> Bodies:
    return Bodies(units=units, area=area)


def verdict(node: Node, *records: Rule, decisions: tuple[GroupDecision, ...] = ()):
    bodies = only(node)
    return scope(bodies, scope_rules(records, ON, bodies.area), decisions, ON)[unit(node.key)]


def test_a_confirmed_rule_that_fits_decides_with_its_basis():
    found = verdict(
        Node("a", "教育局", sort="政府部门"),
        record("coverage.scope.a", fits={"sorts": ["政府部门"]}, mode="直接"),
    )

    assert (found.outcome, found.mode, found.rule) == (Outcome.IN, Mode.DIRECT, "coverage.scope.a")
    assert found.reason.zh == "规则“规则”：纳入（某文件）"


@pytest.mark.parametrize("outcome", ["in", "joint", "out", "undecided"])
def test_an_unconfirmed_rule_leaves_a_body_undecided_and_says_what_it_proposes(outcome):
    found = verdict(Node("a", "税务局"), record("coverage.scope.a", confirmed=False, outcome=outcome))

    assert found.outcome is Outcome.UNDECIDED
    assert found.proposed is Outcome[outcome.upper()]
    assert found.mode is None


def test_without_any_rule_a_body_is_undecided():
    assert verdict(Node("a", "某单位")).reason.zh == "没有适用的范围规则"


def test_the_first_rule_that_fits_governs():
    special = record("coverage.scope.z", order=1, outcome="out", fits={"relations": ["垂直管理"]})
    general = record("coverage.scope.a", order=2, fits={"sorts": ["政府部门"]})

    assert (
        verdict(Node("a", "税务局", sort="政府部门", relation="垂直管理"), general, special).outcome
        is Outcome.OUT
    )
    assert (
        verdict(Node("a", "教育局", sort="政府部门", relation="本级管理"), general, special).outcome
        is Outcome.IN
    )


def test_a_county_takes_the_rule_of_its_own_province_before_the_countrys():
    country = record("coverage.scope.a", confirmed=False)
    yunnan = record("coverage.scope.a", area="53", outcome="out")
    rules = (country, yunnan)

    def outcome(area):
        bodies = only(Node("a", "教育局"), area=area)
        return scope(bodies, scope_rules(rules, ON, area), (), ON)[unit("a")].outcome

    assert [outcome("530127"), outcome("610000"), outcome("")] == [
        Outcome.OUT,
        Outcome.UNDECIDED,
        Outcome.UNDECIDED,
    ]


def test_a_rule_not_yet_in_force_does_not_count():
    assert verdict(Node("a", "某村"), record("coverage.scope.a", starts=date(2026, 3, 2))).rule == ""
    assert (
        verdict(Node("a", "某村"), record("coverage.scope.a", starts=date(2026, 3, 1))).rule
        == "coverage.scope.a"
    )


def decided(body, outcome: str, on: date = date(2026, 2, 1), **more: str) -> GroupDecision:
    return GroupDecision(body, outcome, on, "领导小组2026年第1次会议纪要", **more)


def test_a_decision_of_the_leading_group_goes_before_every_rule():
    out = record("coverage.scope.a", outcome="out")

    found = verdict(Node("a", "公安局"), out, decisions=(decided(unit("a"), "in", mode="联动"),))

    assert (found.outcome, found.mode, found.basis) == (Outcome.IN, Mode.JOINT, "领导小组2026年第1次会议纪要")


def test_the_latest_decision_up_to_the_day_holds():
    decisions = (
        decided(unit("a"), "in", date(2026, 1, 5)),
        decided(unit("a"), "out", date(2026, 2, 5)),
        decided(unit("a"), "in", date(2026, 4, 5)),
    )

    assert verdict(Node("a", "公安局"), decisions=decisions).outcome is Outcome.OUT


def test_an_organisation_known_by_name_only_follows_its_units():
    bodies = county({"教育局": ("联合支部",), "税务局": ("联合支部",)})
    rules = scope_rules((record("coverage.scope.a", fits={"names": ["教育局"]}),), ON, "")

    found = scope(bodies, rules, (), ON)[party("联合支部")]

    assert found.outcome is Outcome.IN
    assert found.reason.zh == "随教育局确定：纳入"


def test_a_unit_left_open_by_the_rules_follows_the_decision_on_its_party_organisation():
    bodies = county({"税务局": ("税务局党委",)})

    found = scope(bodies, RuleSet(), (decided(party("税务局党委"), "out"),), ON)[unit("税务局")]

    assert found.outcome is Outcome.OUT
    assert found.reason.zh == "随税务局党委确定：不纳入"


def test_a_key_post_follows_its_unit():
    bodies = county({"教育局": ()}, {"教育局": "甲"})

    found = scope(bodies, scope_rules((record("coverage.scope.a"),), ON, ""), (), ON)[post("教育局.head")]

    assert (found.outcome, found.name) == (Outcome.IN, "教育局主要负责人")


def test_blanks_are_filled_from_the_name_and_marked_to_be_checked():
    hint = Rule("coverage.hint.a", TITLE, {"relation": "垂直管理", "fits": {"names": ["税务局"]}}, "名称")
    rule = record("coverage.scope.a", outcome="out", fits={"relations": ["垂直管理"]})

    assert verdict(Node("a", "县税务局"), rule, hint).assumed.zh == "表中未填，暂按名称看作“垂直管理”，请核对"
    assert verdict(Node("a", "县税务局", relation="本级管理"), rule, hint).rule == ""


@pytest.mark.parametrize("broken", [{"outcome": "maybe"}, {"fits": None}, {"mode": "flying"}])
def test_a_broken_record_is_named(broken):
    with pytest.raises(BadRule, match=r"coverage\.scope\.a"):
        scope_rules((record("coverage.scope.a", **broken),), ON, "")


@given(
    st.sampled_from(["税务局", "教育局", "妇联", "小街镇人民政府", "大村村民委员会", "某某"]), st.booleans()
)
def test_no_shipped_unconfirmed_rule_ever_puts_a_body_in_or_out(name, filled):
    records = [replace(one, confirmed=False) for one in shipped_rules()]
    node = Node("a", name, relation="本级管理" if filled else "")

    assert verdict(node, *records).outcome is Outcome.UNDECIDED


@pytest.mark.parametrize(
    ("name", "outcome", "rule"),
    [
        ("县税务局", Outcome.UNDECIDED, "coverage.scope.vertical"),
        ("县气象局", Outcome.UNDECIDED, "coverage.scope.vertical"),
        ("县公安局", Outcome.UNDECIDED, "coverage.scope.dual"),
        ("县委巡察办", Outcome.UNDECIDED, "coverage.scope.inspecting_bodies"),
        ("县妇女联合会", Outcome.UNDECIDED, "coverage.scope.masses"),
        ("县教育体育局", Outcome.IN, "coverage.scope.departments"),
        ("小街镇人民政府", Outcome.IN, "coverage.scope.township"),
        ("大村村民委员会", Outcome.IN, "coverage.scope.village"),
    ],
)
def test_the_shipped_rules_on_a_county_of_yunnan_known_by_names_only(name, outcome, rule):
    found = verdict(Node("a", name), *shipped_rules())

    assert (found.outcome, found.rule) == (outcome, rule)


@pytest.mark.parametrize(
    ("name", "itself"),
    [
        ("中共明川县委员会", True),
        ("中共明川县委员会办公室", False),
        ("中共明川县税务局委员会", False),
        ("中国共产主义青年团明川县委员会", False),
    ],
)
def test_the_county_committee_itself_is_no_target_unless_the_leading_group_says_so(name, itself):
    bodies = Bodies(organisations=(Node("p", name),), area="530127")
    found = scope(bodies, scope_rules(shipped_rules(), ON, bodies.area), (), ON)[Body(Kind.ORGANISATION, "p")]

    assert (found.rule == "coverage.scope.committee_itself") is itself
    assert found.outcome is Outcome.UNDECIDED
    assert not itself or found.proposed is Outcome.OUT


def test_a_joint_unit_brings_in_its_own_organisation_only_and_neither_is_counted():
    """A branch shared with a unit that is in scope stays in scope, and so does that unit."""
    rules = (
        record("coverage.scope.a", order=1, outcome="joint", fits={"relations": ["双重领导"]}),
        record("coverage.scope.b", order=2, fits={"relations": ["本级管理"]}),
    )
    bodies = Bodies(
        units=(Node("police", "公安局", relation="双重领导"), Node("water", "水务局", relation="本级管理")),
        organisations=(Node("own", "公安局党委"), Node("shared", "联合支部")),
        links=(Link("police", "own"), Link("police", "shared"), Link("water", "shared")),
    )
    found = scope(bodies, scope_rules(rules, ON, ""), (), ON)
    targets = choose(bodies, found, 4, ())
    counted = {body.key for one in targets for body in one.counts}

    assert {body.key: one.outcome for body, one in found.items()} == {
        "police": Outcome.JOINT, "own": Outcome.JOINT, "water": Outcome.IN, "shared": Outcome.IN,
    }  # fmt: skip
    assert counted == {"water", "shared"}
    assert prove(bodies, found, targets).holds


def test_every_shipped_rule_says_who_decides_and_on_what():
    rules = scope_rules(shipped_rules(), ON, "530127").rules

    assert rules
    assert all(rule.who_decides.zh and rule.who_decides.en and rule.basis for rule in rules)


def test_links_to_bodies_outside_the_registry_do_not_stop_the_rest():
    bodies = Bodies(units=(Node("a", "教育局"),), links=(Link("a", "gone"), Link("gone", "a")))

    assert list(scope(bodies, RuleSet(), (), ON)) == [unit("a")]
    assert unit("a").kind is Kind.UNIT
