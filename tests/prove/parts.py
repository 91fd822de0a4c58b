"""The parts: what is proved, how often."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.coverage.core.county import all_in, large
from xuncha.coverage.core.choose import choose
from xuncha.coverage.core.proof import prove
from xuncha.sealed.envelope import CannotOpen, Key, open_envelope, seal
from xuncha.trust.core.chain import GENESIS, Link, link, verify


@dataclass(frozen=True)
class Part:
    """``case(rng)`` raises AssertionError where the promise fails; ``count`` cases are the full proof."""

    name: str
    promise: str
    count: int
    case: Callable[[random.Random], None]


def _envelope(rng: random.Random) -> None:
    """One random change to one random envelope: flipped bit, cut, moved, or foreign key."""
    key, plain = Key.of(rng.randbytes(32)), rng.randbytes(rng.randrange(200))
    envelope, place, opener = bytearray(seal(key, "t|c|r|k", plain)), "t|c|r|k", key
    how = rng.randrange(4)
    if how == 0:
        envelope[rng.randrange(len(envelope))] ^= 1 << rng.randrange(8)
    elif how == 1:
        del envelope[rng.randrange(len(envelope)) :]
    elif how == 2:
        place = rng.choice(["t|c|r|x", "t|c|x|k", "t|x|r|k", "x|c|r|k"])
    else:
        opener = Key.of(rng.randbytes(32))
    try:
        open_envelope(opener, place, bytes(envelope))
    except CannotOpen:
        return
    raise AssertionError(f"a changed envelope opened (kind {how})")


def _chain(rng: random.Random) -> None:
    """One random forgery of a random chain, judged against the head that was kept."""
    key, rows = b"j" * 32, list[Link]()
    for n in range(rng.randrange(2, 40)):
        rows.append(link(key, n + 1, {"n": rng.random()}, rows[-1].digest if rows else GENESIS))
    head, at = (len(rows), rows[-1].digest), rng.randrange(len(rows))
    how = rng.randrange(5)
    if how == 0:
        rows[at] = replace(rows[at], body=rows[at].body + " ")
    elif how == 1:
        del rows[at]
    elif how == 2:
        del rows[at]
        rows = [replace(row, seq=n + 1) for n, row in enumerate(rows)]
    elif how == 3:
        rows.insert(at, rows[at])
    else:
        del rows[-rng.randrange(1, len(rows) + 1) :]
    if verify(key, rows, head) is None:
        raise AssertionError(f"a forged chain passed (kind {how})")


def _scope(rng: random.Random) -> None:
    """Targets of a random county count everything once; taking one away leaves exactly its bodies blank, doubling it is seen."""
    bodies = large(rng.randrange(2, 80), seed=rng.randrange(10**9))
    verdicts = all_in(bodies)
    targets = choose(bodies, verdicts, rng.randrange(1, 9), ())
    proof = prove(bodies, verdicts, targets)
    if proof.blanks or proof.doubles:
        raise AssertionError(f"{len(proof.blanks)} blanks, {len(proof.doubles)} doubles")
    gone = rng.randrange(len(targets))
    left = prove(bodies, verdicts, (*targets[:gone], *targets[gone + 1 :]))
    if {one.body for one in left.blanks} != set(targets[gone].counts):
        raise AssertionError("the bodies of a missing target are not those found blank")
    if not prove(bodies, verdicts, (*targets, targets[gone])).doubles:
        raise AssertionError("a target that stands twice was not found")


PARTS = (
    Part("scope", "chosen targets leave no blank and no double; a planted one is found", 2_000, _scope),
    Part("envelope", "no changed, cut, moved or foreign envelope opens", 10_000, _envelope),
    Part("chain", "every forgery of the journal is found against the kept head", 10_000, _chain),
)
