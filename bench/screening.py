"""How fast books are read and screened: rows a second, the screens as a multiple of a raw scan, Ibis beside SQL by hand.

The rows are invented. Everything that is compared runs on the same engine in one process, five times each, and the median of the
CPU seconds counts, so that the ratios hold on a busy machine. Screens include their sentences and evidence rows.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from bench.figure import Figure, cpu_seconds
from xuncha.base.sheets_in import Book, Sheet
from xuncha.base.workdays import Calendar
from xuncha.screening.core.books import lay_books
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.reading import Records, Source, read_sheet
from xuncha.screening.core.run import run_screen, screens
from xuncha.screening.core.screen import Screen
from xuncha.screening.core.terms import pattern, terms_of, words_of
from xuncha.screening.facts import shipped_rules, standing, vocabulary

ROWS = 200_000
RUNS = 5
COUNTY_YEAR = 20.0
"""Seconds promised for a county's year of a million lines through every screen."""
IBIS = 1.10
"""An Ibis form may take so many times what SQL by hand takes; summed over the screens that have both."""
HEAD = [
    "会计体系", "日期", "凭证字", "凭证号", "摘要", "科目编码", "科目名称", "借方金额", "贷方金额", "往来单位", "制单人", "审核人",
]  # fmt: skip
START = date(2024, 1, 1)
SCAN = (
    "SELECT count(*), sum(debit), sum(credit), max(day), max(length(summary)), max(length(payee)) FROM lines"
)
BY_HAND = Path(__file__).parents[1] / "tests" / "screening" / "core" / "by_hand"


def journal(rows: int) -> list[list[object]]:
    """A journal of `rows` bookings: one year, 3,000 payees, two lines a voucher."""
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
            voucher = ["01", day, "记", f"{number:07d}", summary]
            body.append([*voucher, code, name, debit, credit, payee, f"人{number % 7}", f"人{number % 11}"])
    return body


def figures() -> list[Figure]:
    """CPU of each step, the screens as multiples of a raw scan, and what a county's year takes."""
    sheet = Sheet("账", journal(ROWS))
    source = Source("账.xlsx", "0" * 64, Book("账.xlsx", (sheet,)))
    records = read_sheet(source, sheet, vocabulary())
    read = cpu_seconds(lambda: read_sheet(source, sheet, vocabulary()), RUNS)
    lay = cpu_seconds(lambda: laid(records).__exit__(), RUNS)
    found = [
        Figure("screening: cells into records", ROWS / read, "rows/s"),
        Figure("screening: records into canonical tables", ROWS / lay, "rows/s"),
    ]
    with laid(records) as engine:
        scan = cpu_seconds(lambda: engine.rows(SCAN), RUNS)
        spent = {one.key: cpu_seconds(partial(_run, engine, one), RUNS) for one in screens()}
        found += [Figure(f"screening: {key} / raw scan", took / scan, "x") for key, took in spent.items()]
        found.append(Figure("screening: Ibis / SQL by hand", _ibis_over_hand(engine), "x", IBIS))
    every = (read + lay + sum(spent.values())) / ROWS * 1_000_000
    name = f"screening: a county's year (10^6 lines), {len(spent)} screens, CPU"
    return [*found, Figure(name, every, "s", COUNTY_YEAR)]


def laid(records: Records) -> Engine:
    """An engine with these records, locked."""
    engine = Engine("ledger")
    lay_books(engine, [records], standing(shipped_rules(), date(2026, 1, 1)))
    return engine


def _run(engine: Engine, screen: Screen) -> None:
    run_screen(engine, screen, shipped_rules(), Calendar.official())


def _ibis_over_hand(engine: Engine) -> float:
    """CPU of all Ibis forms that have SQL by hand beside them, over that of the SQL; without the screens where SQL was chosen."""
    ours = hand = 0.0
    calendar = Calendar.official()
    engine.set_off_days(day for day in engine.days() if not calendar.is_workday(day))
    for screen in screens():
        path = BY_HAND / f"{screen.key}.sql"
        if not path.exists():
            continue
        terms = terms_of(screen, shipped_rules())
        words = {name: pattern(one.value) for name, one in words_of(screen, shipped_rules(), START).items()}
        query = engine.expression(screen, terms, words)
        engine.find(screen, query, terms, words)
        ask: Callable[..., object] = engine.rows
        ours += cpu_seconds(partial(ask, query), RUNS)
        hand += cpu_seconds(partial(ask, path.read_text(encoding="utf-8"), words), RUNS)
    return ours / hand
