"""Which processes, bids and awards the tender screens look at, by the statuses of OCDS.

What is found of bids and awards alone (`submitted`, `offers`, `single_winners`) is found in all processes: a screen brings it
together with the processes it looks at, in most cases at the end, when little is left to be looked up.
"""

from __future__ import annotations

import re
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
_PLAIN_WORDS = re.compile(r"[\w|]+")
"""A list of words in none of which a letter means anything but itself."""

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
    if words == pattern(()):
        return ibis.literal(True)
    if _PLAIN_WORDS.fullmatch(words):
        return text.isin(words.split("|"))
    return text.re_search(f"^(?:{words})$")


def running(t: Tables, *lists: str) -> ir.Table:
    """The processes that were not cancelled, without those whose way of procurement a list of words names.

    `process` is the number of its row: by it, not by the long `ocid`, rows are put together.
    """
    tenders = t.tenders.mutate(process=t.tenders.id).drop("sheet", "row", "path")
    looked_at = tenders.filter(tenders.status != "cancelled")
    named = [words for words in map(t.words, lists) if words != pattern(())]
    if not named:
        return looked_at
    ways = ways_of(t)
    for words in named:
        ways = ways.filter(~written(ways.method_details).re_search(words))
    return looked_at.semi_join(ways, "method_details")


def ways_of(t: Tables) -> ir.Table:
    """The different `method_details`, of which there are few: to look for words in each process would take long."""
    return t.kept(t.tenders.select("method_details").distinct())


def of(parts: ir.Table, tenders: ir.Table) -> ir.Table:
    """The rows that belong to these processes, with `process`."""
    return parts.join(tenders.select("ocid", "process"), "ocid")


def plain(parts: ir.Table) -> ir.Table:
    """Every bid or award, a row a partner, without what only leads back to the file."""
    return parts.drop("ocid", "bid_id", "sheet", "row", "path")


def called(found: ir.Table, tenders: ir.Table) -> ir.Table:
    """The rows with `title`: the name of their process, or its number where it has none."""
    return found.join(tenders.select("process", title=first_said(tenders.title, tenders.ocid)), "process")


def submitted(t: Tables) -> ir.Table:
    """Bids of all processes that were handed in and not withdrawn, one row a bid."""
    bids = plain(t.bids)
    return bids.filter(bids.nth == 1, ~bids.status.isin(NOT_SUBMITTED))


def valid(t: Tables) -> ir.Table:
    """Valid bids of one tenderer in all processes, one row a bid."""
    bids = plain(t.bids)
    return bids.filter(bids.status == "valid", bids.partners == 1, bids.tenderer_id != "")


def priced(bids: ir.Table) -> ir.Table:
    """Those with an amount and a currency."""
    return bids.filter(bids.amount.notnull(), bids.currency != "")


def decided(t: Tables) -> ir.Table:
    """Awards of all processes in which every award is final."""
    awards = plain(t.awards)
    return awards.anti_join(awards.filter(~awards.status.isin(FINAL)), "process")


def won(t: Tables, tenders: ir.Table) -> ir.Table:
    """Active awards to one supplier, one row an award; whether other awards are still open is not asked."""
    awards = plain(t.awards).semi_join(tenders, "process")
    return awards.filter(awards.status == "active", awards.partners == 1, awards.supplier_id != "")


def single_winners(t: Tables) -> ir.Table:
    """Lots of all processes with one winner: all awards final, one of them active, to one supplier: `winner`, `award`."""
    awards = decided(t)
    active = awards.filter(awards.status == "active", awards.nth == 1)
    several = active.group_by(LOT).agg(number=active.count())
    one = active.anti_join(several.filter(several.number > 1), LOT)
    one = one.filter(one.partners == 1, one.supplier_id != "")
    return t.kept(one.select(*LOT, "moment", winner="supplier_id", winner_name="supplier", award="id"))


def offers(t: Tables) -> ir.Table:
    """Valid bids of one tenderer with a price, in all processes."""
    return t.kept(priced(valid(t)).select(*PRICED, "id", "amount", "tenderer_id"))


def with_rows(found: ir.Table, bids: ir.Table, by: Sequence[str]) -> ir.Table:
    """Each group with `ids`, the numbers of its bids in order of reading, gathered for the groups that were found only."""
    theirs = bids.select(*by, "id").semi_join(found, list(by))
    return found.join(theirs.group_by(list(by)).agg(ids=rows(theirs.id)), list(by))


def second_lowest(t: Tables, tenders: ir.Table) -> ir.Table:
    """Lots won by the lowest valid bid, with the next lowest of another tenderer: `win`, `other` in cents, and `ratio`."""
    winners = single_winners(t).drop("moment")
    bids = offers(t).join(winners.select(*LOT, "winner"), LOT)
    its = bids.tenderer_id == bids.winner
    found = bids.group_by(PRICED).agg(win=bids.amount.min(where=its), other=bids.amount.min(where=~its))
    found = found.filter(found.win > 0, found.other >= found.win)
    found = found.join(winners.semi_join(tenders, "process"), LOT)
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
