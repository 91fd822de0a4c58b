"""A machine's journal on its way home, with the proof that it goes on from where it was seen last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from xuncha.base.words import Sentence
from xuncha.machines.models import Carriage, Machine, MachineEntry
from xuncha.trust import journal
from xuncha.trust.access import whole
from xuncha.trust.core import chain, heads, merkle
from xuncha.trust.refusal import Refusal

WHY = "a machine's journal is kept for the auditor"


def cut() -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Every entry of this installation's journal, and its signed head.

    All of them, each time: a bundle that was lost on the way leaves no hole then.
    """
    head = journal.head_now()
    entries = [
        {"seq": seq, "at": at, "blind": blind, "body": body}
        for seq, at, blind, body in journal.covered(head.seq)
    ]
    return entries, {"head": head.code}


def verified(
    machine: Machine, entries: Sequence[dict[str, Any]], proof: Mapping[str, Any], late: bool
) -> heads.Head:
    """The signed head that the entries lead to, having passed through every head that came from that machine before.

    ``late``: the bundle was made before others that are here, so that its journal ends earlier than theirs.

    Raises Refusal for a journal that was cut, rewritten or signed by another house.
    """
    try:
        head = heads.read(proof["head"])
        good = isinstance(head, heads.Head) and _leads(entries, _heads_before(machine), head, late)
    except (heads.NotAHead, KeyError, TypeError, ValueError, AttributeError):
        good = False
    if not good:
        raise Refusal(
            "bundle-journal",
            Sentence(
                "数据包里的留痕与上次带回的末条不衔接，或者被改动过，整包不收。",
                "The journal in the bundle does not pass through the head that came before, or was changed; refused whole.",
            ),
            Sentence(
                "请保留这份数据包和单机，报告安全审计员。",
                "Keep the bundle and the machine as they are and tell the auditor.",
            ),
        )
    return head


def _heads_before(machine: Machine) -> list[heads.Head]:
    codes = (
        whole(Carriage, WHY)
        .filter(machine=machine, sent=False, state=Carriage.MERGED)
        .exclude(journal_head="")
    )
    return [heads.read(one) for one in codes.values_list("journal_head", flat=True)]


def _leads(
    entries: Sequence[dict[str, Any]], before: Sequence[heads.Head], head: heads.Head, late: bool
) -> bool:
    """Whether the tree of the entries has the signed root at its end and the known roots on the way."""
    known = {one.seq: one.root for one in before}
    peaks: list[bytes] = []
    for size, entry in enumerate(entries):
        if entry["seq"] != size + 1:
            return False
        merkle.grow(
            peaks, size, chain.leaf(entry["seq"], entry["at"], chain.cover(entry["blind"], entry["body"]))
        )
        if known.get(size + 1, root := merkle.root_of(peaks)) != root:
            return False
    one_house = all(one.public == head.public for one in before)
    whole_way = late or all(one.seq <= head.seq for one in before)
    return one_house and whole_way and len(entries) == head.seq and merkle.root_of(peaks) == head.root


def keep(machine: Machine, entries: Sequence[dict[str, Any]]) -> None:
    """Put verified entries beside the others of that machine, for the auditor."""
    kept = set(whole(MachineEntry, WHY).filter(machine=machine).values_list("seq", flat=True))
    whole(MachineEntry, WHY).bulk_create(
        MachineEntry(
            machine=machine,
            seq=one["seq"],
            at=datetime.fromisoformat(one["at"]),
            blind=one["blind"],
            body=one["body"],
        )
        for one in entries
        if one["seq"] not in kept
    )
