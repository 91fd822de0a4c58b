"""Turns rows into what scope, targets and the proof take. Keys of bodies are the rows' own keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.conf import settings

from xuncha.base.span import Held
from xuncha.coverage.core.facts import (
    Bodies,
    Body,
    Form,
    GroupDecision,
    Holder,
    KeyPost,
    Kind,
    Link,
    Node,
    Target,
)
from xuncha.coverage.core.proof import Proof, prove
from xuncha.coverage.core.rules import HINTS, RULES, RuleSet, scope_rules
from xuncha.coverage.core.scope import Verdict, scope
from xuncha.coverage.core.workbook import ACTING, is_secretary
from xuncha.coverage.models import ScopeDecision, TargetMember, Term
from xuncha.coverage.models import Target as TargetRow
from xuncha.registry.models import Organisation, Post, Tenure, UnitParty
from xuncha.rulebook.core.rule import Rule
from xuncha.rulebook.models import RuleRecord, rules_of, shipped_rules, value

KINDS = {"unit": Kind.UNIT, "party": Kind.ORGANISATION}


@dataclass(frozen=True)
class Scene:
    """A term on one day: who there is, what scope says of each, the targets set, and their proof."""

    term: Term
    on: date
    bodies: Bodies
    verdicts: dict[Body, Verdict]
    targets: tuple[Target, ...]

    @cached_property
    def proof(self) -> Proof:
        """The recount of the targets."""
        return prove(self.bodies, self.verdicts, self.targets)


def scene(term: Term, on: date) -> Scene:
    """Everything about the scope and targets of a term. Raises BadRule for a broken scope rule."""
    bodies = bodies_on(on)
    verdicts = scope(bodies, rules_on(on), decisions_of(term), on)
    return Scene(term, on, bodies, verdicts, targets_of(term))


def current_term(on: date) -> Term | None:
    """The term that the day lies in, else the last one begun."""
    return Term.objects.filter(starts__lte=on).order_by("-starts").first()


def records_under(*prefixes: str) -> tuple[Rule, ...]:
    """The rule records whose keys begin so: for each key the office's own, else the shipped ones."""
    keys = {rule.key for rule in shipped_rules() if rule.key.startswith(prefixes)}
    for prefix in prefixes:
        keys.update(RuleRecord.objects.filter(key__startswith=prefix).values_list("key", flat=True))
    return tuple(rule for key in sorted(keys) for rule in rules_of(key))


def rules_on(on: date) -> RuleSet:
    """The scope rules in force in this county."""
    return scope_rules(records_under(RULES, HINTS), on, settings.XUNCHA_AREA)


def largest_joint(on: date) -> int:
    """The most units that are joined in one target."""
    return int(value("coverage.largest_joint", on))


def bodies_on(on: date) -> Bodies:
    """The two trees and who holds the head and key posts on the day."""
    organisations = list(Organisation.objects.all())
    trees = {row.pk: row.tree for row in organisations}
    parties: dict[UUID, list[UUID]] = defaultdict(list)
    links = list(UnitParty.objects.all())
    for link in links:
        parties[link.unit_id].append(link.party_id)
    posts = [row for row in Post.objects.all() if row.head or row.key]
    return Bodies(
        units=tuple(_node(row) for row in organisations if row.tree == "unit"),
        organisations=tuple(_node(row) for row in organisations if row.tree == "party"),
        links=tuple(Link(str(link.unit_id), str(link.party_id)) for link in links),
        posts=tuple(_post(row, trees, parties) for row in posts),
        holders=tuple(_holders({row.pk for row in posts}, on)),
        area=settings.XUNCHA_AREA,
    )


def _node(row: Organisation) -> Node:
    return Node(str(row.pk), row.name, row.category, row.leadership, row.level)


def _post(row: Post, trees: dict[UUID, str], parties: dict[UUID, list[UUID]]) -> KeyPost:
    place = str(row.organisation_id)
    if trees[row.organisation_id] == "party":
        return KeyPost(str(row.pk), row.title, organisation=place, is_secretary=row.head)
    its = parties[row.organisation_id]
    own = str(its[0]) if len(its) == 1 and is_secretary(row.title) else ""
    return KeyPost(str(row.pk), row.title, place, own, row.head, bool(own))


def _holders(posts: set[UUID], on: date) -> Iterable[Holder]:
    """Who surely holds each post on the day; where nobody surely does, who may hold it."""
    holding: dict[UUID, list[tuple[Held, Tenure]]] = defaultdict(list)
    for tenure in Tenure.objects.select_related("person").filter(post_id__in=posts):
        held = tenure.span.holds(on)
        if held is not Held.NO:
            holding[tenure.post_id].append((held, tenure))
    for post, found in holding.items():
        sure = [tenure for held, tenure in found if held is Held.YES]
        for tenure in sure or [tenure for _, tenure in found]:
            yield Holder(str(post), str(tenure.person_id), tenure.person.name, tenure.kind == ACTING)


def decisions_of(term: Term) -> tuple[GroupDecision, ...]:
    """What the leading group decided in the term."""
    rows = ScopeDecision.objects.filter(term=term).select_related("organisation")
    return tuple(
        GroupDecision(
            Body(KINDS[row.organisation.tree], str(row.organisation_id)),
            row.outcome,
            row.decided_on,
            row.document,
            row.body,
            row.mode,
        )
        for row in rows
    )


def targets_of(term: Term) -> tuple[Target, ...]:
    """The targets set for the term, as the proof takes them."""
    members: dict[UUID, list[TargetMember]] = defaultdict(list)
    for member in TargetMember.objects.filter(target__term=term, target__withdrawn=False).select_related(
        "organisation"
    ):
        members[member.target_id].append(member)
    return tuple(
        _target(row, members[row.pk]) for row in TargetRow.objects.filter(term=term, withdrawn=False)
    )


def _target(row: TargetRow, members: Iterable[TargetMember]) -> Target:
    counted, listed = set(), set()
    for member in members:
        (counted if row.counts and member.counts else listed).add(body_of(member))
    form = Form.__members__.get(row.shape.upper(), Form.UNIT)
    return Target(
        str(row.pk),
        row.name,
        form,
        frozenset(counted),
        frozenset(listed),
        row.why_not or ("" if row.counts else "不计数"),
    )


def body_of(member: TargetMember) -> Body:
    """Which body a member of a target is."""
    if member.organisation is not None:
        return Body(KINDS[member.organisation.tree], str(member.organisation_id))
    return Body(Kind.POST, str(member.post_id))
