"""One side of a race over a file of bookings, as a process of its own: ``python -m bench.six_screens ours|pandas FILE``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

START = "2024-01-01"
SIX = (
    "benford_first_two",
    "duplicate_payments",
    "non_working_days",
    "round_split",
    "splitting",
    "voucher_gaps",
)
READ = (
    "unit",
    "day",
    "book",
    "voucher_type",
    "voucher_no",
    "summary",
    "account_code",
    "account_name",
    "debit",
    "credit",
    "payee",
)
"""The columns that these screens look at."""


def ours(path: Path) -> int:
    """From the file to doubts with sentences and evidence rows; how many doubts there are."""
    from xuncha.base.workdays import Calendar
    from xuncha.screening.core.canonical import canonical_file
    from xuncha.screening.core.run import run_canonical, screens
    from xuncha.screening.facts import shipped_rules, standing

    rules = shipped_rules()
    books = canonical_file(path)
    if books is None:
        raise ValueError(f"{path} has no canonical columns")
    chosen = [one for one in screens() if one.key in SIX]
    told, _ = run_canonical(
        books, "0" * 64, rules=rules, standing=standing(rules, date.max), calendar=Calendar.official(), chosen=chosen
    )  # fmt: skip
    return sum(outcome.found for outcome in told.outcomes)


def with_pandas(path: Path) -> int:
    """The same six questions asked of pandas, without evidence or sentences; gives how many rows it marks."""
    import pandas as pd

    lines = pd.read_parquet(path, columns=list(READ))
    paid = lines[(lines.account_code == "1002") & (lines.credit > 0)].copy()
    paid["day"] = pd.to_datetime(paid["day"])
    paid = paid.sort_values(["unit", "payee", "day"])
    days = paid.groupby(["unit", "payee", "credit"])["day"].diff().dt.days
    doubled = (days <= 30).sum()
    windows = paid.set_index("day").groupby(["unit", "payee"])["credit"].rolling("8D")
    split = ((windows.sum() >= 10_000_000) & (windows.count() >= 2)).sum()
    months = paid.groupby(["unit", "payee", paid.day.dt.to_period("M")])["credit"].agg(["sum", "count"])
    rounded = ((months["sum"] % 1_000_000 == 0) & (months["count"] > 1)).sum()
    off = paid.day.isin(pd.bdate_range(START, periods=400)).eq(False).sum()
    numbers = lines.assign(
        month=pd.to_datetime(lines.day).dt.to_period("M"), number=lines.voucher_no.astype("int64")
    )
    spans = numbers.groupby(["unit", "voucher_type", "month"])["number"].agg(["min", "max", "nunique"])
    gaps = (spans["max"] - spans["min"] + 1 - spans["nunique"]).sum()
    digits = paid.credit.astype(str).str[:2].groupby(paid.unit).value_counts()
    return int(doubled + split + rounded + off + gaps + len(digits))


if __name__ == "__main__":
    print({"ours": ours, "pandas": with_pandas}[sys.argv[1]](Path(sys.argv[2])))
