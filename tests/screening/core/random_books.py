"""Random books with ties, gaps and reversals, laid into an engine, and what a screen needs to be asked there."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from tests.screening.core.books import JOURNAL, PAYMENTS, read
from xuncha.base.workdays import Calendar
from xuncha.screening.core.books import lay_books
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.screen import Screen
from xuncha.screening.core.terms import Term, pattern, terms_of, words_of
from xuncha.screening.facts import shipped_rules, standing

Rows = list[list[object]]
START = date(2024, 1, 1)


def journal() -> Rows:
    """Some 1,800 bookings of two months."""
    chance = random.Random(5)
    body: Rows = [[*JOURNAL, "科目名称"]]
    for number in range(900):
        if chance.random() < 0.02:
            continue
        day = START + timedelta(days=number // 15)
        amount = chance.choice([1000, 20_000, 50_000, 99_999.5, 100_000, -20_000, 1_800])
        payee = chance.choice(["甲公司", "乙公司", "丙 公司", "建筑业协会", "", "丁（东区）"])
        summary = chance.choice(["付款", "付差旅费", "结转", "会费"])
        hands = chance.choice(["张三", "李四"]), chance.choice(["张三", "王五"])
        name = chance.choice(["银行存款", "银行存款", "库存现金"])
        voucher = ["01", day, "记", str(number % 450), summary]
        body.append([*voucher, "5001", amount, None, payee, *hands, "业务活动费用"])
        body.append([*voucher, {"库存现金": "1001"}.get(name, "1002"), None, amount, payee, *hands, name])
    return body


def payment_list() -> Rows:
    """A payment list, some of its rows without a day or a number."""
    chance = random.Random(6)
    body: Rows = [PAYMENTS]
    for _ in range(600):
        day = START + timedelta(days=chance.randrange(50)) if chance.random() < 0.97 else "某天"
        amount = chance.choice([20_000, 50_000, 150_000, 99_999.5, 100_000.5, 299_999.99, -50_000])
        payee = chance.choice(["甲公司", "乙公司", "丙协会", ""])
        body.append(
            [day, chance.choice(["", "1", "2", "3"]), payee, chance.choice(["付款", "拨款", "货款"]), amount]
        )
    for number in range(20):
        for amount in (1_264.5, 8_735.5):
            body.append([START + timedelta(days=number), "", f"小店{number}", "付款", amount])
    return body


def laid(engine: Engine, body: Rows) -> Engine:
    """The engine, filled and locked, with the days off of the official calendar."""
    lay_books(engine, [read(body)], standing(shipped_rules(), date(2026, 1, 1)))
    calendar = Calendar.official()
    engine.set_off_days(day for day in engine.days() if not calendar.is_workday(day))
    return engine


def terms_and_words(screen: Screen) -> tuple[tuple[Term, ...], dict[str, str]]:
    rules = shipped_rules()
    return terms_of(screen, rules), {
        name: pattern(rule.value) for name, rule in words_of(screen, rules, START).items()
    }


def plain(rows: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    """Rows that a screen found, comparable; quantities to nine places."""
    told = (
        (tuple(sorted(row["ids"])), *(_rounded(row[name]) for name in sorted(row) if name != "ids"))
        for row in rows
    )
    return sorted(told, key=repr)


def _rounded(value: object) -> object:
    return round(value, 9) if isinstance(value, float) else value
