"""Drawing by lot: the same people every time for the same inspection, and in no order that means anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b

from xuncha.interviews.core.plan.facts import DRAWN, RANKED, Wish


def outside_of(free: int, one_in: int) -> int:
    """Of `free` talks, how many stand outside the ranking when at least one in `one_in` does; none when it is 0."""
    return -(-free // one_in) if one_in and free > 0 else 0


def drawn(wishes: Iterable[Wish], number: int, seed: str) -> tuple[Wish, ...]:
    """The wishes with `number` of the ranked ones drawn out of the ranking. Who asked or is listed is never in the lot."""
    given = tuple(wishes)
    lots = sorted((one for one in given if one.kind == RANKED), key=lambda one: lot(seed, one.key))
    chosen = {one.key for one in lots[:number]}
    return tuple(replace(one, kind=DRAWN) if one.key in chosen else one for one in given)


def lot(seed: str, key: str) -> bytes:
    """Somebody's place in the draw."""
    return blake2b(f"{seed}|{key}".encode(), digest_size=16).digest()
