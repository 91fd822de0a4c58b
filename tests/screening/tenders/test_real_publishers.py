"""OCDS files of fourteen real publishers: none crashes the reader, each rejected part is named. No content is shown."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import ibis
import pyarrow as pa
import pytest

from xuncha.screening.core.engine import Engine
from xuncha.screening.core.ocds import JsonFile, lay_ocds
from xuncha.screening.core.processes import put_together
from xuncha.screening.core.screens.tenders._spread import spreads

pytestmark = pytest.mark.real_data
REJECTED = {
    "armenia_release_packages.jsonl.gz": {("/releases/*/planning", 27)},
    "mexico-grupo-aeroportuario_release_packages.jsonl.gz": {("/awards/*/date", 1)},
    "taiwan_release_packages.jsonl.gz": {("/awards", 11)},
}


def test_every_release_of_fourteen_publishers_is_read(real_data: Path) -> None:
    """664 releases; where a record compiles several of them its compiled release stands for them, which makes 656."""
    paths = sorted((real_data / "ocds_real").glob("*.gz"))
    told = {}
    with Engine("tenders", paths) as engine:
        for path in paths:
            told[path.name] = lay_ocds(
                engine, JsonFile(path.name, "", lambda path=path: path.open("rb"), path)
            )
        put_together(engine)
        processes = engine.rows("SELECT count(*) AS n FROM tenders")[0]["n"]
    assert (len(told), sum(one.releases for one in told.values())) == (22, 656)
    for name, one in told.items():
        assert one.rejected == sum(number for _, number in REJECTED.get(name, ())), name
        assert bool(one.remarks) == (name in REJECTED)
    assert processes == 536


@pytest.mark.parametrize(("market", "lots"), [("Italy", 278), ("Switzerland_Ticino", 224)])
def test_the_spread_of_known_markets_is_computed_as_its_authors_did(
    real_data: Path, market: str, lots: int
) -> None:
    with gzip.open(real_data / "collusion" / f"{market}.csv.gz", "rt") as file:
        rows = list(csv.DictReader(file))
    bids = pa.table(
        {
            "ocid": [row["Tender"] for row in rows],
            "id": list(range(len(rows))),
            "amount": [round(float(row["Bid_value"]) * 100) for row in rows],
        }
    )
    known = {row["Tender"]: row for row in rows}
    table = ibis.table({"ocid": "string", "id": "int64", "amount": "int64"}, name="bids")
    with Engine("ledger") as engine:
        engine.filling().register("bids", bids)
        found = engine.rows(str(ibis.to_sql(spreads(table, ["ocid"]), dialect="duckdb")))
    assert len(found) == lots
    for measure, theirs in {
        "cv": "CV",
        "spd": "SPD",
        "kurtosis": "KURT",
        "skewness": "SKEW",
        "ks": "KSTEST",
    }.items():
        for row in found:
            if row[measure] is not None:
                assert row[measure] == pytest.approx(float(known[row["ocid"]][theirs]), rel=1e-3, abs=1e-3)
