"""One per cent of every proof, and one case at least, on a seed that was never used before; a failure prints the seed."""

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
    share = part.count // 100
    work = part.case if share else part.taste or part.case
    for case in range(max(1, share)):
        try:
            work(rng)
        except AssertionError as broken:
            pytest.fail(f"{part.promise}: seed {seed}, case {case}: {broken}")
