"""导入账表: a file is read, judged and kept sealed. It is read before the transaction, which then only writes."""

from __future__ import annotations

import hashlib
from typing import Any

from xuncha.base.words import Sentence
from xuncha.rounds.models import Inspection
from xuncha.screening.actions._memory import recalling
from xuncha.screening.actions._reading import NO_BOOKS, NO_BOOKS_REMEDY, file_read, records_of
from xuncha.screening.models import Ledger
from xuncha.sealed.stream import Stream
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.compartments import of_inspection
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal


def load_ledger(*, by: Any, inspection: Inspection, name: str, content: bytes | Stream) -> Ledger:
    """Read a file of books and keep it; a table in strange words is kept without rows, for its columns to be named.

    Raises Refusal when it cannot be read, holds no table, or is there already.
    """
    kept = vault.stream_of(content)
    sha256 = hashlib.file_digest(kept.reader(), "sha256").hexdigest()
    read = file_read(records_of(name, sha256, kept.whole(), recall=recalling(by, "ledger")))
    if not read.heads:
        raise Refusal("no-books", NO_BOOKS, NO_BOOKS_REMEDY)
    return keep_ledger(
        by=by,
        inspection=inspection,
        name=name,
        sha256=sha256,
        content=kept,
        rows=read.rows,
        reading=read.kept,
        corrections=read.corrections,
    )


@action("screening.keep_ledger", roles=TEAM, where="inspection", says=Sentence("导入账表", "bring in books"))
def keep_ledger(
    act: Act,
    *,
    inspection: Inspection,
    name: str,
    sha256: str,
    content: Stream,
    rows: int,
    reading: str,
    corrections: str = "",
    family: str = "ledger",
) -> Ledger:
    """Keep a file that was read, with how it was read. Raises Refusal when the same file is there already."""
    token = vault.token("screening.ledger", sha256, of_inspection("team", inspection.pk))
    known = act.see(Ledger).filter(inspection=inspection, same_token=token, left_out=False).first()
    if known:
        act.refuse(
            "known",
            Sentence(
                f"这个文件已经导入过，是第 {known.serial} 号账表。",
                f"This file is here already, as No. {known.serial}.",
            ),
            Sentence("没有重复导入；如表内有改动，请另存后再导入。", "It was not brought in twice."),
        )
    ledger = Ledger(
        inspection=inspection, serial=act.next_serial(Ledger, inspection), rows=rows, same_token=token,
        family=family, loaded_on=act.today, loaded_by=act.by,
    )  # fmt: skip
    act.seal(ledger, "name", name)
    act.seal(ledger, "content", content)
    act.seal(ledger, "sha256", sha256)
    act.seal(ledger, "reading", reading)
    if corrections:
        act.seal(ledger, "corrections", corrections)
    return act.add(ledger, rows=ledger.rows)


@action(
    "screening.leave_out", roles=TEAM, where="ledger", says=Sentence("账表不再参加筛查", "leave books out")
)
def leave_out(act: Act, *, ledger: Ledger, version: int) -> Ledger:
    """Take a wrong file out of screening; it stays on record. Raises Stale."""
    return act.change(ledger, version, left_out=True)


@action(
    "screening.open_ledgers",
    roles=TEAM,
    where="anywhere",
    says=Sentence("打开账表", "open books"),
    reads=True,
)
def open_ledgers(act: Act, *, ledgers: list[Ledger]) -> dict[Any, dict[str, Any]]:
    """Name, hash, corrections, permission (texts) and content (bytes) of ledgers, by key; the reading is journalled."""
    names = ("name", "sha256", "corrections", "allowed", "content")
    opened = act.open_bytes(ledgers, *names)
    return {
        ledger.pk: {name: one[name] if name == "content" else one[name].decode() for name in names}
        for ledger, one in zip(ledgers, opened, strict=True)
    }


@action(
    "screening.read_ledgers",
    roles=TEAM,
    where="anywhere",
    says=Sentence("查看账表读取情况", "see how books were read"),
    reads=True,
)
def read_ledgers(act: Act, *, ledgers: list[Ledger]) -> list[dict[str, str]]:
    """Name, reading and permission of ledgers, in their order; the content stays closed."""
    return act.open(ledgers, "name", "reading", "allowed")
