"""The same screens on PySpark, for the books of a city or a province: `--engine spark`, extra `xuncha[spark]`.

Tables are read, laid and locked by DuckDB as always, then handed over; only finding runs on Spark. What Spark lays on the disk
while it works is encrypted with a key of the run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis

from xuncha.base.words import Sentence
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.room import Room
from xuncha.screening.core.screen import Screen
from xuncha.screening.core.table import Family, tables
from xuncha.screening.core.terms import Term
from xuncha.screening.core.view import Tables

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SETTINGS = {
    "spark.io.encryption.enabled": "true",
    "spark.io.encryption.keySizeBits": "256",
    "spark.sql.shuffle.partitions": "8",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.ansi.enabled": "false",
}


class NoSpark(RuntimeError):
    """PySpark is not installed; `says` and `remedy` tell so."""

    says = Sentence("没有安装 Spark。", "Spark is not installed.")
    remedy = Sentence(
        "请安装 xuncha[spark]（还要有 Java），或不写 --engine spark。",
        "Install xuncha[spark] and Java, or leave out --engine spark.",
    )


class SparkEngine(Engine):
    """An engine whose screens run on a local Spark. Raises NoSpark."""

    def __init__(self, family: Family, files: Sequence[Path] = (), room: Room | None = None):
        if find_spec("pyspark") is None:
            raise NoSpark
        super().__init__(family, files, room)
        self._spark = _session(room or Room())
        self._backend = ibis.pyspark.connect(self._spark)

    def __exit__(self, *exc: object) -> None:
        self._spark.stop()
        super().__exit__(*exc)

    def lock(self) -> None:
        """Ends filling and hands the tables over."""
        super().lock()
        for key in tables(self.family):
            self._hand_over(key)

    def find(
        self, screen: Screen, query: str, terms: Sequence[Term], words: Mapping[str, str]
    ) -> list[dict[str, Any]]:
        """What a screen finds, a row a hit: its Ibis form, run by Spark."""
        self._set_terms(terms)
        found = self._backend.to_pyarrow(screen.find(Tables(self.family, terms, words)))
        return list(found.to_pylist())

    def largest(
        self, screen: Screen, query: str, terms: Sequence[Term], words: Mapping[str, str], hits: int, ids: int
    ) -> tuple[list[dict[str, Any]], int]:
        """All that a screen finds, in no order."""
        found = self.find(screen, query, terms, words)
        return found, len(found)

    def _lay(self, name: str, columns: str) -> None:
        super()._lay(name, columns)
        self._hand_over(name)

    def _hand_over(self, table: str) -> None:
        held = self._arrow(table)
        self._spark.createDataFrame(held).createOrReplaceTempView(table)


def _session(room: Room) -> SparkSession:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("xuncha").master(f"local[{room.threads or '*'}]")
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    if room.memory:
        builder = builder.config("spark.driver.memory", room.memory.removesuffix("B").lower())
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session
