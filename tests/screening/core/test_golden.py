"""A screen gives the same rows as the SQL written for it by hand, on random books with ties, gaps and reversals.

The SQL is the screen's own, where it runs faster than the expression, or lies in `by_hand` as the measure of it.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from tests.screening.core.books import JOURNAL, PAYMENTS, read
from xuncha.base.workdays import Calendar
from xuncha.screening.core.books import lay_books
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.run import screens
from xuncha.screening.core.screen import Screen
from xuncha.screening.core.terms import FIRST, LAST, Term, pattern, terms_of, words_of
from xuncha.screening.facts import shipped_rules, standing

BY_HAND = Path(__file__).parent / "by_hand"
START = date(2024, 1, 1)
HAND_WRITTEN = sorted(
    {path.stem for path in BY_HAND.glob("*.sql")} | {one.key for one in screens() if one.by_hand}
)


@cache
def journal() -> Engine:
    """A locked engine with some 2,000 bookings of two months."""
    chance = random.Random(5)
    body: list[list[object]] = [[*JOURNAL, "科目名称"]]
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
    return laid(body)


@cache
def payment_list() -> Engine:
    """A locked engine with a payment list, some of its rows without a day or a number."""
    chance = random.Random(6)
    body: list[list[object]] = [PAYMENTS]
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
    return laid(body)


def laid(body: list[list[object]]) -> Engine:
    engine = Engine("ledger")
    lay_books(engine, [read(body)], standing(shipped_rules(), date(2026, 1, 1)))
    calendar = Calendar.official()
    engine.set_off_days(day for day in engine.days() if not calendar.is_workday(day))
    return engine


def terms_and_words(screen: Screen) -> tuple[tuple[Term, ...], dict[str, str]]:
    rules = shipped_rules()
    return terms_of(screen, rules), {
        name: pattern(rule.value) for name, rule in words_of(screen, rules, START).items()
    }


def found(engine: Engine, query: str, words: dict[str, str] | None) -> list[tuple[object, ...]]:
    rows = engine.rows(query, words)
    return sorted(
        (tuple(sorted(row["ids"])), *(row[name] for name in sorted(row) if name != "ids")) for row in rows
    )


@pytest.mark.parametrize("key", HAND_WRITTEN)
@pytest.mark.parametrize("books", [journal, payment_list], ids=["journal", "payments"])
@pytest.mark.parametrize("halves", [False, True], ids=["one span", "two spans"])
def test_the_expression_gives_the_rows_of_the_hand_written_query(key: str, books, halves: bool) -> None:
    engine = books()
    screen = next(one for one in screens() if one.key == key)
    terms, words = terms_and_words(screen)
    if halves:
        turn = START + timedelta(days=20)
        terms = (Term(FIRST, turn, terms[0].values, ()), Term(turn, LAST, terms[0].values, ()))
    query = screen.by_hand or (BY_HAND / f"{key}.sql").read_text(encoding="utf-8")
    engine.find(screen, "SELECT 1", terms, {})
    expected = found(engine, query, words)
    assert found(engine, engine.expression(screen, terms, words), None) == expected


def test_every_hand_written_query_finds_something_to_compare() -> None:
    silent = set(HAND_WRITTEN)
    for engine in (journal(), payment_list()):
        for key in sorted(silent):
            screen = next(one for one in screens() if one.key == key)
            terms, words = terms_and_words(screen)
            if engine.find(screen, engine.query(screen, terms, words), terms, words):
                silent.remove(key)
    assert not silent
