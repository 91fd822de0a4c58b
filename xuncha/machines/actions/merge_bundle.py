"""入库: an approved bundle is merged, whole, in one transaction; twice is once."""

from __future__ import annotations

from typing import Any

from xuncha.base.words import Sentence
from xuncha.machines import slices
from xuncha.machines.actions.check import arrived, met_with
from xuncha.machines.facts import compartments_at, is_late, sender_of, signers
from xuncha.machines.models import Carriage, Machine
from xuncha.machines.parcel import Parcel, opened
from xuncha.sealed.bundle import fingerprint
from xuncha.trust import journal, key_folder, keyring
from xuncha.trust.act import Act, action
from xuncha.trust.core.compartments import OF_AN_INSPECTION, Compartment, of_inspection
from xuncha.trust.core.roles import OFFICE

_A_ROW = 400
"""How many records one entry of the journal names."""


@action("bundle.merge", roles=OFFICE, says=Sentence("数据包入库", "merge a bundle"))
def merge_bundle(act: Act, *, data: bytes) -> Carriage:
    """Merge a bundle as its approved dry run said. One that was merged before changes nothing.

    Raises Refusal where it was not approved, or the records here changed since so that something else would come of it.
    """
    parcel = opened(data, signers())
    machine = sender_of(parcel)
    known = arrived(act, parcel, machine, fingerprint(data))
    if known is not None and known.state == Carriage.MERGED:
        return known
    if known is None or known.state != Carriage.APPROVED:
        act.refuse(
            "not-approved",
            Sentence("这份数据包还没有经过预审和审核。", "This bundle was not checked and approved yet."),
            Sentence(
                "请先预审，再由带包人以外的人审核。",
                "Check it, then have somebody other than the carrier approve it.",
            ),
        )
    head = slices.verified(machine, parcel.entries, parcel.proof, is_late(parcel, machine, fingerprint(data)))
    report, rows = met_with(parcel, machine, fingerprint(data), act.today)
    if report["digest"] != known.report.get("digest"):
        act.refuse(
            "changed-since",
            Sentence(
                "预审之后这里的记录又有变动，结果会不同。",
                "Records here changed since the dry run; the outcome would differ.",
            ),
            Sentence("请重新预审，再审核一次。", "Check it again and have it approved again."),
        )
    _take_keys(parcel)
    slices.keep(machine, parcel.entries)
    _note(act, rows)
    if machine.state == Machine.OUT:
        act.change(machine, state=Machine.BACK)
    return act.change(
        known, state=Carriage.MERGED, merged_by=act.by, merged_on=act.today, journal_head=head.code
    )


def _take_keys(parcel: Parcel) -> None:
    """Keys of the parcel's own inspection only, and none of the compartments that the office made itself."""
    own = {of_inspection(kind, parcel.inspection) for kind in OF_AN_INSPECTION}
    here = set(compartments_at(parcel.inspection))
    for one in parcel.keys:
        name = one.get("name")
        if not isinstance(name, str) or name in own | here or key_folder.is_destroyed(name):
            continue
        if Compartment.named(name).inspection == parcel.inspection:
            keyring.take_in([one])


def _note(act: Act, rows: list[Any]) -> None:
    """The journal names the records by their tokens, all kinds alike: which kinds came is not for everybody."""
    tokens = sorted(journal.draft("", act.by, [row], {})["rows"][0] for row in rows)
    for at in range(0, len(tokens), _A_ROW):
        entry = journal.draft("bundle.records", act.by, [], {})
        act.entries.append({**entry, "kind": "carried", "rows": tokens[at : at + _A_ROW]})
