"""Who bids together with whom."""

from __future__ import annotations

from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.screens.tenders._processes import single_winners, submitted
from xuncha.screening.core.view import Tables


def appearances(t: Tables, tenders: ir.Table) -> ir.Table:
    """One row for each tenderer of each process: `bid` (its first), whether it `won`, and the `winner` ("" if not known)."""
    bids = submitted(t).semi_join(tenders, "process")
    bids = bids.filter(bids.partners == 1, bids.tenderer_id != "")
    once = bids.group_by(["process", "tenderer_id"]).agg(
        bid=bids.id.min(), tenderer=bids.tenderer.max(), bid_amount=bids.amount.max()
    )
    wins = single_winners(t)
    wins = wins.group_by("process").agg(winner=wins.winner.max(), winner_name=wins.winner_name.max())
    both = once.left_join(wins, "process").drop("process_right")
    both = both.mutate(winner=both.winner.fill_null(""), winner_name=both.winner_name.fill_null(""))
    return both.mutate(won=both.winner == both.tenderer_id)


def contested(rows: ir.Table) -> ir.Table:
    """Appearances in processes with two tenderers or more, with `field`: how many there were."""
    rows = rows.mutate(field=rows.bid.count().over(ibis.window(group_by="process")))
    return rows.filter(rows.field > 1)


def pairs(rows: ir.Table) -> ir.Table:
    """Two tenderers of one process: `one` < `other`, with their bids."""
    one = rows.select("process", "bid", "winner", one=rows.tenderer_id, one_name=rows.tenderer)
    other = rows.select("process", other_bid=rows.bid, other=rows.tenderer_id, other_name=rows.tenderer)
    both = one.join(other, "process")
    return both.filter(both.one < both.other)
