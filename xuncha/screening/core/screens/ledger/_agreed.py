"""Contracts and projects as they are met in the books, by exact names only."""

from __future__ import annotations

from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.screens.ledger._spending import compared
from xuncha.screening.core.view import Tables


def contracts(t: Tables) -> ir.Table:
    """The contracts with `party` and `lot`, the other party and the project as they are compared."""
    c = t.contracts
    return c.mutate(party=compared(c.supplier), lot=compared(c.project)).filter(lambda one: one.party != "")


def projects(t: Tables) -> ir.Table:
    """Each project by what it may be called in the books, its title and its number: lot, title, budget, done_on.

    `budget` is what was approved, or the contract with its changes. A name that two rows of the list bear is left out.
    """
    rows = t.projects
    budget = ibis.coalesce(rows.approved, rows.price + rows.changed.fill_null(0))
    rows = rows.mutate(budget=budget)
    names = ibis.union(*(rows.mutate(lot=compared(rows[name])) for name in ("title", "number")))
    names = names.filter(names.lot != "")
    told = names.group_by("lot").agg(
        listed=names.id.nunique(),
        title=names.title.max(),
        budget=names.budget.max(),
        done_on=names.done_on.max(),
    )
    return told.filter(told.listed == 1).drop("listed")


def costs(t: Tables) -> ir.Table:
    """What was paid for projects, with the parameters of its day: id, day, lot, words, amount.

    In a journal the bookings to a project in vouchers that pay money, so that a cost which is accrued, paid and made an
    asset counts once; else the payment list of a unit that handed in no journal.
    """
    paying = t.entries.filter(t.entries.counts, t.entries.cash, t.entries.credit != 0)
    e = t.dated("entries")
    e = e.filter(e.counts, ~e.cash, e.project != "", e.debit != 0).semi_join(paying, "voucher")
    e = e.mutate(amount=e.debit)
    p = t.dated("payments")
    p = p.filter(p.project != "", p.amount != 0).anti_join(t.entries.filter(t.entries.counts), "unit")
    settings = sorted(name for name in e.columns if name.startswith("setting_"))
    told = ("id", "day", "words", "amount", *settings)
    return ibis.union(*(rows.select(*told, lot=compared(rows.project)) for rows in (e, p)))
