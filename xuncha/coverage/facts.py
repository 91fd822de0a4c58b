"""Turns rows into what scope, targets and the proof take. Keys of bodies are the rows' own keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from xuncha.base.span import Held, Span
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
from xuncha.rulebook.models import RuleRecord, shipped_rules, value

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
    def target_of(self) -> dict[Body, str]:
        """The name of each body's counting target."""
        return {body: target.name for target in self.targets for body in target.counts}

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
    asked = Q(*(Q(key__startswith=prefix) for prefix in prefixes), _connector=Q.OR)
    own = [row.rule() for row in RuleRecord.objects.filter(asked)]
    owned = {rule.key for rule in own}
    shipped = [rule for rule in shipped_rules() if rule.key.startswith(prefixes) and rule.key not in owned]
    return tuple(sorted([*own, *shipped], key=lambda rule: rule.key))


def rules_on(on: date) -> RuleSet:
    """The scope rules in force in this county."""
    return scope_rules(records_under(RULES, HINTS), on, settings.XUNCHA_AREA)


def largest_joint(on: date) -> int:
    """The most units that are joined in one target."""
    return int(value("coverage.largest_joint", on))


def bodies_on(on: date) -> Bodies:
    """The two trees and who holds the head and key posts on the day. Reads columns, not rows: pages ask it often."""
    nodes: dict[str, list[Node]] = {"unit": [], "party": []}
    trees: dict[str, str] = {}
    for key, tree, *rest in Organisation.objects.values_list(
        "pk", "tree", "name", "category", "leadership", "level"
    ):
        trees[str(key)] = tree
        nodes[tree].append(Node(str(key), *rest))
    links = [
        Link(str(unit), str(party)) for unit, party in UnitParty.objects.values_list("unit_id", "party_id")
    ]
    parties: dict[str, list[str]] = defaultdict(list)
    for link in links:
        parties[link.unit].append(link.organisation)
    posts = tuple(
        _post(str(key), title, str(place), head, trees, parties)
        for key, title, place, head in Post.objects.filter(Q(head=True) | Q(key=True)).values_list(
            "pk", "title", "organisation_id", "head"
        )
    )
    return Bodies(
        units=tuple(nodes["unit"]),
        organisations=tuple(nodes["party"]),
        links=tuple(links),
        posts=posts,
        holders=tuple(_holders({post.key for post in posts}, on)),
        area=settings.XUNCHA_AREA,
    )


def _post(
    key: str, title: str, place: str, head: bool, trees: dict[str, str], parties: dict[str, list[str]]
) -> KeyPost:
    if trees[place] == "party":
        return KeyPost(key, title, organisation=place, is_secretary=head)
    its = parties[place]
    own = its[0] if len(its) == 1 and is_secretary(title) else ""
    return KeyPost(key, title, place, own, head, bool(own))


def _holders(posts: set[str], on: date) -> Iterable[Holder]:
    """Who surely holds each post on the day; where nobody surely does, who may hold it."""
    sure: dict[str, list[Holder]] = defaultdict(list)
    perhaps: dict[str, list[Holder]] = defaultdict(list)
    rows = Tenure.objects.filter(Q(post__head=True) | Q(post__key=True))
    for post, person, name, starts, ends, kind in rows.values_list(
        "post_id", "person_id", "person__name", "starts", "ends", "kind"
    ):
        held = Span.of(starts, ends).holds(on)
        if held is not Held.NO and str(post) in posts:
            holder = Holder(str(post), str(person), name, kind == ACTING)
            (sure if held is Held.YES else perhaps)[holder.post].append(holder)
    for post in {**sure, **perhaps}:
        yield from sure[post] or perhaps[post]


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
    held: dict[UUID, dict[bool, set[Body]]] = defaultdict(lambda: {True: set(), False: set()})
    members = TargetMember.objects.filter(target__term=term, target__withdrawn=False)
    for target, organisation, tree, post, counts in members.values_list(
        "target_id", "organisation_id", "organisation__tree", "post_id", "counts"
    ):
        body = Body(KINDS[tree], str(organisation)) if organisation else Body(Kind.POST, str(post))
        held[target][counts].add(body)
    rows = TargetRow.objects.filter(term=term, withdrawn=False)
    return tuple(_target(row, held[row.pk][True], held[row.pk][False]) for row in rows)


def _target(row: TargetRow, counted: set[Body], listed: set[Body]) -> Target:
    """A target that does not count lists all it holds."""
    return Target(
        str(row.pk),
        row.name,
        Form.__members__.get(row.shape.upper(), Form.UNIT),
        frozenset(counted if row.counts else ()),
        frozenset(listed if row.counts else counted | listed),
        row.why_not or ("" if row.counts else "不计数"),
    )
