"""One OCDS release as rows of the tender tables. A part that cannot be read is named and left out; the rest counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from xuncha.screening.core.cells import FIRST_YEAR, LARGEST, LAST_YEAR, read_day
from xuncha.screening.core.ocds_stream import Found
from xuncha.screening.core.rejected import Rejected
from xuncha.screening.core.tender_rows import TenderRows

BETWEEN = "|"
"""Stands between the parties of a consortium."""


@dataclass(frozen=True)
class Party:
    """Who is meant: `key` is its number, or its name where it has none; `name` its name, or its number."""

    key: str
    name: str


@dataclass(frozen=True)
class Part:
    """One object of a release with its JSON pointer; whatever is read from it and cannot be, is named at once."""

    members: dict[str, Any]
    line: int
    path: str
    rejected: Rejected = field(repr=False)

    def no(self, name: str, fault: str) -> None:
        """Names a member that cannot be read."""
        self.rejected.add(self.line, f"{self.path}/{name}", fault)

    def text(self, name: str) -> str:
        """A text, or a number as text; "" where there is none."""
        value = self.members.get(name)
        if isinstance(value, str):
            return value if value.isascii() else self._whole_letters(name, value)
        if value is None:
            return ""
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            return str(value)
        self.no(name, "text")
        return ""

    def _whole_letters(self, name: str, value: str) -> str:
        """The text, if no half of a letter stands in it (a lone surrogate), which no table can hold."""
        try:
            value.encode()
        except UnicodeEncodeError:
            self.no(name, "text")
            return ""
        return value

    def moment(self, name: str) -> datetime | None:
        """A point in time in UTC, without zone."""
        value = self.members.get(name)
        if value is None or value == "":
            return None
        found = moment_of(value) if isinstance(value, str) else None
        if found is None:
            self.no(name, "date")
        return found

    def whole(self, name: str) -> int | None:
        """A whole number, also one written as text."""
        value = self.members.get(name)
        if value is None or value == "":
            return None
        number = number_of(value)
        if number is None or number != int(number) or abs(number) > LARGEST:
            self.no(name, "whole")
            return None
        return int(number)

    def money(self, name: str) -> tuple[int | None, str]:
        """Cents and currency of an OCDS value object."""
        part = self.part(name)
        if part is None:
            return None, ""
        amount = part.members.get("amount")
        currency = part.text("currency")
        if amount is None or amount == "":
            return None, currency
        cents = cents_of(amount)
        if cents is None:
            part.no("amount", "amount")
        return cents, currency

    def part(self, name: str) -> Part | None:
        """A member that is an object."""
        value = self.members.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.no(name, "object")
            return None
        return Part(value, self.line, f"{self.path}/{name}", self.rejected)

    def inner(self, name: str) -> Part:
        """A member that is an object, or an empty object where there is none."""
        return self.part(name) or Part({}, self.line, f"{self.path}/{name}", self.rejected)

    def parts(self, name: str) -> Iterator[tuple[int, Part]]:
        """The objects of a list, with their numbers; what is no object is named. One object counts as a list of one."""
        value = self.members.get(name)
        if value is None:
            return
        if isinstance(value, dict):
            self.no(name, "one")
            yield 0, Part(value, self.line, f"{self.path}/{name}", self.rejected)
            return
        if not isinstance(value, list):
            self.no(name, "list")
            return
        for at, one in enumerate(value):
            path = f"{self.path}/{name}/{at}"
            if isinstance(one, dict):
                yield at, Part(one, self.line, path, self.rejected)
            else:
                self.rejected.add(self.line, path, "object")

    def party(self) -> Party:
        """The organisation that this object is; its number may stand in `identifier` (OCDS 1.0)."""
        name = self.text("name")
        identifier = self.members.get("identifier")
        number = self.text("id")
        if not number and isinstance(identifier, dict):
            number = Part(identifier, self.line, f"{self.path}/identifier", self.rejected).text("id")
        return Party(number or name, name or number)

    def parties(self, name: str) -> list[Party]:
        """Organisations of a list, without repetition, in the order of their keys."""
        found = {party.key: party for _, part in self.parts(name) if (party := part.party()).key}
        return [found[key] for key in sorted(found)]

    def lots(self) -> str:
        """The lots that this object belongs to."""
        value = self.members.get("relatedLots")
        if isinstance(value, list):
            return BETWEEN.join(sorted(str(one) for one in value if isinstance(one, (str, int))))
        return self.text("relatedLot")


def number_of(value: object) -> Decimal | None:
    """A JSON number, or a text that is one."""
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def cents_of(value: object) -> int | None:
    """Integer cents of an amount; a third decimal is rounded half up."""
    number = number_of(value)
    if number is None or abs(number) > LARGEST // 100:
        return None
    return int((number * 100).quantize(Decimal(1), rounding="ROUND_HALF_UP"))


def moment_of(text: str) -> datetime | None:
    """A point in time written as ISO 8601 or as a day; UTC without zone."""
    try:
        found: datetime | None = datetime.fromisoformat(text.strip())
        found = found.astimezone(UTC).replace(tzinfo=None) if found and found.tzinfo else found
    except (ValueError, OverflowError):
        day = read_day(text)
        found = datetime.combine(day, time.min) if day else None
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None


def take(found: Found, rows: TenderRows, rejected: Rejected) -> None:
    """The rows of one release."""
    release = Part(found.release, found.line, found.path, rejected)
    tender = release.inner("tender")
    ocid = release.text("ocid")
    _process(ocid, release, tender, rows)
    for _, lot in tender.parts("lots"):
        amount, currency = lot.money("value")
        rows.add(
            "lots", lot.line, lot.path, ocid=ocid, lot_id=lot.text("id"), title=lot.text("title"),
            status=lot.text("status"), amount=amount, currency=currency,
        )  # fmt: skip
    for _, bid in release.inner("bids").parts("details"):
        _bid(ocid, bid, rows)
    for _, award in release.parts("awards"):
        _award(ocid, award, rows)
    for _, item in tender.parts("items"):
        _item(ocid, item, "tender", "", [], "", rows)
    for _, contract in release.parts("contracts"):
        _contract(ocid, contract, rows)
    for _, document in tender.parts("documents"):
        _document(ocid, document, "tender", "", rows)
    for _, party in release.parts("parties"):
        _party(ocid, party, rows)


def _process(ocid: str, release: Part, tender: Part, rows: TenderRows) -> None:
    period = tender.inner("tenderPeriod")
    opens, closes, published = period.moment("startDate"), period.moment("endDate"), release.moment("date")
    amount, currency = tender.money("value")
    buyer, entity = release.inner("buyer").party(), tender.inner("procuringEntity").party()
    day = closes or published
    rows.add(
        "tenders", release.line, release.path, ocid=ocid, buyer_id=buyer.key, buyer=buyer.name, entity_id=entity.key,
        entity=entity.name, title=tender.text("title"), status=tender.text("status"),
        method=tender.text("procurementMethod"), method_details=tender.text("procurementMethodDetails"),
        category=tender.text("mainProcurementCategory"), project=release.inner("planning").text("project"),
        published=published, opens=opens, closes=closes, bidders=tender.whole("numberOfTenderers"), amount=amount,
        currency=currency, day=day.date() if day else None,
    )  # fmt: skip


def _bid(ocid: str, bid: Part, rows: TenderRows) -> None:
    amount, currency = bid.money("value")
    common = {
        "ocid": ocid, "lot_id": bid.lots(), "bid_id": bid.text("id"), "moment": bid.moment("date"),
        "status": bid.text("status"), "amount": amount, "currency": currency,
    }  # fmt: skip
    for partner in _partners(bid.parties("tenderers"), "tenderer"):
        rows.add("bids", bid.line, bid.path, **common, **partner)


def _award(ocid: str, award: Part, rows: TenderRows) -> None:
    suppliers = award.parties("suppliers")
    amount, currency = award.money("value")
    number, status = award.text("id"), award.text("status")
    common = {
        "ocid": ocid, "lot_id": award.lots(), "award_id": number, "bid_id": award.text("relatedBid"),
        "moment": award.moment("date"), "status": status, "amount": amount, "currency": currency,
    }  # fmt: skip
    for partner in _partners(suppliers, "supplier"):
        rows.add("awards", award.line, award.path, **common, **partner)
    for _, item in award.parts("items"):
        _item(ocid, item, "award", number, suppliers, status, rows)


def _partners(parties: Sequence[Party], called: str) -> Iterator[dict[str, Any]]:
    """The columns that tell the partners of a bid or award apart: one row each, and one where nobody is named."""
    who = BETWEEN.join(party.key for party in parties)
    for nth, party in enumerate(parties or [Party("", "")], 1):
        yield {
            f"{called}_id": party.key, called: party.name, "partners": len(parties), "nth": nth, "who": who,
        }  # fmt: skip


def _item(
    ocid: str, item: Part, of: str, of_id: str, suppliers: Sequence[Party], status: str, rows: TenderRows
) -> None:
    unit, classification = item.inner("unit"), item.inner("classification")
    price, currency = unit.money("value")
    quantity = number_of(item.members.get("quantity"))
    if quantity is None and item.members.get("quantity") not in (None, ""):
        item.no("quantity", "number")
    rows.add(
        "items", item.line, item.path, ocid=ocid, of=of, of_id=of_id, lot_id=item.lots(), item_id=item.text("id"),
        scheme=classification.text("scheme"), code=classification.text("id"), title=item.text("description"),
        quantity=None if quantity is None else float(quantity), measure=unit.text("name"), price=price,
        currency=currency, supplier_id=_keys(suppliers), supplier=_names(suppliers), partners=len(suppliers),
        status=status,
    )  # fmt: skip


def _contract(ocid: str, contract: Part, rows: TenderRows) -> None:
    amount, currency = contract.money("value")
    suppliers = contract.parties("suppliers")
    rows.add(
        "contracts", contract.line, contract.path, ocid=ocid, contract_id=contract.text("id"),
        award_id=contract.text("awardID"), title=contract.text("title"), signed=contract.moment("dateSigned"),
        status=contract.text("status"), amount=amount, currency=currency, paid=_paid(contract, currency),
        changes=sum(1 for _ in contract.parts("amendments")), supplier_id=_keys(suppliers), supplier=_names(suppliers),
    )  # fmt: skip


def _paid(contract: Part, currency: str) -> int | None:
    """What was paid under a contract in its own currency, or None where no payment is told."""
    paid = None
    for _, payment in contract.inner("implementation").parts("transactions"):
        amount, of = payment.money("value" if "value" in payment.members else "amount")
        if amount is not None and of == currency:
            paid = (paid or 0) + amount
    return paid


def _document(ocid: str, document: Part, of: str, of_id: str, rows: TenderRows) -> None:
    rows.add(
        "documents", document.line, document.path, ocid=ocid, of=of, of_id=of_id, document_id=document.text("id"),
        kind=document.text("documentType"), title=document.text("title"), author=document.text("author"),
        published=document.moment("datePublished"),
    )  # fmt: skip


def _party(ocid: str, party: Part, rows: TenderRows) -> None:
    who, point = party.party(), party.inner("contactPoint")
    founded = party.inner("details").moment("incorporationDate")
    rows.add(
        "parties", party.line, party.path, ocid=ocid, party_id=who.key, name=who.name,
        credit_code=party.inner("identifier").text("id"), address=party.inner("address").text("streetAddress"),
        phone=point.text("telephone"), email=point.text("email"), contact=point.text("name"),
        founded=founded.date() if founded else None,
    )  # fmt: skip


def _keys(parties: Sequence[Party]) -> str:
    return BETWEEN.join(party.key for party in parties)


def _names(parties: Sequence[Party]) -> str:
    return "、".join(party.name for party in parties)
