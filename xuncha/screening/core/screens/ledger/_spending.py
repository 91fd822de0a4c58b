"""What money was spent on: debits of the journal, or the payment list of a unit that handed in no journal."""

from __future__ import annotations

from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said, plain
from xuncha.screening.core.screen import Need
from xuncha.screening.core.view import Tables


def compared(name: ir.StringValue) -> ir.StringValue:
    """A name as it is compared: lower case, no blanks, one kind of brackets; as `party` of the payments is."""
    for before, after in (("（", "("), ("）", ")"), ("\u3000", ""), (" ", "")):
        name = name.replace(before, after)
    return name.lower()


NEEDS = (
    Need("lines", ("account_name", "category")),
    Need("lines", ("debit", "amount")),
    Need("lines", ("day",)),
)


def spending(t: Tables) -> ir.Table:
    """Rows of spending with their parameters: id, unit, day, ref, payee, code, named, label, fund, words, amount.

    `named` is account name and economic class as booked; `label` is the same, `fund` project, nature of funds and
    budget line, in lower case without blanks. Debits on cash accounts and of sets of books that do not count are left
    out; credits too, so that a carrying over at the year's end takes nothing away.
    """
    e = t.dated("entries")
    e = e.filter(e.counts, ~e.cash, e.debit != 0)
    e = e.mutate(amount=e.debit, code=e.account_code, named=e.account_name + e.category)
    p = t.dated("payments")
    p = p.anti_join(t.entries.filter(t.entries.counts), "unit")
    p = p.mutate(code=ibis.literal(""), named=p.category)
    settings = sorted(name for name in e.columns if name.startswith("setting_"))
    return ibis.union(*(_told(rows).select(*COLUMNS, *settings) for rows in (e, p)))


COLUMNS = ("id", "unit", "day", "ref", "payee", "code", "named", "label", "fund", "words", "amount")


def _told(rows: ir.Table) -> ir.Table:
    return rows.mutate(label=plain(rows.named), fund=plain(rows.project + rows.nature + rows.function))


def personal(name: ir.StringValue, letters: ir.IntegerValue, bodies: str) -> ir.BooleanValue:
    """Whether a payee may be a person: two letters or more, no more than are set, and no word of a body in it."""
    bare = compared(name)
    return (bare.length() >= 2) & (bare.length() <= letters) & ~bare.re_search(bodies)


def payee_said(payee: ir.StringValue) -> ir.StringValue:
    """The payee for a sentence; a dash where there is none."""
    return first_said(payee, ibis.literal("—"))
