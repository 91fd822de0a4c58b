"""How fast books are read and screened: rows a second, the screens as a multiple of a raw scan, Ibis beside SQL by hand.

The rows are invented. What is compared runs on the same engine in one process, five times each; ratios are medians of processor time,
which hold on a busy machine, the county's year is wall time of a quiet one. Screens include their sentences and evidence rows.
"""

from __future__ import annotations

import os
import random
import resource
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from bench.figure import Figure, cpu_seconds, seconds
from xuncha.base.sheets_in import Book, Sheet
from xuncha.base.workdays import Calendar
from xuncha.screening.core.books import lay_books
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.evidence import Origin
from xuncha.screening.core.reading import Records, Source, read_sheet
from xuncha.screening.core.run import run_screen, screens
from xuncha.screening.core.screen import Screen
from xuncha.screening.core.terms import pattern, terms_of, words_of
from xuncha.screening.facts import shipped_rules, standing, vocabulary

ROWS, YEAR, BIG = 200_000, 1_000_000, 10_000_000
RUNS = 5
COUNTY_YEAR = 20.0
"""Seconds promised for a county's year of a million lines through every screen."""
IBIS = 1.10
"""An Ibis form may take so many times what SQL by hand takes; summed over the screens that have both."""
HEAD = [
    "会计体系", "日期", "凭证字", "凭证号", "摘要", "科目编码", "科目名称", "借方金额", "贷方金额", "往来单位", "制单人", "审核人",
]  # fmt: skip
START = date(2024, 1, 1)
BOOKINGS = """
WITH v AS (SELECT i, i * 48271 % 2147483647 AS r FROM range($vouchers) t(i))
SELECT 2 * i + side AS id, 'entries' AS kind, 0 AS sheet, 2 * i + side + 2 AS row,
    DATE '2024-01-01' + (r % 366)::INTEGER AS day, '单位' || (r % 60) AS unit, '01' AS book, '记' AS voucher_type,
    lpad(i::VARCHAR, 7, '0') AS voucher_no, '付款事项' || (r % 400) AS summary,
    if(side = 0, '5001', '1002') AS account_code, if(side = 0, '业务活动费用', '银行存款') AS account_name,
    if(side = 0, 1000 + r % 9000000, 0) AS debit, if(side = 1, 1000 + r % 9000000, 0) AS credit,
    '供应商' || (r % 3000) AS payee, '人' || (i % 7) AS maker, '人' || (i % 11) AS approver
FROM v, (VALUES (0), (1)) s(side)
"""
"""The lines of `$vouchers` invented vouchers, two each, over a year, 60 units and 3,000 payees."""
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
    """Each step, the screens as multiples of a raw scan, and what a county's year takes; much more with XUNCHA_BENCH_BIG=1."""
    sheet = Sheet("账", journal(ROWS))
    source = Source("账.xlsx", "0" * 64, Book("账.xlsx", (sheet,)))
    records = read_sheet(source, sheet, vocabulary())
    read = seconds(lambda: read_sheet(source, sheet, vocabulary()), RUNS)
    lay = seconds(lambda: laid(records).__exit__(), RUNS)
    found = [
        Figure("screening: cells into records", ROWS / read, "rows/s"),
        Figure("screening: records into canonical tables", ROWS / lay, "rows/s"),
    ]
    with invented(YEAR) as engine:
        scan = cpu_seconds(lambda: engine.rows(SCAN), RUNS)
        cpu = {one.key: cpu_seconds(partial(_run, engine, one), RUNS) for one in screens()}
        found += [Figure(f"screening: {key} / raw scan", took / scan, "x") for key, took in cpu.items()]
        found.append(Figure("screening: Ibis / SQL by hand", _ibis_over_hand(engine), "x", IBIS))
        every = seconds(lambda: [_run(engine, one) for one in screens()], RUNS)
    year = (read + lay) / ROWS * YEAR + every
    found.append(
        Figure(f"screening: a county's year (10^6 lines), {len(cpu)} screens", year, "s", COUNTY_YEAR)
    )
    return [*found, *(_big() if os.environ.get("XUNCHA_BENCH_BIG") else [])]


def _big() -> list[Figure]:
    """Every ledger screen over ten million lines: tables, screens, and the most memory that this process took."""
    start = time.perf_counter()
    with invented(BIG) as engine:
        for screen in screens():
            _run(engine, screen)
    took = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
    return [
        Figure("screening: 10^7 lines, tables and every screen", took, "s", 180.0),
        Figure("screening: 10^7 lines, most memory", memory, "GB", 4.0),
    ]


def invented(rows: int) -> Engine:
    """An engine with `rows` bookings made by the engine itself, two a voucher, locked."""
    engine = Engine("ledger")
    engine.take(Origin("账.xlsx", "0" * 64, "账"))
    engine.execute(f"INSERT INTO lines BY NAME {BOOKINGS}", {"vouchers": rows // 2})
    engine.claim(rows)
    lay_books(engine, [], standing(shipped_rules(), date(2026, 1, 1)))
    return engine


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
