"""Bank accounts that were paid under more than one name."""

from __future__ import annotations

from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import listed, rows, total

SHOWN = 5
"""So many names are told in the sentence; the rows show all."""


def bare(account: ir.StringValue) -> ir.StringValue:
    """An account number without blanks and hyphens."""
    return account.replace(" ", "").replace("-", "")


def several_names(paid: ir.Table) -> ir.Table:
    """Of payments (id, bare `account`, `name` as compared, `said` as written, amount) the accounts with several names.

    A row an account: ids, amount, times, number and names, tail (its last four digits).
    """
    names = paid.group_by("account", "name").agg(said=paid.said.min(), first=paid.id.min())
    nth = ibis.row_number().over(ibis.window(group_by="account", order_by="first"))
    names = names.mutate(nth=nth)
    several = names.group_by("account").agg(
        number=names.count(), names=listed(names.said, names.nth, names.nth < SHOWN)
    )
    sums = paid.group_by("account").agg(ids=rows(paid.id), amount=total(paid.amount), times=paid.count())
    found = sums.join(several.filter(several.number > 1), "account")
    return found.mutate(tail=found.account.right(4)).drop("account")
