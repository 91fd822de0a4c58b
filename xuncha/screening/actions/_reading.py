"""How a ledger's file is read, and how the reading is kept for its page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from xuncha.base.sheets_in import Unreadable, read_book
from xuncha.base.sheets_red import red_cells
from xuncha.base.words import Sentence
from xuncha.screening.core.layout import Head
from xuncha.screening.core.reading import Correction, Recall, Records, Source, read_source
from xuncha.screening.facts import table_set, vocabulary
from xuncha.trust.refusal import Refusal

NO_BOOKS = Sentence("文件里没有认出账表，没有保存。", "No book of accounts was recognised; nothing was kept.")
NO_BOOKS_REMEDY = Sentence(
    "账表的表头至少要有金额（或借方、贷方）和日期、摘要、收款人中的一项；台账清单要有它自己的列，如车牌号、资产名称。",
    "A heading needs an amount (or debit and credit) and a date, a summary or a payee; a list its own columns.",
)


@dataclass(frozen=True)
class FileRead:
    """A file as it is read now: rows, the reading and its corrections as they are kept, and by sheet the headings and fixes."""

    rows: int
    kept: str
    heads: Mapping[str, Head]
    fixes: Mapping[str, Correction]

    @property
    def corrections(self) -> str:
        """The corrections as they are kept."""
        return corrections_kept(self.fixes)


def records_of(
    name: str,
    sha256: str,
    content: bytes,
    corrections: Mapping[str, Correction] | None = None,
    recall: Recall = lambda head: None,
) -> tuple[Records, ...]:
    """The records of a file. Raises Refusal when it cannot be read at all."""
    try:
        book = read_book(content, name, texts=True, records=table_set().names)
    except Unreadable as no:
        raise Refusal("unreadable", no.says, no.remedy) from None
    source = Source(name, sha256, book, partial(red_cells, content))
    return read_source(source, vocabulary(), corrections, recall)


def as_kept(books: Iterable[Records]) -> str:
    """The reading of a file as JSON: per sheet its kind, mapping, headings, counts and remarks; no rows."""
    return json.dumps(
        [
            {
                "sheet": one.sheet,
                "kind": one.kind,
                "rows": len(one.rows),
                "counts": dict(one.counts),
                "headings": [one.head.shown(at) for at in range(len(one.head.titles))] if one.head else [],
                "mapping": one.columns.as_dict() if one.columns else None,
                "signature": one.head.signature if one.head else "",
                "remarks": [remark.as_dict() for remark in one.remarks],
            }
            for one in books
        ],
        ensure_ascii=False,
    )


def file_read(books: Sequence[Records]) -> FileRead:
    """How a file of books was read."""
    return FileRead(
        sum(len(one.rows) for one in books),
        as_kept(books),
        {one.sheet: one.head for one in books if one.head},
        {one.sheet: one.fix for one in books if one.fix},
    )


def corrections_kept(corrections: Mapping[str, Correction]) -> str:
    """Corrections as JSON, by sheet."""
    kept: dict[str, Any] = {
        sheet: {"changes": dict(one.changes), "order": one.order, "how": one.how, "kind": one.kind}
        for sheet, one in corrections.items()
    }
    return json.dumps(kept, ensure_ascii=False)


def corrections_of(text: str) -> dict[str, Correction]:
    """What `corrections_kept` wrote; "" gives none."""
    kept = json.loads(text) if text else {}
    return {
        sheet: Correction(one["changes"], one["order"], one.get("how", "hand"), one.get("kind"))
        for sheet, one in kept.items()
    }
