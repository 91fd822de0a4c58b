"""How fast OCDS lines are read and screened, as multiples of the engine's own parse of the same declared members.

The releases are invented; ``XUNCHA_BENCH_OCDS_MB`` says how large the file is (1000 for the promised figures). Each side is
a process of its own, from its start to its end, imports included: one loads DuckDB and parses, the other begins with the
path of the file and ends with sentences, evidence rows with lines and cells, and a remark on each rejected part. The sides
take turns, five times each, with the file in the cache; the ratio of the median processor times (all threads, user and
system) counts, which holds on a busy machine; that of the clock stands beside it. The hash of the file is a figure of its
own, as it is taken when a file comes in.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import sys
import tempfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench.figure import Figure, cpu_seconds, processes
from xuncha.base.workdays import Calendar
from xuncha.screening.core.ocds import JsonFile
from xuncha.screening.core.ocds_sql import members, parsed
from xuncha.screening.core.run import screens
from xuncha.screening.core.tenders import run_tenders
from xuncha.screening.facts import shipped_rules, tender_words

MEGABYTES = int(os.environ.get("XUNCHA_BENCH_OCDS_MB", "100"))
RUNS = 5
PROMISED_MB = 1000
THREE = ("r003_short_period", "r018_single_bid", "r024_close_price")
BIDS = ("bunched_bids", "close_subgroup", "one_valid_bid", "spread_cv")
OF_THREE = ("tenders", "bids", "awards")
OF_ALL = (*OF_THREE, "items")
_PARSE_ALONE = """
import sys, duckdb
db = duckdb.connect()
db.execute('SET enable_progress_bar = false')
db.execute(sys.argv[1]).fetchall()
"""
START = datetime.fromisoformat("2022-01-01T00:00:00")
_TEXT = "招标文件技术规格商务条款合同通用条件 terms of reference "


def _blocks(chance: random.Random) -> dict[str, Any]:
    """What a publisher adds around: planning, documents and parties with addresses. No screen reads the documents."""
    documents = [
        {
            "id": str(at), "documentType": "technicalSpecifications", "title": _TEXT, "description": _TEXT * 2,
            "url": f"https://example.org/documents/{chance.randrange(10**9)}", "datePublished": "2022-01-01T00:00:00Z",
            "format": "application/pdf", "language": "zh",
        }
        for at in range(8)
    ]  # fmt: skip
    return {
        "planning": {
            "rationale": _TEXT * 5,
            "budget": {"description": _TEXT, "amount": {"amount": 1, "currency": "CNY"}},
        },
        "documents": documents,
    }


def _parties(ids: Sequence[str], roles: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "id": one, "name": f"{one}有限公司", "roles": roles, "identifier": {"scheme": "CN-USCC", "id": one},
            "address": {"streetAddress": f"第{one}号路{one}号", "locality": "某市", "region": "某省", "countryName": "中国"},
            "contactPoint": {"name": f"联系人{one}", "telephone": f"138{zlib.crc32(one.encode()) % 10**8:08}"},
        }
        for one in ids
    ]  # fmt: skip


def releases(seed: int = 1) -> Iterator[str]:
    """Lines without end: a release each, of one buyer of 200, with one to six bids of 2,300 tenderers."""
    chance = random.Random(seed)
    number = 0
    while True:
        blocks = _blocks(chance)
        for _ in range(50):
            yield json.dumps(_release(chance, number) | blocks, ensure_ascii=False)
            number += 1


def _release(chance: random.Random, number: int) -> dict[str, Any]:
    opens = START + timedelta(hours=chance.randrange(20_000))
    closes = opens + timedelta(hours=chance.randrange(120, 960))
    tenderers = [f"T{chance.randrange(2_300):04}" for _ in range(chance.choice((1, 2, 3, 3, 4, 5, 6)))]
    base = chance.randrange(100_000, 50_000_000)
    bids = [
        {
            "id": str(at), "status": "valid" if chance.random() < 0.9 else "disqualified",
            "date": (closes - timedelta(hours=at + 1)).isoformat() + "Z", "tenderers": [{"id": who, "name": f"{who}有限公司"}],
            "value": {"amount": round(base * (1 + 0.08 * (at > 0) + 0.04 * chance.random()) / 100, 2), "currency": "CNY"},
        }
        for at, who in enumerate(tenderers)
    ]  # fmt: skip
    won, item = bids[0], {"scheme": "UNSPSC", "id": str(chance.randrange(10_000_000, 99_999_999))}
    buyer, ends = f"B{chance.randrange(200):03}", closes.isoformat() + "Z"
    return {
        "ocid": f"ocds-213czf-{number:08}", "id": str(number), "date": ends, "tag": ["compiled"], "initiationType": "tender",
        "parties": _parties([buyer], ["buyer"]) + _parties(tenderers, ["tenderer"]), "buyer": {"id": buyer, "name": buyer},
        "tender": {
            "id": str(number), "title": f"采购项目{number}", "status": "complete", "procurementMethodDetails": "公开招标",
            "procurementMethod": chance.choice(("open", "open", "selective", "limited", "direct")),
            "mainProcurementCategory": chance.choice(("goods", "works", "services")), "numberOfTenderers": len(bids),
            "tenderPeriod": {"startDate": opens.isoformat() + "Z", "endDate": ends}, "procuringEntity": {"id": buyer, "name": buyer},
            "value": {"amount": base / 90, "currency": "CNY"}, "items": [{"id": "1", "description": _TEXT, "classification": item}],
        },
        "bids": {"details": bids},
        "awards": [{"id": "a", "status": "active", "date": ends, "suppliers": won["tenderers"], "value": won["value"],
                    "items": [{"id": "1", "classification": item}]}],
        "contracts": [{"id": "c", "awardID": "a", "status": "active", "value": won["value"], "dateSigned": ends}],
    }  # fmt: skip


def write(path: Path, megabytes: int) -> int:
    """Writes a file of about this size; gives the number of releases."""
    left, number = megabytes * 1_000_000, 0
    with path.open("wb") as file:
        for line in releases():
            left -= file.write(line.encode() + b"\n")
            number += 1
            if left <= 0:
                return number
    return number


def declared_parse(path: Path, tables: Collection[str]) -> str:
    """The engine's declared-schema parse of the members that these tables need, and nothing else."""
    counts = ", ".join(f'count("{name}")' for name in members(tables))
    return f"SELECT {counts} FROM {parsed(tables, str(path))}"  # noqa: S608


def screened(path: Path, chosen: Collection[str]) -> int:
    """Reads the file and runs the screens with these keys; gives how many doubts there are."""
    told = run_tenders(
        [JsonFile(path.name, "0" * 64, lambda: path.open("rb"), path)], rules=shipped_rules(), words=tender_words(),
        calendar=Calendar.official({}), chosen=[one for one in screens("tenders") if one.key in chosen],
    )  # fmt: skip
    return sum(outcome.found for outcome in told.outcomes)


def _parsed_alone(path: Path, tables: Collection[str]) -> list[str]:
    """The command of a process that does nothing but parse."""
    return [sys.executable, "-c", _PARSE_ALONE, declared_parse(path, tables)]


def _screened_alone(path: Path, chosen: Collection[str]) -> list[str]:
    """The command of a process that reads the file and runs these screens."""
    return [sys.executable, "-m", "bench.ocds", str(path), *chosen]


def _promised(limit: float) -> float:
    """The limit at the promised size; none on a smaller file, where starting Python weighs more than reading."""
    return limit if MEGABYTES >= PROMISED_MB else 0.0


def figures() -> list[Figure]:
    """Three indicators, and all eleven with the bid screens, as multiples of the parse."""
    eleven = [one.key for one in screens("tenders") if one.key.startswith("r0")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "releases.jsonl"
        number = write(path, MEGABYTES)
        hashed = cpu_seconds(lambda: hashlib.file_digest(path.open("rb"), "sha256"), RUNS)
        floor, few, whole, many = processes(
            [
                _parsed_alone(path, OF_THREE),
                _screened_alone(path, THREE),
                _parsed_alone(path, OF_ALL),
                _screened_alone(path, [*eleven, *BIDS]),
            ],
            RUNS,
        )
    return [
        Figure(f"ocds: parse of {MEGABYTES} MB, {number} releases", floor.cpu, "s"),
        Figure("ocds: hash of the file / parse", hashed / floor.cpu, "x"),
        Figure("ocds: three indicators with evidence / parse, CPU", few.cpu / floor.cpu, "x", _promised(2.5)),
        Figure("ocds: three indicators with evidence / parse, wall", few.wall / floor.wall, "x"),
        Figure(
            "ocds: all eleven and the bid screens / parse, CPU", many.cpu / whole.cpu, "x", _promised(4.0)
        ),
        Figure("ocds: all eleven and the bid screens / parse, wall", many.wall / whole.wall, "x"),
    ]


if __name__ == "__main__":
    screened(Path(sys.argv[1]), sys.argv[2:])
