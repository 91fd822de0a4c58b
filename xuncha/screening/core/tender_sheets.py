"""Tender lists, bid lists, contract lists, price lists and registers of firms: sheets into the tender tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_in import Sheet
from xuncha.base.words import Sentence
from xuncha.screening.core import left_out
from xuncha.screening.core.body import sort_rows
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.evidence import Origin
from xuncha.screening.core.faults import Faults
from xuncha.screening.core.layout import Head, find_head
from xuncha.screening.core.mapping import Columns, corrected, guess
from xuncha.screening.core.reading import SAMPLE_ROWS, Correction, Source
from xuncha.screening.core.tender_bidders import apart, each_tenderer
from xuncha.screening.core.tender_cells import rows_of
from xuncha.screening.core.tender_fields import COLUMN_OF, put
from xuncha.screening.core.tender_rows import TenderRows
from xuncha.screening.core.tender_titles import said_above, with_said
from xuncha.screening.core.tender_words import TenderWords

ListKind = Literal["tenders", "bids", "contracts", "items", "firms", "unknown"]
LIST_KINDS: dict[ListKind, Sentence] = {
    "tenders": Sentence("招标（采购）项目表", "list of processes"),
    "bids": Sentence("投标情况表", "list of bids"),
    "contracts": Sentence("合同台账", "list of contracts"),
    "items": Sentence("产品价格表", "list of prices"),
    "firms": Sentence("单位资料表", "register of firms"),
    "unknown": Sentence("未认出的表", "not recognised"),
}
_TRACES = {"phone", "email", "address", "contact", "legal", "author", "machine", "founded"}
_PRICES = {"bid", "award", "price", "amount", "reserve"}


@dataclass(frozen=True)
class ListReading:
    """How one sheet was read: what it was taken for, its mapping, how many rows, and every remark.

    `fix` is what a person changed in the mapping, here or in another sheet with such headings.
    """

    file: str
    sheet: str
    kind: ListKind
    rows: int
    columns: Columns | None
    remarks: tuple[Remark, ...]
    head: Head | None = None
    fix: Correction | None = None


def kind_of(fields: frozenset[str]) -> ListKind:
    """What a sheet with these fields is."""
    process = fields & {"ocid", "title"}
    if fields & {"contract_id", "contract", "contract_amount"} and fields & {"contract_amount", "paid"}:
        return "contracts"
    if "bidder" in fields and process and not fields & {"item"}:
        return "bids"
    if "item" in fields and fields & {"bidder", "winner", "maker", *_PRICES}:
        return "items"
    if process and fields & {"winner", "method", "reserve", "budget", "award", "buyer"}:
        return "tenders"
    if "bidder" in fields and fields & _TRACES:
        return "firms"
    return "unknown"


def lay_lists(engine: Engine, source: Source, words: TenderWords) -> tuple[ListReading, ...]:
    """Lays every sheet of a file; an empty sheet gives nothing."""
    found = tuple(_lay_list(engine, source, sheet, words) for sheet in source.book.sheets if not sheet.empty)
    told = left_out.hidden(source.name, source.book.hidden)
    return (replace(found[0], remarks=(*found[0].remarks, *told)), *found[1:]) if found else ()


def _lay_list(engine: Engine, source: Source, sheet: Sheet, words: TenderWords) -> ListReading:
    head = find_head(sheet.rows, sheet.merged, words.headings)
    columns = guess(words.headings, head, sheet.rows[head.body : head.body + SAMPLE_ROWS]) if head else None
    fix = source.fixes.get(sheet.name) or (source.recall(head) if head else None)
    if head and columns and fix:
        columns = corrected(words.headings, columns, head, fix.changes, fix.order, fix.how)
    above = said_above(head, sheet.name, columns.fields, words) if head and columns else None
    kind = kind_of(columns.fields | above.fields) if columns and above else "unknown"
    if head is None or columns is None or above is None or kind == "unknown":
        strange = (_strange(source, sheet, head),)
        return ListReading(source.name, sheet.name, "unknown", 0, columns, strange, head, fix)
    faults = Faults(source.name, sheet.name, list(sheet.remarks))
    body = sort_rows(sheet, head, columns, words.headings)
    rows = TenderRows(first_id=engine.claim(0))
    place = source.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    read = 0
    for nth, mine in enumerate(each_tenderer(head, columns, words) if kind == "bids" else (columns,)):
        found = rows_of(replace(body, columns=mine), head, words, faults)
        read += 0 if nth else len(found)
        rows.sheet_of = _origins(engine, source, sheet, mine)
        for row in found:
            if not nth or row.first("bidder"):
                for one in apart(with_said(row, above)):
                    put(kind, one, rows, place, words)
    rows.lay(engine.filling())
    engine.claim(rows.next_id)
    return ListReading(source.name, sheet.name, kind, read, columns, tuple(faults.remarks), head, fix)


def _origins(engine: Engine, source: Source, sheet: Sheet, columns: Columns) -> dict[str, int]:
    """A number for each table that rows of the sheet go to: the same sheet, its columns called as the table calls them."""
    return {
        table: engine.take(Origin(source.name, source.sha256, sheet.name, _called(columns, names)))
        for table, names in COLUMN_OF.items()
    }


def _called(columns: Columns, names: Mapping[str, tuple[str, ...]]) -> Columns:
    guesses = []
    for name, fields in names.items():
        field = next((one for one in fields if one in columns.fields), "")
        guesses += [replace(known, field=name) for known in columns.guesses if known.field == field]
    return replace(columns, guesses=tuple(guesses))


def _strange(source: Source, sheet: Sheet, head: Head | None) -> Remark:
    says = (
        Sentence("没有找到表头，这张表没有参加筛查", "no heading was found; the sheet is left out")
        if head is None
        else Sentence(
            "看不出是招标、投标、合同还是价格表，这张表没有参加筛查",
            "this is no list of tenders, bids, contracts or prices; the sheet is left out",
        )
    )
    return Remark(
        "error",
        Place(source.name, sheet.name),
        says,
        Sentence(
            "表头至少要有项目名称或编号和中标人、投标人、采购方式、预算之一；价格表要有品名和供应商或价格。",
            "A heading needs a process and a winner, tenderer, way or budget; a price list an item and a supplier or price.",
        ),
    )
