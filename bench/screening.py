"""How fast books are read and screened: rows a second, and the screens as a multiple of a raw scan of the same rows.

The rows are invented. Scan and screens run on the same engine in one process, five times each, and the median counts: on a
busy machine compare the ratios, not the seconds. Screens include their sentences and evidence rows.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import partial

from bench.figure import Figure, seconds
from xuncha.base.sheets_in import Book, Sheet
from xuncha.base.workdays import Calendar
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.reading import Source, read_sheet
from xuncha.screening.core.run import run_screen, screens
from xuncha.screening.facts import shipped_rules, standing, vocabulary

ROWS = 200_000
RUNS = 5
COUNTY_YEAR = 20.0
"""Seconds promised for a county's year of a million lines through every screen."""
HEAD = [
    "会计体系",
    "日期",
    "凭证字",
    "凭证号",
    "摘要",
    "科目编码",
    "科目名称",
    "借方金额",
    "贷方金额",
    "往来单位",
    "制单人",
    "审核人",
]
START = date(2024, 1, 1)
SCAN = "SELECT count(*), sum(debit), sum(credit), max(day_number), max(length(summary)), max(length(payee)) FROM lines"


def journal(rows: int) -> list[list[object]]:
    """A journal of `rows` bookings: one year, 60 units' worth of payees, two lines a voucher."""
    chance = random.Random(1)
    body: list[list[object]] = [list(HEAD)]
    for number in range(rows // 2):
        day = START + timedelta(days=chance.randrange(366))
        cents = chance.randrange(1_000, 9_000_000)
        payee, summary = f"供应商{chance.randrange(3_000)}", f"付款事项{chance.randrange(400)}"
        for code, name, debit, credit in (
            ("5001", "业务活动费用", cents / 100, None),
            ("1002", "银行存款", None, cents / 100),
        ):
            body.append(
                [
                    "01",
                    day,
                    "记",
                    f"{number:07d}",
                    summary,
                    code,
                    name,
                    debit,
                    credit,
                    payee,
                    f"人{number % 7}",
                    f"人{number % 11}",
                ]
            )
    return body


def figures() -> list[Figure]:
    """Rows a second of each step, and the screens as multiples of a raw scan."""
    sheet = Sheet("账", journal(ROWS))
    source = Source("账.xlsx", "0" * 64, Book("账.xlsx", (sheet,)))
    rules = shipped_rules()
    records = read_sheet(source, sheet, vocabulary())
    read = seconds(lambda: read_sheet(source, sheet, vocabulary()))
    found = [Figure("screening: cells into records", ROWS / read, "rows/s")]
    with Engine(standing(rules, date(2026, 1, 1))) as engine:
        load = seconds(lambda: engine.load(records), 1)
        scan = seconds(lambda: engine.rows(SCAN), RUNS)
        lay = seconds(engine.lay_tables, 1)
        spent = {
            one.key: seconds(partial(run_screen, engine, one, rules, Calendar.official()), RUNS)
            for one in screens()
        }
    found += [
        Figure("screening: records into the engine", ROWS / load, "rows/s"),
        Figure("screening: canonical tables / raw scan", lay / scan, "x"),
    ]
    found += [Figure(f"screening: {key} / raw scan", took / scan, "x") for key, took in spent.items()]
    every = read + load + lay + sum(spent.values())
    found.append(
        Figure(
            "screening: a county's year (10^6 lines), every screen",
            every / ROWS * 1_000_000,
            "s",
            COUNTY_YEAR,
        )
    )
    return found
