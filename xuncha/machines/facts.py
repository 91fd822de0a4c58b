"""What the actions of this room ask of the rows: peers, turns, bounds, the form of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps

from xuncha.machines import identity
from xuncha.machines.bounds import Bounds
from xuncha.machines.core.carried import CARRIED, GIVEN
from xuncha.machines.core.record import digest
from xuncha.machines.core.sequence import Placed, Turn, placed
from xuncha.machines.models import Carriage, Machine, Trace
from xuncha.machines.parcel import Parcel
from xuncha.machines.selection import all_work, given_rows, sight_at
from xuncha.rounds.models import Inspection
from xuncha.trust import key_folder
from xuncha.trust.access import Sight, see, whole
from xuncha.trust.core.compartments import Compartment
from xuncha.trust.core.roles import AT_AN_INSPECTION, Role
from xuncha.trust.models import Account, accounts_holding
from xuncha.trust.resealing import keeps_as_sealed

WHY = "bundles are told apart by all that came before"


def signers() -> dict[bytes, str]:
    """The installations whose signature counts today: public key → name."""
    rows = whole(Machine, WHY).exclude(state__in=[Machine.REVOKED, Machine.WIPED])
    return {bytes.fromhex(one.sign_key): one.known_as for one in rows}


def sender_of(parcel: Parcel) -> Machine:
    return whole(Machine, WHY).get(known_as=parcel.sender)


def our_office() -> Machine | None:
    """On a stand-alone machine, its office; at the office None."""
    return whole(Machine, WHY).filter(is_office=True).first()


def turn_of(parcel: Parcel, machine: Machine, fingerprint: str) -> Placed:
    came = whole(Carriage, WHY).filter(machine=machine, sent=False, state=Carriage.MERGED)
    return placed(parcel.seq, parcel.before, fingerprint, dict(came.values_list("seq", "digest")))


def is_late(parcel: Parcel, machine: Machine, fingerprint: str) -> bool:
    return turn_of(parcel, machine, fingerprint).turn is Turn.LATE


def last_sent(machine: Machine) -> Carriage | None:
    return whole(Carriage, WHY).filter(machine=machine, sent=True).order_by("-seq").first()


def bounds_of(machine: Machine, on: date) -> Bounds:
    """What the sender may touch, as it was configured."""
    inspection = whole(Inspection, WHY).get(pk=machine.inspection_id)
    sight = sight_at(machine, on)
    people = [UUID(one) for one in machine.people]
    allowed = _here() if machine.is_office else _given(inspection, people, on, sight)
    me = identity.own().told.known_as
    return Bounds(inspection.pk, sight, machine.known_as, me, allowed, hub=machine.is_office)


def _given(inspection: Inspection, people: list[UUID], on: date, sight: Sight) -> dict[str, frozenset[UUID]]:
    rows = given_rows(inspection, people, on, all_work(inspection.pk, sight))
    return {kind: frozenset(row.pk for row in found) for kind, found in rows.items()}


def _here() -> dict[str, frozenset[UUID]]:
    """On a machine everything that is there was given by the office, whose work may lead to all of it."""
    return {
        one.kind: frozenset(whole(apps.get_model("xuncha", one.kind), WHY).values_list("pk", flat=True))
        for one in GIVEN
    }


def compartments_at(inspection: UUID) -> list[str]:
    """The compartments of one inspection that have a key here."""
    return [name for name in key_folder.names() if Compartment.named(name).inspection == inspection]


def report_of(turn: Placed, tables: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """The dry run as it is kept: turn, missing numbers, figures by table, and a digest by which a later run is compared."""
    told = {
        "turn": turn.turn.value,
        "missing": list(turn.missing),
        "tables": {k: dict(v) for k, v in tables.items()},
    }
    return {**told, "digest": digest(told)}


def readable(report: Mapping[str, Any], sight: Sight, inspection: UUID) -> dict[str, Mapping[str, int]]:
    """The figures of the tables whose readers include somebody with this sight; of others not even their being there."""
    return {
        kind: figures
        for kind, figures in report.get("tables", {}).items()
        if kind in CARRIED and sight.has(CARRIED[kind].readers, inspection)
    }


def roles_of(grants: Iterable[Any]) -> list[str]:
    """The roles held at an inspection, as codes."""
    return sorted({Role(one.role).value for one in grants})


def people_at(inspection: UUID) -> list[Account]:
    """Who may work on a machine of an inspection, by name."""
    return list(
        Account.objects.filter(pk__in=accounts_holding(AT_AN_INSPECTION, inspection, None)).order_by("name")
    )


def apart_at(account: Account) -> list[tuple[UUID, str]]:
    """The inspections (key, title) at which something waits to be decided that the account sees."""
    found = {}
    for trace in whole(Trace, WHY).filter(open=True).order_by("pk"):
        if trace.inspection_id not in found:
            row = see(apps.get_model("xuncha", trace.kind), account).filter(pk=trace.twin_of or trace.row_id)
            inspection = see(Inspection, account).filter(pk=trace.inspection_id).first()
            if inspection is not None and row.exists():
                found[inspection.pk] = inspection.title
    return list(found.items())


@keeps_as_sealed
def out_of_hand() -> frozenset[UUID]:
    """The inspections of which a machine that was not wiped has rows: sealed anew, each would count as edited here."""
    rows = whole(Machine, WHY).exclude(state__in=[Machine.REVOKED, Machine.WIPED]).exclude(inspection=None)
    return frozenset(rows.values_list("inspection_id", flat=True))
