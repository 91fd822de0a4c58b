"""One per cent of every proof, on a seed that was never used before; a failure prints the seed."""

from __future__ import annotations

import random
import secrets

import pytest

from tests.prove.parts import PARTS, Part


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_one_percent(part: Part) -> None:
    if part.absent():
        pytest.skip(part.absent())
    seed = secrets.randbits(48)
    rng = random.Random(seed)
    for case in range(part.count // 100):
        try:
            part.case(rng)
        except AssertionError as broken:
            pytest.fail(f"{part.promise}: seed {seed}, case {case}: {broken}")
