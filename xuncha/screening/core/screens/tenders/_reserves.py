"""Reserve prices of processes."""

from __future__ import annotations

from xuncha.screening.core.expressions import ir


def reserves(tenders: ir.Table) -> ir.Table:
    """`reserve` in cents of each process that has one (its budget where no reserve price is told), with `process`, its row."""
    priced = tenders.mutate(known=tenders.reserve.fill_null(tenders.amount))
    priced = priced.filter(priced.known > 0, priced.currency != "")
    return priced.select("process", "currency", reserve=priced.known)
