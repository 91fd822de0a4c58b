"""Rounds of killed writers, served by a stage (``tests/prove/stage.py``) that stays up from one round to the next."""

from __future__ import annotations

import atexit
import json
import random
import subprocess
import sys
from pathlib import Path

_stages: dict[str, subprocess.Popen[str]] = {}


def _stage(vendor: str) -> subprocess.Popen[str]:
    """The stage of one database; only one is up at a time."""
    if vendor not in _stages:
        leave()
        _stages[vendor] = subprocess.Popen(
            [sys.executable, "-m", "tests.prove.stage", vendor], cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    return _stages[vendor]


@atexit.register
def leave() -> None:
    """End every stage and its writers."""
    for stage in _stages.values():
        if stage.stdin:
            stage.stdin.close()
        stage.wait(timeout=60)
    _stages.clear()


def _round(vendor: str, rng: random.Random) -> None:
    stage = _stage(vendor)
    if stage.stdin is None or stage.stdout is None:
        raise AssertionError("the stage has no pipes")
    stage.stdin.write(f"{rng.getrandbits(48)}\n")
    stage.stdin.flush()
    answer = stage.stdout.readline()
    if not answer:
        raise AssertionError(f"the stage fell down: {stage.wait()}")
    wrong = json.loads(answer)["wrong"]
    if wrong:
        raise AssertionError(wrong)


def sqlite(rng: random.Random) -> None:
    """One round on the embedded database."""
    _round("sqlite", rng)


def postgresql(rng: random.Random) -> None:
    """One round on a database server."""
    _round("postgresql", rng)
