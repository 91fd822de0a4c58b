"""配置 and 移交: a bundle is made, at the office for a machine or on the machine for the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from xuncha.base.words import Sentence
from xuncha.machines import identity, slices, wire
from xuncha.machines.core.carried import SCHEMA, WORK
from xuncha.machines.core.record import Record
from xuncha.machines.core.sequence import START
from xuncha.machines.facts import compartments_at, last_sent, our_office, roles_of
from xuncha.machines.models import Carriage, Machine
from xuncha.machines.parcel import Parcel, given_records, moment, new_number, packed
from xuncha.machines.selection import all_work, given_rows, sight_at
from xuncha.machines.tracing import look, travelling
from xuncha.rounds.models import Inspection
from xuncha.sealed.bundle import fingerprint
from xuncha.trust import key_folder, keyring
from xuncha.trust.act import Act, action
from xuncha.trust.core.compartments import OF_AN_INSPECTION, of_inspection
from xuncha.trust.core.roles import AT_AN_INSPECTION, OFFICE
from xuncha.trust.models import Account, Grant
from xuncha.trust.two import person_of

STUB = {"password": "!", "is_active": False, "person_id": None}
"""What stays of an account that only signed something and does not work on the machine."""


@dataclass(frozen=True)
class Packed:
    """A bundle's file and its row. ``name`` holds no unit and no person."""

    carriage: Carriage
    data: bytes

    @property
    def name(self) -> str:
        return f"{self.carriage.number}.xcb"


@action("bundle.configure", roles=OFFICE, says=Sentence("配置单机数据包", "make a bundle for a machine"))
def configure(
    act: Act, *, machine: Machine, inspection: Inspection, people: Sequence[Account], carrier: Account
) -> Packed:
    """The bundle with which a team works on a machine: what these people may see of that inspection, and their keys."""
    if machine.state in {Machine.WIPED, Machine.REVOKED}:
        act.refuse("ended", Sentence("这台单机已擦除或停用。", "This machine was wiped or revoked."))
    if machine.inspection_id not in {None, inspection.pk}:
        act.refuse(
            "elsewhere",
            Sentence("这台单机还在另一个巡察任务上。", "This machine is still with another inspection."),
            Sentence("请先收回并擦除，再重新配置。", "Take it back and wipe it first."),
        )
    grants = _grants(act, inspection, people)
    machine = act.change(
        machine,
        inspection=inspection,
        people=sorted(str(one.pk) for one in people),
        roles=roles_of(grants),
        state=Machine.OUT,
    )
    sight = sight_at(machine, act.today)
    work = all_work(inspection.pk, sight)
    given = given_rows(inspection, [one.pk for one in people], act.today, work)
    seq = _next(machine)
    me = identity.own().told.known_as
    records = [*_given(given, {one.pk for one in people}, me, seq), *_work(inspection.pk, work, me)]
    keys = _keys(inspection, [one.pk for one in people])
    return _send(act, machine, inspection, carrier, records, keys=keys)


@action(
    "bundle.bring_back",
    roles=AT_AN_INSPECTION,
    where="inspection",
    says=Sentence("导出带回数据包", "make a bundle to carry back"),
)
def bring_back(act: Act, *, inspection: Inspection, carrier: Account) -> Packed:
    """On the machine: everything the team worked on, with the machine's journal, for the office."""
    office = our_office()
    if office is None or office.inspection_id != inspection.pk:
        act.refuse(
            "no-machine",
            Sentence("本机不是这个巡察任务的单机。", "This is not the machine of that inspection."),
            Sentence(
                "只有由巡察办配置过的单机才导出带回数据包。",
                "Only a machine that its office configured makes one.",
            ),
        )
    work = all_work(inspection.pk, sight_at(office, act.today))
    records = _work(inspection.pk, work, identity.own().told.known_as)
    keys = _keys(inspection, [UUID(one) for one in office.people])
    entries, proof = slices.cut()
    return _send(act, office, inspection, carrier, records, keys=keys, entries=entries, proof=proof)


def _grants(act: Act, inspection: Inspection, people: Sequence[Account]) -> list[Grant]:
    held = Grant.objects.filter(account__in=people, inspection=inspection.pk, state=Grant.EFFECTIVE)
    grants = [one for one in held if one.starts <= act.today and (one.ends is None or one.ends > act.today)]
    without = [one.name for one in people if one.pk not in {grant.account_id for grant in grants}]
    if without or not people:
        act.refuse(
            "not-of-the-team",
            Sentence(
                "选中的人里有人不在这个巡察组，或者没有选人。",
                "Somebody chosen is not of that team, or nobody was chosen.",
            ),
            Sentence("请只选本组有效授权的人员。", "Choose people with a grant at this inspection."),
        )
    return grants


def _next(machine: Machine) -> int:
    last = last_sent(machine)
    return last.seq + 1 if last else 1


def _given(rows: dict[str, list[Any]], people: set[UUID], me: str, seq: int) -> list[Record]:
    values = {kind: wire.values(kind, found) for kind, found in rows.items() if found}
    for key, columns in values.get("account", {}).items():
        if key not in people:
            columns.update(STUB, login=f"x-{key.hex}")
    return list(given_records(values, me, seq))


def _work(inspection: UUID, work: dict[str, list[Any]], me: str) -> list[Record]:
    found: list[Record] = []
    for one in WORK:
        rows = work[one.kind]
        found += travelling(one.kind, rows, look(inspection, one.kind, rows, me))
    return found


def _keys(inspection: Inspection, people: list[UUID]) -> list[dict[str, Any]]:
    """The inspection's compartments, made now where they are not yet, so that both sides seal under the same."""
    for kind in OF_AN_INSPECTION:
        keyring.lock_of(of_inspection(kind, inspection.pk))
    return keyring.export(compartments_at(inspection.pk), people)


def _send(
    act: Act, machine: Machine, inspection: Inspection, carrier: Account, records: list[Record], **more: Any
) -> Packed:
    last, number = last_sent(machine), new_number()
    scope = {
        "inspection": str(inspection.pk),
        "people": machine.people,
        "roles": machine.roles,
        "carrier": str(carrier.pk),
        "schema": SCHEMA,
        "pepper": key_folder.own_pepper().hex() if not machine.is_office else "",
    }
    parcel = Parcel(
        number, identity.own().told.known_as, machine.known_as, _next(machine), last.digest if last else START, moment(),
        scope, records, **more,
    )  # fmt: skip
    data = packed(parcel, machine)
    carriage = Carriage(
        number=number, machine=machine, inspection=inspection, sent=True, seq=parcel.seq, before=parcel.before,
        digest=fingerprint(data), state=Carriage.PACKED, made_on=act.today, carrier=carrier, carrier_person=person_of(carrier),
    )  # fmt: skip
    act.add(carriage, bundle=number, turn=parcel.seq)
    return Packed(carriage, data)
