"""导入账表: a file is read, judged and kept sealed. It is read before the transaction, which then only writes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.rounds.models import Inspection
from xuncha.screening.actions._memory import forget, heading_token, recalling, remember
from xuncha.screening.actions._reading import (
    NO_BOOKS,
    NO_BOOKS_REMEDY,
    as_kept,
    corrections_kept,
    corrections_of,
    fixes_of,
    records_of,
)
from xuncha.screening.core.reading import Correction, Records
from xuncha.screening.models import KnownHeading, Ledger
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
    books = records_of(name, sha256, kept.whole(), recall=recalling(by))
    if not any(one.head for one in books):
        raise Refusal("no-books", NO_BOOKS, NO_BOOKS_REMEDY)
    return keep_ledger(
        by=by,
        inspection=inspection,
        name=name,
        sha256=sha256,
        content=kept,
        rows=_rows(books),
        reading=as_kept(books),
        corrections=corrections_kept(fixes_of(books)),
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


def correct_mapping(*, by: Any, ledger: Ledger, version: int, sheet: str, correction: Correction) -> Ledger:
    """Read a ledger again with one sheet's columns corrected, and remember that for sheets with the same headings.

    A correction without columns says only what kind of sheet it is; its columns may be named afterwards.
    Raises Refusal when columns were named and nothing can be read that way, Stale.
    """
    opened = open_ledgers(by=by, ledgers=[ledger])[ledger.pk]
    earlier = corrections_of(opened["corrections"])
    corrections = earlier | {sheet: correction.after(earlier.get(sheet))}
    books = records_of(opened["name"], opened["sha256"], opened["content"], corrections)
    if correction.changes and not any(one.rows for one in books):
        raise Refusal(
            "no-rows",
            Sentence(
                "照这样对应，一行也读不出来，没有改动。",
                "Read like this no row is left; nothing was changed.",
            ),
            Sentence(
                "请核对金额、借方、贷方各指哪一列。", "Check which columns hold the amount, debit and credit."
            ),
        )
    return keep_correction(by=by, ledger=ledger, version=version, sheet=sheet, books=books)


@action(
    "screening.correct_mapping",
    roles=TEAM,
    where="ledger",
    says=Sentence("更正账表列的对应", "correct a mapping"),
)
def keep_correction(
    act: Act, *, ledger: Ledger, version: int, sheet: str, books: tuple[Records, ...]
) -> Ledger:
    """Keep a corrected mapping. Raises Stale."""
    for one in books:
        if one.sheet == sheet and one.head and one.fix:
            remember(act, one.head, one.fix)
    return _read_anew(act, ledger, version, "mapping", books)


def forget_mapping(*, by: Any, ledger: Ledger, version: int, sheet: str) -> Ledger:
    """Forget what was remembered of a sheet's headings. Where only that was followed here, the sheet is guessed again.

    Raises Stale.
    """
    opened = open_ledgers(by=by, ledgers=[ledger])[ledger.pk]
    corrections = corrections_of(opened["corrections"])
    if sheet in corrections and corrections[sheet].how == "remembered":
        del corrections[sheet]
    books = records_of(opened["name"], opened["sha256"], opened["content"], corrections)
    return keep_forgotten(by=by, ledger=ledger, version=version, sheet=sheet, books=books)


@action(
    "screening.forget_mapping",
    roles=TEAM,
    where="ledger",
    says=Sentence("忘记某种表头的对应", "forget the mapping of a heading"),
)
def keep_forgotten(
    act: Act, *, ledger: Ledger, version: int, sheet: str, books: tuple[Records, ...]
) -> Ledger:
    """Forget, and keep how the file is read now. Raises Stale."""
    for one in books:
        if one.sheet == sheet and one.head:
            forget(act, one.head.signature)
    return _read_anew(act, ledger, version, "forgotten", books)


def _read_anew(act: Act, ledger: Ledger, version: int, noting: str, books: tuple[Records, ...]) -> Ledger:
    return act.change(
        ledger, version, noting=noting, rows=_rows(books),
        corrections=vault.seal(ledger, "corrections", corrections_kept(fixes_of(books))),
        reading=vault.seal(ledger, "reading", as_kept(books)),
    )  # fmt: skip


@action(
    "screening.known_headings",
    roles=TEAM,
    where="anywhere",
    says=Sentence("查看记住的表头对应", "see which headings are remembered"),
    reads=True,
)
def known_headings(act: Act, *, signatures: Sequence[str]) -> list[bool]:
    """Whether a mapping is remembered, for each of these headings."""
    tokens = [heading_token(one) for one in signatures]
    known = set(act.see(KnownHeading).filter(token__in=tokens).values_list("token", flat=True))
    return [token in known for token in tokens]


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


def _rows(books: tuple[Records, ...]) -> int:
    return sum(len(one.rows) for one in books)
