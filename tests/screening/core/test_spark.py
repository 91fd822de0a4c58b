"""Every screen finds on PySpark what it finds on DuckDB. Skipped where the extra `xuncha[spark]` is not installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from typing import Any

import pytest

from tests.screening.core.random_books import Rows, journal, laid, payment_list, plain, terms_and_words
from tests.screening.tenders.files import in_memory, lines
from tests.screening.tenders.test_eleven import close_prices
from tests.screening.tenders.test_further_screens import CASES
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.run import screens
from xuncha.screening.core.spark import NoSpark, SparkEngine
from xuncha.screening.core.tenders import laid as tender_tables
from xuncha.screening.facts import tender_words

HAS_SPARK = find_spec("pyspark") is not None
on_spark = pytest.mark.skipif(not HAS_SPARK, reason="PySpark is not installed (extra xuncha[spark])")


def tenders() -> list[dict[str, Any]]:
    """The worked examples of all tender screens as one file, and prices close enough to be ranked."""
    cases = (
        (key, n, one) for key, found in CASES.items() for n, (made, _) in enumerate(found) for one in made
    )
    return [*(one | {"ocid": f"{key}-{n}-{one['ocid']}"} for key, n, one in cases), *close_prices()]


@contextmanager
def tenders_laid(opened: type[Engine]) -> Iterator[Engine]:
    with tender_tables([in_memory(lines(tenders()))], tender_words(), opened=opened) as (engine, _, _):
        yield engine


@contextmanager
def books_laid(opened: type[Engine], books: Callable[[], Rows]) -> Iterator[Engine]:
    with laid(opened("ledger"), books()) as engine:
        yield engine


WAYS = {
    "journal": partial(books_laid, books=journal),
    "payments": partial(books_laid, books=payment_list),
    "tenders": tenders_laid,
}


@pytest.fixture(scope="module", params=WAYS)
def both(request: pytest.FixtureRequest) -> Iterator[tuple[Engine, Engine]]:
    """The same tables on DuckDB and on Spark."""
    way = WAYS[request.param]
    with way(Engine) as duck, way(SparkEngine) as spark:
        yield duck, spark


@on_spark
def test_every_screen_finds_the_same_on_spark(both: tuple[Engine, Engine]) -> None:
    duck, spark = both
    found = 0
    for screen in screens(duck.family):
        terms, words = terms_and_words(screen)
        query = duck.query(screen, terms, words)
        expected = plain(duck.find(screen, query, terms, words))
        assert plain(spark.find(screen, query, terms, words)) == expected, screen.key
        found += len(expected)
    assert found > 0


@pytest.mark.skipif(HAS_SPARK, reason="PySpark is installed")
def test_without_spark_the_refusal_names_the_extra() -> None:
    with pytest.raises(NoSpark) as no:
        SparkEngine("ledger")
    assert "xuncha[spark]" in no.value.remedy.zh
