"""Rows that can be read and yet are not judged with the others: another currency, money that came in, what was undone, a year far off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from xuncha.base.arrays import np
from xuncha.base.sheets_columns import Marks, Numbers
from xuncha.base.words import Sentence
from xuncha.screening.core.body import Body
from xuncha.screening.core.cells import as_text
from xuncha.screening.core.faults import Faults
from xuncha.screening.core.layout import Head
from xuncha.screening.core.vocabulary import Vocabulary, said

BOTH_CURRENCIES = ("本币", "本位币", "原币", "外币")
"""Headings of a book that keeps both amounts: then the amount read is that in the books' own currency."""
FAR_YEARS = 3
RARE = 50
"""One row in so many, or a single one."""
FEWEST_DAYS = 10
_FOREIGN = Sentence(
    "与其他行不是同一币种，这一行没有参加筛查",
    "is another currency than that of the other rows; the row is left out",
)
_CONVERT = Sentence(
    "请折算成人民币，或按币种分成几个文件分别筛查。",
    "Convert it, or screen each currency in a file of its own.",
)
_RECEIVED = Sentence(
    "有 {number} 行是收入，不是付款，未参加筛查",
    "{number} rows are money received, not paid, and are left out",
)
_UNDONE = Sentence(
    "有 {number} 行的状态是作废、退回或未付，未参加筛查",
    "{number} rows are void, returned or unpaid by their status and are left out",
)
_FAR = Sentence(
    "与表里其他日期相差多年，疑似写错，这一行不参加要看日期的筛查",
    "is years away from the other days of the sheet and looks mistaken; screens that look at days skip the row",
)
_CHECK = Sentence("请核对凭证上的日期。", "Check the day on the voucher.")


def not_judged(body: Body, head: Head, words: Vocabulary, faults: Faults) -> Marks:
    """The bookings that are left out, each named or counted."""
    out = np.zeros(len(body.rows), np.bool_)
    fields = body.columns.fields
    titles = "".join(part for parts in head.titles for part in parts)
    if "currency" in fields and not any(word in titles for word in BOTH_CURRENCIES):
        out |= _foreign(body, words, faults)
    if "flow" in fields and body.columns.kind == "payments":
        received = body.column("flow", body.rows).where(
            lambda cell: said(as_text(cell)) in words.cells["received"]
        )
        if received.any():
            faults.count(int(received.sum()), _RECEIVED, row=int(body.rows[received][0]) + 1)
        out |= received
    if "status" in fields:
        undone = body.column("status", body.rows).where(
            lambda cell: said(as_text(cell)) in words.cells["undone"]
        )
        if undone.any():
            faults.count(int(undone.sum()), _UNDONE, row=int(body.rows[undone][0]) + 1)
        out |= undone
    return out


def _foreign(body: Body, words: Vocabulary, faults: Faults) -> Marks:
    """The rows in another currency than most; of those that name none or yuan it is yuan."""
    column = body.column("currency", body.rows)
    codes = column.each(lambda cell: _code(said(as_text(cell)), words))
    if not codes:
        return np.zeros(0, np.bool_)
    own = faults.said.setdefault("currency", Counter(codes).most_common(1)[0][0])
    foreign = np.array([code != own for code in codes], np.bool_)
    at = np.flatnonzero(foreign)
    bad = list(zip(body.rows[at].tolist(), column.picked(at).cells(), strict=True))
    faults.cells(body.columns.header("currency"), bad, _FOREIGN, _CONVERT)
    return foreign


def _code(word: str, words: Vocabulary) -> str:
    return "" if word in words.cells["yuan"] else word


def without_far_years(
    body: Body, rows: Numbers, days: Sequence[date | None], faults: Faults
) -> list[date | None]:
    """The days of a book; one that alone lies years away from all others is left open and named."""
    counted = Counter(day.year for day in days if day)
    total = counted.total()
    usual = [year for year, number in counted.items() if number > max(1, total // RARE)]
    far = {
        year for year in counted if all(abs(year - other) >= FAR_YEARS for other in usual)
    } if usual and total >= FEWEST_DAYS else set()  # fmt: skip
    bad = [(row, day) for row, day in zip(rows.tolist(), days, strict=True) if day and day.year in far]
    header = body.columns.header("day") or body.columns.header("dom")
    faults.cells(header, bad, _FAR, _CHECK)
    return [None if day and day.year in far else day for day in days]
