"""回避: what ties a person to bodies and to other people, out of what was declared and of the posts held. Offered to later rooms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from xuncha.coverage.models import TargetMember
from xuncha.registry.models import Organisation, Person, Tenure, UnitParty
from xuncha.rounds.models import Inspection
from xuncha.rulebook.models import value
from xuncha.teams.models import RecusalFact
from xuncha.trust.access import whole

SERVED = "本人曾任职"
KIN_SERVES = "亲属任职"
BLOCKS = "block"


@dataclass(frozen=True)
class Ties:
    """The bodies a person must keep away from (both trees), and the people: himself and the relatives who are known."""

    bodies: frozenset[UUID]
    people: frozenset[UUID]


def ties_of(person: UUID, on: date) -> Ties:
    """Ties of the kinds that the rule book says keep out; a kind it does not name keeps out too. Raises NoRule."""
    kinds = value("teams.recusal", on)
    facts = whole(RecusalFact, "recusal is asked of every reader").filter(
        Q(cadre__person_id=person) | Q(relative__person_id=person)
    )
    bodies: set[UUID] = set()
    kin: set[UUID] = set()
    for mine, his, kind, body in facts.values_list(
        "cadre__person_id", "relative__person_id", "kind", "organisation_id"
    ):
        if kinds.get(kind, BLOCKS) != BLOCKS:
            continue
        kin |= {one for one in (mine, his) if one is not None and one != person}
        if body is not None and mine == person:
            bodies.add(body)
    if kinds.get(SERVED, BLOCKS) == BLOCKS:
        bodies |= _served([person])
    if kin and kinds.get(KIN_SERVES, BLOCKS) == BLOCKS:
        bodies |= _served(kin, now=True)
    return Ties(frozenset(_both_trees(bodies)), frozenset({person, *kin}))


def _served(people: Iterable[UUID], now: bool = False) -> set[UUID]:
    """The bodies in which people hold a post or are on the staff; also those where they once did, unless ``now``."""
    people = list(people)
    posts = Tenure.objects.filter(person_id__in=people)
    if now:
        posts = posts.filter(ends="")
    staff = Person.objects.filter(pk__in=people, unit__isnull=False).values_list("unit_id", flat=True)
    return {*posts.values_list("post__organisation_id", flat=True), *staff}


def _both_trees(bodies: set[UUID]) -> set[UUID]:
    """The bodies with those linked to them in the other tree."""
    links = UnitParty.objects.filter(Q(unit_id__in=bodies) | Q(party_id__in=bodies))
    return bodies.union(*links.values_list("unit_id", "party_id")) if bodies else bodies


def recused_inspections(person: UUID, on: date) -> frozenset[UUID]:
    """The inspections whose target holds a body that the person must keep away from."""
    bodies = ties_of(person, on).bodies
    if not bodies:
        return frozenset()
    targets = TargetMember.objects.filter(
        Q(organisation_id__in=bodies) | Q(post__organisation_id__in=bodies)
    ).values("target_id")
    found = whole(Inspection, "recusal is asked of every reader").filter(target_id__in=targets)
    return frozenset(found.values_list("pk", flat=True))


def names_of(ties: Ties) -> tuple[frozenset[str], frozenset[str]]:
    """The people and the bodies by name, for records that hold names only."""
    people = Person.objects.filter(pk__in=ties.people).values_list("name", flat=True)
    bodies = Organisation.objects.filter(pk__in=ties.bodies).values_list("name", flat=True)
    return frozenset(people), frozenset(bodies)
