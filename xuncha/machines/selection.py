"""Which rows a machine carries: what the people at it may see of that inspection, and what those rows rest on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from xuncha.coverage.models import TargetMember
from xuncha.machines.core.carried import CARRIED, GIVEN, WORK, Carried
from xuncha.machines.models import Machine
from xuncha.machines.wire import links, model_of
from xuncha.registry.models import Organisation, Post, Tenure, UnitParty
from xuncha.rounds.models import Inspection
from xuncha.trust.access import Sight, see, whole
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, AccountKey, Grant

WHY = "a bundle carries what the people at the machine may see"
Row = Any


def sight_at(machine: Machine, on: date) -> Sight:
    """What the people at a machine may see together."""
    roles = frozenset(Role(one) for one in machine.roles)
    return Sight(None, on, at={machine.inspection_id: roles})


def work_rows(one: Carried, inspection: UUID, sight: Sight) -> list[Row]:
    """The rows of a table the team works on."""
    return list(see(model_of(one.kind), sight).filter(**{one.path: inspection}).order_by("pk"))


def all_work(inspection: UUID, sight: Sight) -> dict[str, list[Row]]:
    return {one.kind: work_rows(one, inspection, sight) for one in WORK}


def given_rows(
    inspection: Inspection, people: Iterable[UUID], on: date, work: dict[str, list[Row]]
) -> dict[str, list[Row]]:
    """What the work rests on: the inspection, its target's bodies with posts and tenures, the rules, the accounts.

    Whatever a carried row links to is carried too; nothing else is.
    """
    bodies = _bodies(inspection)
    people = set(people)
    found: dict[str, dict[Any, Row]] = {one.kind: {} for one in GIVEN}
    _put(found, "inspection", [inspection])
    _put(found, "targetmember", TargetMember.objects.filter(target=inspection.target_id))
    _put(found, "organisation", Organisation.objects.filter(pk__in=bodies))
    _put(found, "unitparty", UnitParty.objects.filter(unit__in=bodies, party__in=bodies))
    posts = Post.objects.filter(organisation__in=bodies)
    _put(found, "post", posts)
    _put(found, "tenure", Tenure.objects.filter(post__in=posts))
    _put(found, "team", whole(model_of("team"), WHY).filter(inspections=inspection))
    _put(found, "rulerecord", model_of("rulerecord").objects.all())
    _put(found, "account", Account.objects.filter(pk__in=people))
    _put(found, "accountkey", AccountKey.objects.filter(account__in=people))
    held = Grant.objects.filter(
        account__in=people, inspection=inspection.pk, state=Grant.EFFECTIVE, starts__lte=on
    )
    _put(found, "grant", _with_authority(held.filter(Q(ends=None) | Q(ends__gt=on))))
    _close(found, work)
    ordered = {kind: [rows[key] for key in sorted(rows)] for kind, rows in found.items()}
    ordered["grant"].sort(key=lambda grant: (not grant.ceremony, grant.pk))
    return ordered


def _with_authority(grants: Iterable[Grant]) -> list[Grant]:
    """Grants, and those by which the administrators who created and authorised them were in office, back to the first start.

    The machine's database asks for them, as the office's does.
    """
    found: dict[Any, Grant] = {}
    fresh = list(grants)
    while fresh:
        found |= {one.pk: one for one in fresh}
        stewards = {key for one in fresh for key in (one.created_by_id, one.authorised_by_id)}
        held = Grant.objects.filter(
            account__in=stewards, role__in=[Role.SYSTEM, Role.SECURITY], state=Grant.EFFECTIVE
        )
        fresh = [one for one in held if one.pk not in found]
    return list(found.values())


def _put(found: dict[str, dict[Any, Row]], kind: str, rows: Iterable[Row]) -> None:
    found[kind].update((row.pk, row) for row in rows)


def _bodies(inspection: Inspection) -> set[UUID]:
    """The target's bodies, whatever is below them, and what they are linked to in the other tree."""
    bodies = set(
        TargetMember.objects.filter(target=inspection.target_id, organisation__isnull=False).values_list(
            "organisation_id", flat=True
        )
    ) | set(
        TargetMember.objects.filter(target=inspection.target_id, post__isnull=False).values_list(
            "post__organisation_id", flat=True
        )
    )
    fresh = set(bodies)
    while fresh:
        below = set(Organisation.objects.filter(parent__in=fresh).values_list("pk", flat=True))
        fresh, bodies = below - bodies, bodies | below
    pairs = UnitParty.objects.filter(Q(unit__in=bodies) | Q(party__in=bodies)).values_list("unit", "party")
    return bodies | {key for pair in pairs for key in pair}


def _close(found: dict[str, dict[Any, Row]], work: dict[str, list[Row]]) -> None:
    """Add every given row that a carried row links to, until nothing is missing."""
    fresh = {kind: list(rows) for kind, rows in work.items()} | {
        kind: list(rows.values()) for kind, rows in found.items()
    }
    while fresh:
        wanted: dict[str, set[Any]] = {}
        for kind, rows in fresh.items():
            for name, target in links(kind).items():
                if target in found and CARRIED[target] in GIVEN:
                    wanted.setdefault(target, set()).update(_keys(rows, name))
        fresh = {}
        for kind, keys in wanted.items():
            lacking = [key for key in keys if key is not None and key not in found[kind]]
            if lacking:
                rows = list(whole(model_of(kind), WHY).filter(pk__in=lacking))
                _put(found, kind, rows)
                fresh[kind] = rows


def _keys(rows: list[Row], name: str) -> set[Any]:
    if not rows or not hasattr(type(rows[0]), name):
        return set()
    if rows[0]._meta.get_field(name).many_to_many:
        near = rows[0]._meta.get_field(name).m2m_column_name()
        far = rows[0]._meta.get_field(name).m2m_reverse_name()
        through = whole(rows[0]._meta.get_field(name).remote_field.through, WHY)
        return set(through.filter(**{f"{near}__in": [row.pk for row in rows]}).values_list(far, flat=True))
    return {getattr(row, name) for row in rows}
