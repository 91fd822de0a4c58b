"""`xuncha scope` on a made-up county of 300 units, from the start of the program to the exit code."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.figure import Figure, seconds
from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.words import same

UNITS, LIMIT = 300, 2.0
HEADS = ("单位名称", "所属党组织", "主要负责人")


def county(units: int, seed: int = 7) -> bytes:
    """Three columns; a third of the units sit in merged branches, some of them too many for one target."""
    dice = random.Random(seed)
    branches = [f"县直机关第{n}联合党支部" for n in range(units // 12)]
    rows = []
    for number in range(units):
        name = f"第{number}局"
        party = dice.choice(branches) if dice.random() < 0.35 else f"{name}党组"
        rows.append(dict(zip(HEADS, (name, party, f"负责人{number}"), strict=True)))
    return write_book([Sheet("单位", tuple(Column(head, same(head)) for head in HEADS), rows)])


def figures() -> list[Figure]:
    """Wall time of the whole command."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "county.xlsx"
        file.write_bytes(county(UNITS))
        command = [
            str(Path(sys.executable).with_name("xuncha")),
            "scope",
            str(file),
            "--area",
            "530127",
            "--json",
        ]

        def run() -> None:
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode not in (0, 3):
                raise RuntimeError(done.stderr)

        return [Figure(f"xuncha scope, {UNITS} units", seconds(run), "s", LIMIT)]
