"""Lines that leave day, number and hands to the first line of their voucher, as some programs write a journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from xuncha.base.arrays import np
from xuncha.base.sheets_columns import Numbers
from xuncha.base.words import Sentence
from xuncha.screening.core.body import Body
from xuncha.screening.core.faults import Faults

KEYS = ("day", "voucher_no")
MOSTLY = 0.95


def as_vouchers(body: Body, rows: Numbers, cents: Mapping[str, Sequence[int]], faults: Faults) -> Body:
    """The body in which a line without day and number takes those of the line above, where debits and credits prove it.

    Proved: the lines so put together balance in nearly every voucher. Without that proof blank cells stay blank.
    """
    keys = [name for name in KEYS if name in body.columns.fields]
    if not {"debit", "credit"} <= cents.keys() or "voucher_no" not in keys or not len(rows):
        return body
    bare = np.ones(len(rows), np.bool_)
    for name in keys:
        bare &= body.column(name, rows).blank()
    if bare[0] or not bare.any():
        return body
    starts = np.flatnonzero(~bare)
    net = np.array(cents["debit"], np.int64) - np.array(cents["credit"], np.int64)
    several = np.diff(np.append(starts, len(rows))) > 1
    balanced = np.add.reduceat(net, starts)[several] == 0
    if balanced.mean() < MOSTLY:
        return body
    heads = np.arange(len(body.every[0]), dtype=np.int64)
    heads[rows] = rows[starts[np.cumsum(~bare) - 1]]
    faults.count(
        int(bare.sum()),
        Sentence(
            "有 {number} 行没有写日期和凭证号，与上一行合起来借贷相等，按同一张凭证读",
            "{number} rows have no day and number, and balance with the lines above them: read as lines of that voucher",
        ),
        row=int(rows[bare][0]) + 1,
    )
    return replace(body, heads=heads)
