"""What the bid screens tell on markets with known or presumed cartels: the area under the curve of each, market by market.

0.50 is a coin. A process counts as collusive when one of its bids does; the side that each screen calls suspicious is the
one it was built with, never turned round to look good, and no limit is fitted. Nothing here is promised: the figures are
printed so that nobody believes more than they say. Without the public data beside the checkout there are no figures.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import ibis
import numpy as np
import pyarrow as pa

from bench.figure import Figure
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.screens.tenders._spread import spreads

DATA = Path(__file__).parents[2] / "shared" / "data"
COLLUSION = ("America", "Italy", "Switzerland_GR_and_See-Gaster", "Switzerland_Ticino")
SUSPICIOUS = {"cv": -1, "spd": -1, "diffp": -1, "rd": 1, "kurtosis": 1, "skewness": -1, "ks": 1, "bunched": 1}
"""Which end of a measure its screen points at: -1 the low one."""
_BUNCHED = """
SELECT ocid, (count(*) FILTER (amount <= low * 1.01) - 1) / nullif(count(*) - 1, 0)::DOUBLE AS bunched
FROM (SELECT *, min(amount) OVER (PARTITION BY ocid) AS low FROM bids) GROUP BY ocid
"""


@dataclass(frozen=True)
class Market:
    """Bids of one market: process, price in cents (0: unknown), and whether the bid is labelled collusive."""

    name: str
    processes: list[str]
    cents: list[int]
    labels: list[bool]


def markets() -> Iterator[Market]:
    """The markets whose files lie beside the checkout."""
    for name in COLLUSION:
        path = DATA / "collusion" / f"{name}.csv.gz"
        if path.is_file():
            yield _market(name, path, "Tender", "Bid_value", "Collusive_competitor")
    path = DATA / "missing_bids" / "tsuchiura.csv.gz"
    if path.is_file():
        yield _market("Tsuchiura", path, "pid", "bid", "auction_cartelized")


def _market(name: str, path: Path, process: str, price: str, label: str) -> Market:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if _number(row[price]) > 0]
    return Market(
        name,
        [row[process] for row in rows],
        [round(_number(row[price]) * 100) for row in rows],
        [_number(row[label]) > 0 for row in rows],
    )


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def measures(market: Market) -> dict[str, dict[str, float]]:
    """Measure → process → value, for the processes in which it is defined."""
    bids = pa.table({"ocid": market.processes, "id": list(range(len(market.cents))), "amount": market.cents})
    table = ibis.table({"ocid": "string", "id": "int64", "amount": "int64"}, name="bids")
    with Engine("ledger") as engine:
        engine.filling().register("bids", bids)
        rows = engine.rows(str(ibis.to_sql(spreads(table, ["ocid"]), dialect="duckdb")))
        bunched = engine.rows(_BUNCHED)
    found: dict[str, dict[str, float]] = {name: {} for name in SUSPICIOUS}
    for row in rows + bunched:
        for name in SUSPICIOUS:
            if row.get(name) is not None:
                found[name][row["ocid"]] = row[name]
    return found


def area(values: Mapping[str, float], collusive: set[str]) -> float:
    """Chance that a collusive process has the higher value than a clean one, ties by half; NaN when one kind is missing."""
    known = np.array(list(values.values()))
    label = np.array([process in collusive for process in values])
    ours, theirs = known[label], np.sort(known[~label])
    if not len(ours) or not len(theirs):
        return float("nan")
    below = np.searchsorted(theirs, ours, "left")
    upto = np.searchsorted(theirs, ours, "right")
    return float((below + upto).mean() / 2 / len(theirs))


def figures() -> list[Figure]:
    """One figure a market and screen."""
    found = []
    for market in markets():
        collusive = {process for process, label in zip(market.processes, market.labels, strict=True) if label}
        for name, values in measures(market).items():
            turned = {process: SUSPICIOUS[name] * value for process, value in values.items()}
            title = f"tenders: {market.name}, {name} ({len(values)} processes)"
            found.append(Figure(title, area(turned, collusive), "AUC"))
    return found
