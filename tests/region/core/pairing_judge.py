"""A judge of pairings that shares no code with the rules: it reads a table of names and looks for what is wrong."""

from __future__ import annotations


def faults(
    table: list[tuple[int, str, str]], counties: list[str], rounds: int, apart: int, most: int
) -> set[str]:
    """Kinds of fault in rows (round, visitor, host), rounds below 1 being over."""
    found = set()
    for number in range(1, rounds + 1):
        now = [(v, h) for r, v, h in table if r == number]
        if sorted(v for v, _ in now) != sorted(counties) or sorted(h for _, h in now) != sorted(counties):
            found.add("once")
        if any(v == h for v, h in now):
            found.add("own")
        if any((h, v) in now for v, h in now if v != h):
            found.add("mutual")
    for pair in {(v, h) for _, v, h in table}:
        when = sorted(r for r, v, h in table if (v, h) == pair)
        late = any(b > 0 and b - a < apart for a in when for b in when if b > a)
        if late or (len(when) > most and when[-1] > 0):
            found.add("repeat")
    return found
