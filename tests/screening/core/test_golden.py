"""A screen gives the same rows as the SQL written for it by hand, on random books with ties, gaps and reversals.

The SQL is the screen's own, where it runs faster than the expression, or lies in `by_hand` as the measure of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from tests.screening.core.random_books import START, Rows, journal, laid, payment_list, plain, terms_and_words
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.run import screens
from xuncha.screening.core.terms import FIRST, LAST, Term

BY_HAND = Path(__file__).parent / "by_hand"
HAND_WRITTEN = sorted(
    {path.stem for path in BY_HAND.glob("*.sql")} | {one.key for one in screens() if one.by_hand}
)


@cache
def held(books: Callable[[], Rows]) -> Engine:
    """Books in an engine, laid once for all tests of this file."""
    return laid(Engine("ledger"), books())


def few_are_enough(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The same parameters, but a hundred payments are enough to judge their digits."""
    return tuple(
        replace(term, values=term.values | ({"at_least": 100} if "at_least" in term.values else {}))
        for term in terms
    )


@pytest.mark.parametrize("key", HAND_WRITTEN)
@pytest.mark.parametrize("books", [journal, payment_list], ids=["journal", "payments"])
@pytest.mark.parametrize("halves", [False, True], ids=["one span", "two spans"])
def test_the_expression_gives_the_rows_of_the_hand_written_query(key: str, books, halves: bool) -> None:
    engine = held(books)
    screen = next(one for one in screens() if one.key == key)
    terms, words = terms_and_words(screen)
    if halves:
        turn = START + timedelta(days=20)
        terms = (Term(FIRST, turn, terms[0].values, ()), Term(turn, LAST, terms[0].values, ()))
    query = screen.by_hand or (BY_HAND / f"{key}.sql").read_text(encoding="utf-8")
    terms = few_are_enough(terms)
    engine.find(screen, "SELECT 1", terms, {})
    expected = plain(engine.rows(query, words))
    assert plain(engine.rows(engine.expression(screen, terms, words))) == expected


def test_every_hand_written_query_finds_something_to_compare() -> None:
    silent = set(HAND_WRITTEN)
    for engine in (held(journal), held(payment_list)):
        for key in sorted(silent):
            screen = next(one for one in screens() if one.key == key)
            terms, words = terms_and_words(screen)
            terms = few_are_enough(terms)
            if engine.find(screen, engine.query(screen, terms, words), terms, words):
                silent.remove(key)
    assert not silent


@pytest.mark.parametrize("key", [one.key for one in screens() if one.only_if and one.only_if.by_hand])
@pytest.mark.parametrize("books", [journal, payment_list], ids=["journal", "payments"])
@pytest.mark.parametrize("at_least", [100, 100_000])
def test_a_condition_written_by_hand_holds_where_its_expression_does(key: str, books, at_least: int) -> None:
    engine = held(books)
    screen = next(one for one in screens() if one.key == key)
    terms, words = terms_and_words(screen)
    terms = tuple(replace(one, values=one.values | {"at_least": at_least}) for one in terms)
    told = []
    for hand in ("", screen.only_if.by_hand):
        asked = replace(screen, find=screen.only_if.find, by_hand=hand)
        told += engine.find(asked, engine.query(asked, terms, words), terms, words)
    assert told[0] == told[1]
    assert told[0]["holds"] is (at_least == 100)
