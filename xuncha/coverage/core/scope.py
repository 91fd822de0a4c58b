"""Is this body to be inspected? One verdict a body, each with its rule, basis and a sentence that says why.

Order of authority: a decision of the leading group about the body itself; the first rule that fits; the
verdict of the other tree that the body is linked to. A rule that nobody has confirmed leaves the body
undecided whatever it proposes. A key post follows the bodies it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from xuncha.base.words import NOTHING, Sentence, joined
from xuncha.coverage.core.facts import Bodies, Body, GroupDecision, KeyPost, Kind, Node
from xuncha.coverage.core.rules import MODES, OUTCOMES, Hint, Mode, Outcome, RuleSet, ScopeRule

LEADING_GROUP = Sentence("县委巡察工作领导小组", "the county's leading group for inspection")
OWN_RELATION = "本级管理"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What holds for one body on the day. `proposed` is what an unconfirmed rule would say; `assumed` asks
    to be checked.
    """

    body: Body
    name: str
    outcome: Outcome
    reason: Sentence
    mode: Mode | None = None
    rule: str = ""
    basis: str = ""
    who_decides: Sentence = NOTHING
    proposed: Outcome | None = None
    assumed: Sentence = NOTHING


def scope(
    bodies: Bodies, rules: RuleSet, decisions: Iterable[GroupDecision], on: date
) -> dict[Body, Verdict]:
    """The verdict on every body of the county on day `on` (the day for which `rules` were taken)."""
    decided = _latest(decisions, on)
    first = {
        body: _own(body, node, decided.get(body), rules)
        for kind, nodes in ((Kind.UNIT, bodies.units), (Kind.ORGANISATION, bodies.organisations))
        for node in nodes
        for body in (Body(kind, node.key),)
    }
    verdicts = _across_links(bodies, first, decided)
    names = bodies.names()
    for post in bodies.posts:
        body = Body(Kind.POST, post.key)
        verdicts[body] = _of_post(body, names[body], post, decided.get(body), verdicts)
    return verdicts


def _latest(decisions: Iterable[GroupDecision], on: date) -> dict[Body, GroupDecision]:
    known = sorted((one for one in decisions if one.decided_on <= on), key=lambda one: one.decided_on)
    return {one.body: one for one in known}


def _own(
    body: Body,
    node: Node,
    decision: GroupDecision | None,
    rules: RuleSet,
) -> Verdict:
    if decision:
        return _by_decision(body, node.name, decision)
    known, assumed = _filled(node, body.kind, rules.hints)
    rule = next((rule for rule in rules.rules if rule.fits.fits(known, body.kind)), None)
    if rule is None:
        reason = Sentence("没有适用的范围规则", "no scope rule fits")
        return Verdict(body, node.name, Outcome.UNDECIDED, reason, who_decides=LEADING_GROUP, assumed=assumed)
    return replace(_by_rule(body, node.name, rule), assumed=assumed)


def _by_decision(body: Body, name: str, decision: GroupDecision) -> Verdict:
    outcome = OUTCOMES[decision.outcome]
    by = Sentence(decision.by, decision.by) if decision.by else LEADING_GROUP
    reason = Sentence(
        "{by}{day}决定：{outcome}（{paper}）", "decided by {by} on {day}: {outcome} ({paper})"
    ).filled(by=by, day=decision.decided_on, outcome=outcome.value, paper=decision.document)
    mode = MODES.get(decision.mode) or (Mode.DIRECT if outcome is Outcome.IN else None)
    return Verdict(body, name, outcome, reason, mode, basis=decision.document, who_decides=by)


def _by_rule(body: Body, name: str, rule: ScopeRule) -> Verdict:
    told = {"title": rule.title, "basis": rule.basis, "outcome": rule.outcome.value}
    if not rule.confirmed and rule.outcome is not Outcome.UNDECIDED:
        pattern = Sentence(
            "规则“{title}”倾向于“{outcome}”，但依据尚未核实确认（{basis}），须由领导小组确定",
            "rule “{title}” proposes “{outcome}”, but not confirmed ({basis}); the leading group decides",
        )
    else:
        pattern = Sentence("规则“{title}”：{outcome}（{basis}）", "rule “{title}”: {outcome} ({basis})")
    verdict = Verdict(
        body,
        name,
        rule.outcome if rule.confirmed else Outcome.UNDECIDED,
        pattern.filled(**told),
        rule=rule.key,
        basis=rule.basis,
        who_decides=rule.who_decides,
    )
    return replace(verdict, mode=rule.mode) if rule.confirmed else replace(verdict, proposed=rule.outcome)


def _filled(node: Node, kind: Kind, hints: Sequence[Hint]) -> tuple[Node, Sentence]:
    """The body with blanks filled from its name, and the sentence that asks to check what was filled."""
    filled: dict[str, str] = {}
    for hint in hints:
        if hint.fits.fits(replace(node, **filled), kind):
            for field in ("sort", "relation", "level"):
                value = getattr(hint, field)
                if value and not getattr(node, field) and field not in filled:
                    filled[field] = value
    if kind is Kind.UNIT and not node.relation and "relation" not in filled:
        filled["relation"] = OWN_RELATION
    if not filled:
        return node, NOTHING
    told = "、".join(filled.values())
    return replace(node, **filled), Sentence(
        f"表中未填，暂按名称看作“{told}”，请核对",
        f"left blank; taken from the name as “{told}”, please check",
    )


def _across_links(
    bodies: Bodies, first: Mapping[Body, Verdict], decided: Mapping[Body, GroupDecision]
) -> dict[Body, Verdict]:
    """Where the rules leave a body open, a decision or a verdict on the bodies it is linked to decides."""
    linked: dict[Body, list[Body]] = {body: [] for body in first}
    for link in bodies.links:
        unit, organisation = Body(Kind.UNIT, link.unit), Body(Kind.ORGANISATION, link.organisation)
        if unit in linked and organisation in linked:
            linked[unit].append(organisation)
            linked[organisation].append(unit)
    verdicts = dict(first)
    for body, verdict in first.items():
        ruled_by_group = [first[one] for one in linked[body] if one in decided]
        if verdict.outcome is Outcome.UNDECIDED and body not in decided and ruled_by_group:
            verdicts[body] = _following(verdict, ruled_by_group)
    for body, verdict in first.items():
        if (
            body.kind is Kind.ORGANISATION
            and verdicts[body].outcome is Outcome.UNDECIDED
            and not verdict.rule
        ):
            verdicts[body] = _following(verdict, [verdicts[one] for one in linked[body]])
    return verdicts


def _following(verdict: Verdict, others: Sequence[Verdict]) -> Verdict:
    """In if one of the others is in; undecided while one of them is; otherwise what they agree on."""
    outcomes = {other.outcome for other in others}
    if Outcome.IN in outcomes:
        leading = [other for other in others if other.outcome is Outcome.IN]
    elif len(outcomes) == 1:
        leading = list(others)
    else:
        return verdict
    names = joined([Sentence(other.name, other.name) for other in leading])
    reason = Sentence("随{names}确定：{outcome}", "follows {names}: {outcome}").filled(
        names=names, outcome=leading[0].outcome.value
    )
    return replace(leading[0], body=verdict.body, name=verdict.name, reason=reason, assumed=NOTHING)


def _of_post(
    body: Body,
    name: str,
    post: KeyPost,
    decision: GroupDecision | None,
    verdicts: Mapping[Body, Verdict],
) -> Verdict:
    if decision:
        return _by_decision(body, name, decision)
    homes = (
        (Body(Kind.UNIT, post.unit),) if post.unit else (),
        (Body(Kind.ORGANISATION, post.organisation),) if post.organisation else (),
    )
    around = [verdicts[home] for group in homes for home in group if home in verdicts]
    empty = Verdict(
        body,
        name,
        Outcome.UNDECIDED,
        Sentence("岗位未登记所在单位或党组织", "the post has no unit or Party organisation"),
        who_decides=LEADING_GROUP,
    )
    return _following(empty, around) if around else empty
