"""Which processes, bids and awards the tender screens look at, by the statuses of OCDS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said, rows
from xuncha.screening.core.screen import Setting
from xuncha.screening.core.terms import pattern
from xuncha.screening.core.view import Tables

FINAL = ("", "active", "cancelled", "unsuccessful")
"""Statuses of awards that will not change any more."""
NOT_SUBMITTED = ("", "invited", "withdrawn")
LOT = ["process", "lot_id"]
PRICED = [*LOT, "currency"]
SAID = [*PRICED, "id", "amount", "status", "tenderer_id", "tenderer", "who", "partners"]

SKIP = Setting(
    "skip", "words", Sentence("不看这些采购方式的项目", "ways of procurement that are not looked at")
)
NO_PRICE = Setting(
    "no_price",
    "words",
    Sentence("不按价格比较的采购方式", "ways of procurement in which prices are not compared"),
)
NOT_CANCELLED = Sentence("已取消的采购项目不看", "Cancelled processes are left out")
ONE_CURRENCY = Sentence(
    "不同币种、不同标段分开比较", "Currencies and lots are compared apart, never together"
)


def settings(t: Tables) -> Mapping[str, int]:
    """The numbers of a screen that compares all rows with each other: those that hold last."""
    return t.spans("tenders")[-1][1]


def written(text: ir.StringValue) -> ir.StringValue:
    """A text as it is compared with a list of words: lower case, no spaces."""
    return text.lower().replace(" ", "")


def among(text: ir.StringValue, words: str) -> ir.BooleanValue:
    """Whether a text is one of a list of words, as `t.words` gives it; an empty list takes everything."""
    return ibis.literal(True) if words == pattern(()) else text.re_search(f"^(?:{words})$")


def running(t: Tables, *lists: str) -> ir.Table:
    """The processes that were not cancelled, without those whose way of procurement a list of words names.

    `process` is the number of its row: by it, not by the long `ocid`, rows are put together.
    """
    tenders = t.tenders.mutate(process=t.tenders.id).drop("sheet", "row", "path")
    looked_at = tenders.filter(tenders.status != "cancelled")
    named = [words for words in map(t.words, lists) if words != pattern(())]
    if not named:
        return looked_at
    for words in named:
        looked_at = looked_at.filter(~written(looked_at.method_details).re_search(words))
    return tenders.semi_join(t.kept(looked_at.select("process")), "process")


def of(parts: ir.Table, tenders: ir.Table) -> ir.Table:
    """The rows that belong to these processes, with `process`."""
    return parts.join(tenders.select("ocid", "process"), "ocid")


def bids_of(t: Tables, tenders: ir.Table) -> ir.Table:
    """Every bid of these processes, with `process`, a row a partner."""
    return _plain(t.bids).semi_join(tenders, "process")


def awards_of(t: Tables, tenders: ir.Table) -> ir.Table:
    """Every award of these processes, with `process`, a row a partner."""
    return _plain(t.awards).semi_join(tenders, "process")


def _plain(parts: ir.Table) -> ir.Table:
    """The rows without what only leads back to the file."""
    return parts.drop("ocid", "bid_id", "sheet", "row", "path")


def called(found: ir.Table, tenders: ir.Table) -> ir.Table:
    """The rows with `title`: the name of their process, or its number where it has none."""
    return found.join(tenders.select("process", title=first_said(tenders.title, tenders.ocid)), "process")


def submitted(t: Tables, tenders: ir.Table) -> ir.Table:
    """Bids that were handed in and not withdrawn, one row a bid, in the columns `SAID`."""
    bids = bids_of(t, tenders)
    return t.kept(bids.filter(bids.nth == 1, ~bids.status.isin(NOT_SUBMITTED)).select(*SAID))


def valid(t: Tables, tenders: ir.Table) -> ir.Table:
    """Valid bids of one tenderer, one row a bid."""
    bids = bids_of(t, tenders)
    return bids.filter(bids.status == "valid", bids.partners == 1, bids.tenderer_id != "")


def priced(bids: ir.Table) -> ir.Table:
    """Those with an amount and a currency."""
    return bids.filter(bids.amount.notnull(), bids.currency != "")


def decided(t: Tables, tenders: ir.Table) -> ir.Table:
    """Awards of processes in which every award is final."""
    awards = awards_of(t, tenders)
    return awards.anti_join(awards.filter(~awards.status.isin(FINAL)), "process")


def won(t: Tables, tenders: ir.Table) -> ir.Table:
    """Active awards to one supplier, one row an award; whether other awards are still open is not asked."""
    awards = awards_of(t, tenders)
    return awards.filter(awards.status == "active", awards.partners == 1, awards.supplier_id != "")


def single_winners(t: Tables, tenders: ir.Table) -> ir.Table:
    """Processes (lots) with one winner: all awards final, one of them active, to one supplier: `winner`, `award`."""
    awards = decided(t, tenders)
    active = awards.filter(awards.status == "active", awards.nth == 1)
    found = active.group_by(LOT).agg(
        number=active.count(), partners=active.partners.max(), winner=active.supplier_id.max(),
        winner_name=active.supplier.max(), award=active.id.min(), moment=active.moment.min(),
    )  # fmt: skip
    found = found.filter(found.number == 1, found.partners == 1, found.winner != "")
    return t.kept(found.drop("number", "partners"))


def offers(t: Tables, tenders: ir.Table) -> ir.Table:
    """Valid bids of one tenderer with a price."""
    return t.kept(priced(valid(t, tenders)).select(*PRICED, "id", "amount", "tenderer_id"))


def with_rows(found: ir.Table, bids: ir.Table, by: Sequence[str]) -> ir.Table:
    """Each group with `ids`, the numbers of its bids in order of reading, gathered for the groups that were found only."""
    theirs = bids.select(*by, "id").semi_join(found, list(by))
    return found.join(theirs.group_by(list(by)).agg(ids=rows(theirs.id)), list(by))


def second_lowest(t: Tables, tenders: ir.Table) -> ir.Table:
    """Lots won by the lowest valid bid, with the next lowest of another tenderer: `win`, `other` in cents, and `ratio`."""
    winners = single_winners(t, tenders).drop("moment")
    bids = offers(t, tenders).join(winners.select(*LOT, "winner"), LOT)
    its = bids.tenderer_id == bids.winner
    found = bids.group_by(PRICED).agg(win=bids.amount.min(where=its), other=bids.amount.min(where=~its))
    found = found.filter(found.win > 0, found.other >= found.win).join(winners, LOT)
    return t.kept(found.mutate(ratio=(found.other - found.win) / found.win))


def with_both(found: ir.Table, bids: ir.Table) -> ir.Table:
    """Lots of `second_lowest` with `win_bid` and `other_bid`, the first of their bids at these prices."""
    theirs = bids.join(found.select(*PRICED, "win", "other", "winner"), PRICED)
    its = theirs.tenderer_id == theirs.winner
    both = theirs.group_by(PRICED).agg(
        win_bid=theirs.id.min(where=its & (theirs.amount == theirs.win)),
        other_bid=theirs.id.min(where=~its & (theirs.amount == theirs.other)),
    )
    return found.join(both, PRICED)


def percent(share: ir.FloatingValue, digits: int = 1) -> ir.FloatingValue:
    """A share as a number of per cent to be shown."""
    return (share * 100).round(digits)
