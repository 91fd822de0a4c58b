"""How fast OCDS lines are read and screened, as multiples of the engine's own parse of the same declared members.

The releases are invented; ``XUNCHA_BENCH_OCDS_MB`` says how large the file is (1000 for the promised figures). Parse and
screens run in one process on one engine, five times each; the median processor time counts, which holds on a busy machine.
Screens include sentences and evidence rows; the hash of the file is a figure of its own, as it is taken when a file comes in.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from bench.figure import Figure, cpu_seconds
from xuncha.base.workdays import Calendar
from xuncha.screening.core.ocds import JsonFile
from xuncha.screening.core.ocds_sql import members
from xuncha.screening.core.run import screens
from xuncha.screening.core.screen import Screen
from xuncha.screening.core.tenders import run_tenders
from xuncha.screening.facts import shipped_rules, tender_words

MEGABYTES = int(os.environ.get("XUNCHA_BENCH_OCDS_MB", "100"))
RUNS = 5
THREE = ("r003_short_period", "r018_single_bid", "r024_close_price")
BIDS = ("bunched_bids", "close_subgroup", "one_valid_bid", "spread_cv")
_PARSE = (
    "SELECT {counts} FROM read_json(?, format = 'newline_delimited', records = true, columns = {{columns}})"
)
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
            "contactPoint": {"name": f"联系人{one}", "telephone": f"138{hash(one) % 10**8:08}"},
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


def parse(path: Path, tables: set[str]) -> None:
    """The engine's declared-schema parse of the members that these tables need, and nothing else."""
    declared = members(tables)
    counts = ", ".join(f'count("{name}")' for name in declared)
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in declared.items())
    with duckdb.connect() as db:
        query = _PARSE.replace("{counts}", counts).replace("{columns}", columns)
        db.execute(query, [str(path)]).fetchall()


def screened(path: Path, chosen: Sequence[Screen]) -> int:
    """Reads the file and runs these screens; gives how many doubts there are."""
    told = run_tenders(
        [JsonFile(path.name, "0" * 64, lambda: path.open("rb"), path)], rules=shipped_rules(), words=tender_words(),
        calendar=Calendar.official({}), chosen=chosen,
    )  # fmt: skip
    return sum(outcome.found for outcome in told.outcomes)


def figures() -> list[Figure]:
    """Three indicators, and all eleven with the bid screens, as multiples of the parse."""
    known = {one.key: one for one in screens("tenders")}
    three = [known[key] for key in THREE]
    all_eleven = [one for key, one in known.items() if key.startswith("r0") or key in BIDS]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "releases.jsonl"
        number = write(path, MEGABYTES)
        hashed = cpu_seconds(lambda: hashlib.file_digest(path.open("rb"), "sha256"), RUNS)
        floor = cpu_seconds(partial(parse, path, {"tenders", "bids", "awards"}), RUNS)
        whole = cpu_seconds(partial(parse, path, {"tenders", "bids", "awards", "items"}), RUNS)
        few, many = (cpu_seconds(partial(screened, path, chosen), RUNS) for chosen in (three, all_eleven))
    size = f"{MEGABYTES} MB, {number} releases"
    return [
        Figure(f"ocds: parse of {size}", floor, "s"),
        Figure("ocds: hash of the file / parse", hashed / floor, "x"),
        Figure("ocds: three indicators with evidence / parse", few / floor, "x", 2.5),
        Figure("ocds: all eleven and the bid screens / parse", many / whole, "x", 4.0),
    ]
