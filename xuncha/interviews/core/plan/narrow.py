"""Of a large body, those who could be talked to at all: of people who count for the same, not many more than there are seats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from xuncha.interviews.core.plan.facts import RANKED, Share, Wish
from xuncha.interviews.core.plan.lots import lot

LARGE = 500
"""Up to so many people nobody is left out beforehand."""

MORE = 20
"""How many more than seats are kept of a kind, for those who are away or barred on a day."""


def narrowed(wishes: Sequence[Wish], shares: Iterable[Share], seats: int, seed: str) -> tuple[Wish, ...]:
    """The wishes without those of the ranked ones who would never be preferred, where there are very many.

    People count for the same when their talks are as long, are in the same shares and ask for a woman or not. Of these the
    ``seats + MORE`` of most worth stay, drawn by lot among equals. Whoever is left out could give way to one who stayed and has
    no seat, at no loss of worth or of a share; what may be lost is a preference of days.
    """
    if len(wishes) <= LARGE:
        return tuple(wishes)
    shares = tuple(shares)
    alike: defaultdict[object, list[Wish]] = defaultdict(list)
    for one in wishes:
        if one.kind == RANKED:
            counts = tuple(n for n, share in enumerate(shares) if one.key in share.members)
            alike[one.length, one.woman, counts].append(one)
    kept = {
        one.key
        for several in alike.values()
        for one in sorted(several, key=lambda one: (-one.worth, lot(seed, one.key)))[: seats + MORE]
    }
    return tuple(one for one in wishes if one.kind != RANKED or one.key in kept)
