"""Every screen finds on PySpark what it finds on DuckDB. Skipped where the extra `xuncha[spark]` is not installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec

import pytest

from tests.screening.core.random_books import Rows, journal, laid, payment_list, plain, terms_and_words
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.run import screens
from xuncha.screening.core.screen import Screen
from xuncha.screening.core.spark import NoSpark, SparkEngine

HAS_SPARK = find_spec("pyspark") is not None
on_spark = pytest.mark.skipif(not HAS_SPARK, reason="PySpark is not installed (extra xuncha[spark])")


@pytest.fixture(scope="module", params=[journal, payment_list], ids=["journal", "payments"])
def both(request: pytest.FixtureRequest) -> Iterator[tuple[Engine, Engine]]:
    books: Callable[[], Rows] = request.param
    with laid(Engine("ledger"), books()) as duck, laid(SparkEngine("ledger"), books()) as spark:
        yield duck, spark


@on_spark
@pytest.mark.parametrize("screen", screens(), ids=lambda one: one.key)
def test_a_screen_finds_the_same_on_spark(screen: Screen, both: tuple[Engine, Engine]) -> None:
    duck, spark = both
    terms, words = terms_and_words(screen)
    query = duck.query(screen, terms, words)
    assert plain(spark.find(screen, query, terms, words)) == plain(duck.find(screen, query, terms, words))


@pytest.mark.skipif(HAS_SPARK, reason="PySpark is installed")
def test_without_spark_the_refusal_names_the_extra() -> None:
    with pytest.raises(NoSpark) as no:
        SparkEngine("ledger")
    assert "xuncha[spark]" in no.value.remedy.zh
