"""On the machine: the office is made known, and its bundle is taken in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from xuncha.base.words import Sentence
from xuncha.machines import given
from xuncha.machines.actions.check import arrived, met_with
from xuncha.machines.core.carried import CARRIED
from xuncha.machines.core.record import NotARecord
from xuncha.machines.facts import our_office, sender_of, signers
from xuncha.machines.identity import introduced
from xuncha.machines.models import Carriage, Machine
from xuncha.machines.parcel import Parcel, malformed, opened
from xuncha.sealed.bundle import fingerprint
from xuncha.trust import clock, key_folder, keyring
from xuncha.trust.access import whole
from xuncha.trust.act import Act, action, before_anybody
from xuncha.trust.core.roles import AT_AN_INSPECTION
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal
from xuncha.trust.two import person_of

WHY = "a machine takes in what its office gave"


def trust_office(introduction: str, label: str = "巡察办") -> Machine:
    """On a fresh machine, before there is any account: whose bundles count. The fingerprint was compared with the office's screen.

    Raises Refusal where an office is known already, or accounts are there: this is an office itself.
    """
    told = introduced(introduction)
    if our_office() is not None or Account.objects.exists():
        raise Refusal(
            "not-fresh",
            Sentence(
                "本机已经在用，不能再认一个巡察办。", "This installation is in use; it takes no other office."
            ),
            Sentence("请在新建的数据目录上办理。", "Do it in a fresh data folder."),
        )
    office = Machine(
        known_as=told.known_as, label=label, sign_key=told.sign_key, seal_key=told.seal_key, is_office=True,
        registered_on=clock.today(),
    )  # fmt: skip
    return before_anybody("machine.office_trusted", lambda act: act.add(office))


def take_in_first(data: bytes) -> Carriage:
    """The first bundle on a fresh machine: it brings the accounts that can act from then on."""
    if Account.objects.exists():
        raise Refusal(
            "not-fresh",
            Sentence(
                "本机已经有账号，请登录后收包。", "There are accounts here; log in to take a bundle in."
            ),
        )
    parcel = opened(data, signers())
    return before_anybody("bundle.first_taken_in", lambda act: _take_in(act, parcel, data))


@action(
    "bundle.take_in",
    roles=AT_AN_INSPECTION,
    where="anywhere",
    says=Sentence("单机收包", "take a bundle in on the machine"),
)
def take_in(act: Act, *, data: bytes) -> Carriage:
    """A further bundle from the office, while the team is out."""
    parcel = opened(data, signers())
    act.need(AT_AN_INSPECTION, parcel.inspection)
    return _take_in(act, parcel, data)


def _take_in(act: Act, parcel: Parcel, data: bytes) -> Carriage:
    office = sender_of(parcel)
    if not office.is_office:
        raise Refusal(
            "not-office",
            Sentence("单机只收自己巡察办的数据包。", "A machine takes bundles of its own office only."),
        )
    before = arrived(act, parcel, office, fingerprint(data))
    if before is not None:
        return before
    if office.inspection_id not in {None, parcel.inspection}:
        raise Refusal(
            "elsewhere",
            Sentence("这份数据包是另一个巡察任务的。", "This bundle is of another inspection."),
            Sentence("请先带回并擦除，再重新配置。", "Carry back and wipe first."),
        )
    _put(act, parcel, office)
    keyring.take_in(parcel.keys)
    report, _ = met_with(parcel, whole(Machine, WHY).get(pk=office.pk), fingerprint(data), act.today)
    carrier = Account.objects.get(pk=parcel.carrier)
    carriage = Carriage(
        number=parcel.number, machine=office, inspection_id=parcel.inspection, sent=False, seq=parcel.seq,
        before=parcel.before, digest=fingerprint(data), state=Carriage.MERGED, made_on=act.today, report=report,
        carrier=carrier, carrier_person=person_of(carrier), merged_by=act.by, merged_on=act.today,
    )  # fmt: skip
    return act.add(carriage, bundle=parcel.number, turn=parcel.seq)


def _put(act: Act, parcel: Parcel, office: Machine) -> None:
    """The given rows, the office's pepper, and who works here as what."""
    try:
        given.put(one for one in parcel.records if not CARRIED[one.kind].back)
    except NotARecord:
        raise malformed() from None
    if not (key_folder.folder() / "own.pepper").exists():
        key_folder.keep_own_pepper(bytes.fromhex(parcel.scope["pepper"]))
    people: list[Any] = [str(UUID(one)) for one in parcel.scope["people"]]
    whole(Machine, WHY).filter(pk=office.pk).update(
        inspection_id=parcel.inspection, people=people, roles=parcel.scope["roles"], state=Machine.OUT
    )
