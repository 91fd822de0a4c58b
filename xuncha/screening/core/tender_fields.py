"""Which table and column each field of a tender list goes to."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from xuncha.screening.core.tender_cells import TenderRow
from xuncha.screening.core.tender_rows import TenderRows
from xuncha.screening.core.tender_words import TenderWords, key_of

WAYS = ("open", "selective", "limited", "direct")
CATEGORIES = ("works", "goods", "services")
STATUSES = ("disqualified", "withdrawn", "valid")

COLUMN_OF: dict[str, dict[str, tuple[str, ...]]] = {
    "tenders": {
        "ocid": ("ocid", "title"), "title": ("title",), "buyer": ("buyer",), "entity": ("entity",), "method": ("method",),
        "method_details": ("method",), "category": ("category",), "project": ("project",), "opens": ("opens",),
        "closes": ("closes",), "bidders": ("bidders",), "amount": ("budget", "amount"), "reserve": ("reserve",),
        "place": ("place",), "currency": ("currency",), "day": ("closes", "decided", "opens", "day"),
    },
    "bids": {
        "ocid": ("ocid", "title"), "lot_id": ("lot_id",), "tenderer": ("bidder",), "tenderer_id": ("credit_code", "bidder"),
        "moment": ("moment",), "status": ("status",), "amount": ("bid", "amount", "price"), "currency": ("currency",),
    },
    "awards": {
        "ocid": ("ocid", "title"), "lot_id": ("lot_id",), "supplier": ("winner", "bidder"), "status": ("result",),
        "supplier_id": ("credit_code", "winner", "bidder"), "amount": ("award", "bid", "amount"), "moment": ("decided",),
        "currency": ("currency",),
    },
    "contracts": {
        "ocid": ("ocid", "title"), "contract_id": ("contract_id", "contract"), "title": ("contract", "title"),
        "supplier": ("winner", "bidder"), "signed": ("signed", "day"), "amount": ("contract_amount", "amount"),
        "changed": ("changed",), "paid": ("paid",), "changes": ("changes",), "currency": ("currency",),
    },
    "items": {
        "title": ("item",), "code": ("ocid",), "measure": ("measure",), "price": ("price", "award", "bid", "amount", "reserve"),
        "supplier": ("winner", "bidder", "maker"), "place": ("place",), "currency": ("currency",),
    },
    "parties": {
        "party_id": ("credit_code", "bidder", "winner"), "name": ("bidder", "winner"), "credit_code": ("credit_code",),
        "phone": ("phone",), "email": ("email",), "address": ("address",), "contact": ("contact",), "legal": ("legal",),
        "author": ("author",), "machine": ("machine",), "founded": ("founded",),
    },
}  # fmt: skip
"""Table → its column → the fields of a list that may fill it, the first one that is there."""

_TRACES = ("phone", "email", "address", "contact", "legal", "author", "machine")


def put(kind: str, row: TenderRow, rows: TenderRows, place: str, words: TenderWords) -> None:
    """Puts one row of a list of this kind into the tables."""
    common = {"ocid": process_of(row), "currency": words.currency(row.first("currency"))}
    if kind in ("tenders", "bids") and common["ocid"]:
        rows.add("tenders", row.row, **common, **_process(row, words))
        _winner(kind, row, rows, common, words)
    if kind == "bids" and row.first("bidder"):
        _bid(row, rows, common, words)
    if kind == "contracts":
        _contract(row, rows, common)
    if kind == "items" and row.first("item"):
        _item(row, rows, common["currency"], place)
    if row.first("bidder", "winner") and (row.first(*_TRACES) or "founded" in row.days):
        party = row.first("bidder", "winner")
        rows.add(
            "parties", row.row, ocid=common["ocid"], party_id=_party(row, party), name=party,
            credit_code=row.first("credit_code"), founded=row.days.get("founded"), **{name: row.first(name) for name in _TRACES},
        )  # fmt: skip


def process_of(row: TenderRow) -> str:
    """What a list calls the process: its number, or its title with the buyer."""
    return row.first("ocid") or "·".join(part for part in (row.first("buyer"), row.first("title")) if part)


def _party(row: TenderRow, name: str) -> str:
    return row.first("credit_code") or key_of(name)


def _process(row: TenderRow, words: TenderWords) -> dict[str, Any]:
    way, kind = row.first("method"), row.first("category")
    day = next((row.days[name] for name in ("closes", "decided", "opens", "day") if name in row.days), None)
    bidders = row.first("bidders")
    return {
        "title": row.first("title"), "buyer": row.first("buyer"), "buyer_id": key_of(row.first("buyer")),
        "entity": row.first("entity"), "entity_id": key_of(row.first("entity")), "method": words.code(way, *WAYS),
        "method_details": way, "category": words.code(kind, *CATEGORIES), "project": row.first("project"),
        "opens": _at(row.days.get("opens")), "closes": _at(row.days.get("closes")), "published": _at(row.days.get("opens")),
        "bidders": int(bidders) if bidders.isdecimal() else None, "amount": row.sum_of("budget"),
        "reserve": row.sum_of("reserve"), "place": row.first("place"), "day": day,
    }  # fmt: skip


def _bid(row: TenderRow, rows: TenderRows, common: dict[str, str], words: TenderWords) -> None:
    party = _party(row, row.first("bidder"))
    rows.add(
        "bids", row.row, **common, lot_id=row.first("lot_id"), tenderer_id=party, tenderer=row.first("bidder"), partners=1,
        nth=1, who=party, moment=_at(row.days.get("moment")), amount=row.sum_of("bid", "amount", "price"),
        status=words.code(row.first("status"), *STATUSES) or "valid",
    )  # fmt: skip


def _winner(kind: str, row: TenderRow, rows: TenderRows, common: dict[str, str], words: TenderWords) -> None:
    """An award: the winner that a list of processes names, or the bid that a list of bids marks."""
    bidder, winner = row.first("bidder"), row.first("winner")
    won = kind == "bids" and (
        bool(words.code(row.first("result"), "won")) or key_of(bidder) == key_of(winner) != ""
    )
    name = winner if kind == "tenders" else bidder if won else ""
    if not name:
        return
    party = _party(row, name) if kind == "bids" else key_of(name)
    rows.add(
        "awards", row.row, **common, lot_id=row.first("lot_id"), supplier_id=party, supplier=name, partners=1, nth=1, who=party,
        status="active", moment=_at(row.days.get("decided")), amount=row.sum_of("award", "bid", "amount"),
    )  # fmt: skip


def _contract(row: TenderRow, rows: TenderRows, common: dict[str, str]) -> None:
    name, changes = row.first("winner", "bidder"), row.first("changes")
    process = common["ocid"] or row.first("contract_id", "contract")
    rows.add("tenders", row.row, **common | {"ocid": process}, title=row.first("title", "contract"))
    rows.add(
        "contracts", row.row, **common | {"ocid": process}, contract_id=row.first("contract_id", "contract"),
        title=row.first("contract", "title"), signed=_at(row.days.get("signed") or row.days.get("day")), status="active",
        amount=row.sum_of("contract_amount", "amount"), changed=row.sum_of("changed"), paid=row.sum_of("paid"),
        changes=int(changes) if changes.isdecimal() else None, supplier=name, supplier_id=_party(row, name) if name else "",
    )  # fmt: skip


def _item(row: TenderRow, rows: TenderRows, currency: str, place: str) -> None:
    name, spec = row.first("winner", "bidder", "maker"), row.first("spec")
    rows.add(
        "items", row.row, ocid=place, of="list", title=f"{row.first('item')} {spec}".strip(),
        measure=row.first("each", "measure"), price=row.sum_of("price", "award", "bid", "amount", "reserve"),
        currency=currency, place=row.first("place") or place, supplier=name, supplier_id=key_of(name), partners=1,
    )  # fmt: skip


def _at(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min) if day else None
