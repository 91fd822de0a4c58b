"""The fixtures that others published for the eleven indicators: the same processes and parties are flagged."""

from __future__ import annotations

import json
import tarfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.screening.tenders.files import SCREENS, in_memory, screening

pytestmark = pytest.mark.real_data
SETTINGS: dict[str, dict[str, Any]] = {
    "R003-procurement_method_details-x-5-y-10": {"r003_short_period__special": ["x=5", "y=10"]},
    "R003-procurement_methods-open+selective": {"r003_short_period__methods": ["open", "selective"]},
    "R003-threshold-10": {"r003_short_period__days": 10},
    "R048-minimum_contracting_processes-1": {"r048_mixed_supplier__least": 1},
}
NAMES = [
    "R003", *list(SETTINGS)[:3], "R018", "R024", "R025", "R028", "R030", "R035", "R036", "R038", "R038-tenderer",
    "R048-minimum_contracting_processes-1", "R058",
]  # fmt: skip
PUBLISHED = {
    "r003_short_period__days": 15,
    "r003_short_period__methods": [],
    "r003_short_period__special": [],
}


@cache
def fixtures(archive: Path) -> dict[str, bytes]:
    with tarfile.open(archive) as tar:
        files = {member.name: tar.extractfile(member) for member in tar if "/indicators/" in member.name}
        return {Path(name).name: file.read() for name, file in files.items() if file}


def flagged(name: str, raw: bytes) -> dict[str, set[str]]:
    """Group of the published result → what our screens of this indicator name, read back from their evidence."""
    code = name[:4].lower()
    mine = [key for key in SCREENS if key.startswith(code)]
    no_price = {
        f"{key}__no_price": ["NPC"]
        for key in mine
        if any(s.name == "no_price" for s in SCREENS[key].settings)
    }
    skip = {f"{key}__skip": ["EXC"] for key in mine}
    given = PUBLISHED | SETTINGS.get(name, {})
    values = {key: value for key, value in given.items() if key.startswith(code)} | no_price | skip
    outcomes = screening([in_memory(raw)], *mine, **values).outcomes
    group = {"r038_buyers": "Buyer", "r038_entities": "ProcuringEntity", "r038_tenderers": "Tenderer"}
    found: dict[str, set[str]] = {}
    for outcome in outcomes:
        where = group.get(outcome.screen.key, "Tenderer" if code in ("r025", "r048") else "OCID")
        for hit in outcome.hits:
            found.setdefault(where, set()).add(hit.says.zh.split("“")[1].split("”")[0])
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_published_flags_are_ours(real_data: Path, name: str) -> None:
    files = fixtures(real_data / "ocds_cardinal_fixtures" / "fixtures.tar.gz")
    expected = {group: set(ids) for group, ids in json.loads(files[f"{name}.expected"]).items()}
    if "OCID" in expected:
        expected = {"OCID": expected["OCID"]}
    assert flagged(name, files[f"{name}.jsonl"]) == expected


def test_every_published_pair_is_held_against_ours(real_data: Path) -> None:
    files = fixtures(real_data / "ocds_cardinal_fixtures" / "fixtures.tar.gz")
    assert {name.removesuffix(".jsonl") for name in files if name.endswith(".jsonl")} == set(NAMES)
