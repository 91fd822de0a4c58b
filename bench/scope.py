"""Scope and targets of a made-up county of 300 units: choosing, recounting, the lists that are kept by hand, the whole command."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.figure import Figure, cpu_seconds, seconds
from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.words import same
from xuncha.coverage.core.choose import choose
from xuncha.coverage.core.cuts import Trees, cuts
from xuncha.coverage.core.facts import Form, Kind, Target
from xuncha.coverage.core.proof import prove

UNITS, LIMIT = 300, 2.0
LARGEST = 4
"""The most units that are joined in one target."""
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
    """T1 in processor time, and the whole command by the clock."""
    return [*_targets(), _command()]


def _targets() -> list[Figure]:
    """The exact choice, the recount of any list, and what a list of one tree alone leaves blank."""
    from tests.coverage.core.county import all_in, large

    bodies = large(UNITS, seed=1)
    verdicts = all_in(bodies)
    possible = cuts(Trees.of(bodies, verdicts), LARGEST)

    def alone(form: Form) -> list[Target]:
        return [Target(cut.key, cut.key, form, cut.covers) for cut in possible if cut.form is form]

    chosen = choose(bodies, verdicts, LARGEST)
    if prove(bodies, verdicts, chosen).blanks:
        raise RuntimeError("a body is left out")
    lists = {
        "every department alone": alone(Form.UNIT),
        "every Party organisation alone": alone(Form.ORGANISATION),
        "ours": chosen,
    }
    check = max(cpu_seconds(lambda held=held: prove(bodies, verdicts, held)) for held in lists.values())  # type: ignore[misc]
    found = [
        Figure(f"scope: targets of {UNITS} departments, best", cpu_seconds(lambda: choose(bodies, verdicts, LARGEST)), "s", 0.5),
        Figure("scope: recount of a list of targets, slowest of three lists", 1000 * check, "ms", 20),
    ]  # fmt: skip
    for name, held in lists.items():
        blank = {one.body for one in prove(bodies, verdicts, held).blanks}
        for kind in Kind:
            left = sum(body.kind is kind for body in blank)
            found.append(Figure(f"scope: {name}, left out: {kind.value.en}", left, ""))
    return found


def _command() -> Figure:
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

        return Figure(f"xuncha scope, {UNITS} units, by the clock", seconds(run), "s", LIMIT)
