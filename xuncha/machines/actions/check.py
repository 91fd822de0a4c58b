"""审核: a bundle that came is looked at in a dry run, and the dry run is approved by somebody who did not carry it."""

from __future__ import annotations

from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.machines import slices
from xuncha.machines.bounds import Outside
from xuncha.machines.core.carried import CARRIED
from xuncha.machines.core.reasons import KEEP, OUTSIDE, TURN, WHOLE
from xuncha.machines.core.record import NotARecord
from xuncha.machines.facts import bounds_of, is_late, report_of, sender_of, signers, turn_of
from xuncha.machines.merging import merge
from xuncha.machines.models import KEEPERS, Carriage, Machine
from xuncha.machines.parcel import Parcel, malformed, opened
from xuncha.sealed.bundle import fingerprint
from xuncha.trust.access import whole
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal
from xuncha.trust.two import person_of

WHY = "a bundle is known by its fingerprint, seen or not"
MAY_APPROVE = OFFICE | KEEPERS


@action("bundle.check", roles=OFFICE, says=Sentence("预审带回数据包", "look at a bundle in a dry run"))
def check(act: Act, *, data: bytes) -> Carriage:
    """The dry run: everything is tried and taken back; what would come of it is kept for the approval.

    A bundle that was merged before comes back as it stands. Raises Refusal for one that must not be taken.
    """
    parcel = opened(data, signers())
    machine = sender_of(parcel)
    known = arrived(act, parcel, machine, fingerprint(data))
    if known is not None and known.state == Carriage.MERGED:
        return known
    slices.verified(machine, parcel.entries, parcel.proof, is_late(parcel, machine, fingerprint(data)))
    with act.rehearsal():
        report, _ = met_with(parcel, machine, fingerprint(data), act.today)
    carrier = _carrier(parcel)
    if known is not None:
        return act.change(
            known,
            report=report,
            state=Carriage.CHECKED,
            checked_by=act.by,
            approved_by=None,
            approver_person=None,
            approved_on=None,
        )
    carriage = Carriage(
        number=parcel.number, machine=machine, inspection_id=parcel.inspection, sent=False, seq=parcel.seq,
        before=parcel.before, digest=fingerprint(data), state=Carriage.CHECKED, made_on=date.fromisoformat(parcel.made[:10]),
        report=report, carrier=carrier, carrier_person=person_of(carrier), checked_by=act.by,
    )  # fmt: skip
    return act.add(carriage, bundle=parcel.number, turn=parcel.seq)


@action(
    "bundle.approve", roles=MAY_APPROVE, where="carriage", says=Sentence("同意数据包入库", "approve a bundle")
)
def approve(act: Act, *, carriage: Carriage, version: int | None = None) -> Carriage:
    """Somebody other than the carrier looked at the dry run and agrees to it as it stands."""
    if carriage.state != Carriage.CHECKED:
        act.refuse(
            "not-checked",
            Sentence("这份数据包没有等待审核的预审结果。", "There is no dry run of this bundle that waits."),
            Sentence("请先预审数据包。", "Check the bundle first."),
        )
    if act.by.pk == carriage.carrier_id or person_of(act.by) == carriage.carrier_person:
        act.refuse(
            "carrier",
            Sentence("带包人不能审核自己带回的数据包。", "Who carried a bundle does not approve it."),
            Sentence(
                "请由另一个人审核；同一个人的另一个账号也不行。",
                "Another person must; another account of the same one will not do.",
            ),
        )
    return act.change(
        carriage,
        version,
        state=Carriage.APPROVED,
        approved_by=act.by,
        approver_person=person_of(act.by),
        approved_on=act.today,
    )


def arrived(act: Act, parcel: Parcel, machine: Machine, digest: str) -> Carriage | None:
    """The row of a bundle that came before, by its fingerprint. Raises Refusal where its place among the others cannot be."""
    turn = turn_of(parcel, machine, digest)
    if turn.refused:
        raise Refusal(f"bundle-{turn.turn.value}", _whole(TURN[turn.turn.value]), KEEP)
    return whole(Carriage, WHY).filter(digest=digest, sent=False).first()


def met_with(parcel: Parcel, machine: Machine, digest: str, today: date) -> tuple[dict[str, Any], list[Any]]:
    """Merge a parcel's work into the rows; the report and the rows that were touched. Raises Refusal; the caller rolls back."""
    if parcel.inspection != machine.inspection_id:
        raise Refusal("bundle-scope", _whole(OUTSIDE["scope"]), KEEP)
    work = [one for one in parcel.records if CARRIED[one.kind].back]
    if len(work) != len(parcel.records) and not machine.is_office:
        raise Refusal("bundle-scope", _whole(OUTSIDE["kind"]), KEEP)
    turn = turn_of(parcel, machine, digest)
    try:
        tables, rows = merge(work, bounds_of(machine, today))
    except Outside as no:
        raise Refusal(f"bundle-{no.code}", _whole(OUTSIDE.get(no.code, OUTSIDE["scope"])), KEEP) from None
    except NotARecord:
        raise malformed() from None
    return report_of(turn, tables), rows


def _whole(says: Sentence) -> Sentence:
    return Sentence(says.zh + WHOLE.zh, f"{says.en} {WHOLE.en}")


def _carrier(parcel: Parcel) -> Account:
    carrier = Account.objects.filter(pk=parcel.carrier).first()
    if carrier is None:
        raise Refusal(
            "bundle-carrier", Sentence("数据包上的带包人这里不认识。", "The carrier is not known here."), KEEP
        )
    return carrier
