"""导入压缩包: each file of a zip becomes books of its own; what cannot be read is named, and the rest is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from xuncha.base.remarks import Place, Remark
from xuncha.base.words import Sentence
from xuncha.rounds.models import Inspection
from xuncha.rulebook.uploads import BOOKS, judged_parcel
from xuncha.screening.actions.load_ledger import load_ledger
from xuncha.screening.models import Ledger
from xuncha.sealed.stream import Stream
from xuncha.trust import vault
from xuncha.trust.refusal import Refusal

Report = Callable[[], None]


@dataclass(frozen=True)
class Parcel:
    """The books that were kept, and a remark on every file that was not."""

    ledgers: tuple[Ledger, ...]
    remarks: tuple[Remark, ...]


def load_parcel(
    *, by: Any, inspection: Inspection, content: bytes | Stream, report: Report = lambda: None
) -> Parcel:
    """Bring in every table of a zip. Raises Refusal when the zip may not come in, or nothing in it is a table."""
    ledgers: list[Ledger] = []
    remarks: list[Remark] = []
    for part in judged_parcel(vault.stream_of(content).reader(), BOOKS):
        report()
        if part.taken is None:
            assert part.why_not
            remarks.append(Remark("error", Place(part.name), part.why_not.says, part.why_not.remedy))
            continue
        part.taken.file.seek(0)
        try:
            ledgers.append(
                load_ledger(by=by, inspection=inspection, name=part.name, content=part.taken.file.read())
            )
        except Refusal as no:
            remarks.append(Remark("error", Place(part.name), no.says, no.remedy))
    if not ledgers:
        raise Refusal(
            "no-books",
            Sentence(
                f"压缩包里的 {len(remarks)} 个文件都不能读成账表，没有保存。",
                f"None of the {len(remarks)} files could be read as books; nothing was kept.",
            ),
            remarks[0].remedy if remarks else Sentence("请核对压缩包。", "Check the archive."),
        )
    return Parcel(tuple(ledgers), tuple(remarks))
