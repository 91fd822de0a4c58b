"""更正列的对应: a file is read again with one sheet's columns corrected; for sheets with such headings that is remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.screening.actions._memory import forget, heading_token, remember
from xuncha.screening.actions._reading import FileRead, corrections_of, file_read, records_of
from xuncha.screening.actions._tenders import read_tenders, tender_file
from xuncha.screening.actions.load_ledger import open_ledgers
from xuncha.screening.actions.load_tenders import NO_TENDERS_REMEDY
from xuncha.screening.core.reading import Correction
from xuncha.screening.core.table import Family
from xuncha.screening.models import KnownHeading, Ledger
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal

NOTHING_LEFT = Sentence(
    "照这样对应，一行也读不出来，没有改动。", "Read like this no row is left; nothing was changed."
)
REMEDIES: dict[Family, Sentence] = {
    "ledger": Sentence(
        "请核对金额、借方、贷方各指哪一列。", "Check which columns hold the amount, debit and credit."
    ),
    "tenders": NO_TENDERS_REMEDY,
}


def correct_mapping(*, by: Any, ledger: Ledger, version: int, sheet: str, correction: Correction) -> Ledger:
    """Read a file again with one sheet's columns corrected, and remember that for sheets with the same headings.

    A correction without columns says only what kind of sheet it is; its columns may be named afterwards.
    Raises Refusal when columns were named and nothing can be read that way, Stale.
    """
    opened = open_ledgers(by=by, ledgers=[ledger])[ledger.pk]
    earlier = corrections_of(opened["corrections"])
    read = _read(ledger, opened, earlier | {sheet: correction.after(earlier.get(sheet))})
    if correction.changes and not read.rows:
        raise Refusal("no-rows", NOTHING_LEFT, REMEDIES[_family(ledger)])
    return keep_correction(by=by, ledger=ledger, version=version, sheet=sheet, read=read)


@action(
    "screening.correct_mapping",
    roles=TEAM,
    where="ledger",
    says=Sentence("更正列的对应", "correct a mapping"),
)
def keep_correction(act: Act, *, ledger: Ledger, version: int, sheet: str, read: FileRead) -> Ledger:
    """Keep a corrected mapping. Raises Stale."""
    if sheet in read.heads and sheet in read.fixes:
        remember(act, read.heads[sheet], _family(ledger), read.fixes[sheet])
    return _keep(act, ledger, version, "mapping", read)


def forget_mapping(*, by: Any, ledger: Ledger, version: int, sheet: str) -> Ledger:
    """Forget what was remembered of a sheet's headings. Where only that was followed here, the sheet is guessed again.

    Raises Stale.
    """
    opened = open_ledgers(by=by, ledgers=[ledger])[ledger.pk]
    corrections = corrections_of(opened["corrections"])
    if sheet in corrections and corrections[sheet].how == "remembered":
        del corrections[sheet]
    read = _read(ledger, opened, corrections)
    return keep_forgotten(by=by, ledger=ledger, version=version, sheet=sheet, read=read)


@action(
    "screening.forget_mapping",
    roles=TEAM,
    where="ledger",
    says=Sentence("忘记某种表头的对应", "forget the mapping of a heading"),
)
def keep_forgotten(act: Act, *, ledger: Ledger, version: int, sheet: str, read: FileRead) -> Ledger:
    """Forget, and keep how the file is read now. Raises Stale."""
    if sheet in read.heads:
        forget(act, read.heads[sheet].signature, _family(ledger))
    return _keep(act, ledger, version, "forgotten", read)


@action(
    "screening.known_headings",
    roles=TEAM,
    where="anywhere",
    says=Sentence("查看记住的表头对应", "see which headings are remembered"),
    reads=True,
)
def known_headings(act: Act, *, signatures: Sequence[str], family: Family) -> list[bool]:
    """Whether a mapping is remembered, for each of these headings."""
    tokens = [heading_token(one, family) for one in signatures]
    known = set(act.see(KnownHeading).filter(token__in=tokens).values_list("token", flat=True))
    return [token in known for token in tokens]


def _family(ledger: Ledger) -> Family:
    return "tenders" if ledger.family == "tenders" else "ledger"


def _read(ledger: Ledger, opened: Mapping[str, Any], fixes: Mapping[str, Correction]) -> FileRead:
    file = opened["name"], opened["sha256"], opened["content"]
    if _family(ledger) == "tenders":
        return read_tenders(tender_file(*file, fixes))
    return file_read(records_of(*file, fixes))


def _keep(act: Act, ledger: Ledger, version: int, noting: str, read: FileRead) -> Ledger:
    return act.change(
        ledger, version, noting=noting, rows=read.rows,
        corrections=vault.seal(ledger, "corrections", read.corrections),
        reading=vault.seal(ledger, "reading", read.kept),
    )  # fmt: skip
