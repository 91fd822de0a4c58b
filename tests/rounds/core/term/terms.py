"""Small terms to plan, and a judge that shares no code with the rules."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from bench.term import book
from xuncha.rounds.core.term.arrange import RULES, check_plan
from xuncha.rounds.core.term.arranging import Arrangement, Arranging, Placed
from xuncha.rounds.core.term.facts import Sort, Target
from xuncha.rounds.core.term.numbers import Band

BOOK = book()
WIDE = replace(BOOK, rounds=4, most=9, townships=9, band=Band(0, 400, False, 1))
"""Four rounds, a band that nothing leaves."""


def problem(*targets: Target, following: int = 1, **facts: object) -> Arranging:
    """A term of `WIDE` numbers; `facts` are fields of the numbers or of the problem."""
    own = {name: facts.pop(name) for name in ("capacity", "strength", "band_binds") if name in facts}
    return Arranging(targets, following, replace(WIDE, **facts), **own)  # type: ignore[arg-type]


def target(key: str, days: int = 100, **facts: object) -> Target:
    return Target(key, f"单位{key}", days, **facts)  # type: ignore[arg-type]


def said(
    key: str, of: Arranging, *placed: tuple[str, int] | tuple[str, int, bool]
) -> list[tuple[str, int | None]]:
    """What one rule alone says of a plan put together by hand: sentence and price."""
    plan = Arrangement(of, tuple(Placed(*one) for one in placed))
    (rule,) = [rule for rule in RULES if rule.key == key]
    return [(one.broken.says.zh, one.broken.price) for one in check_plan(plan, [rule])]


def judged(of: Arranging, visits: dict[str, int], returns: dict[str, int]) -> int | None:
    """What a plan costs, counted from the facts by hand; None when it is no plan."""
    book, rounds = of.numbers, range(of.following, of.numbers.rounds + 1)
    load, towns, count = dict.fromkeys(rounds, 0), dict.fromkeys(rounds, 0), dict.fromkeys(rounds, 0)
    cost, spread = 0, {}
    for one in of.targets:
        again = returns.get(one.key)
        if one.look_back and not one.look_back_done:
            earliest = max(
                of.following, (of.following if one.done is None else one.done) + book.look_back.apart
            )
            cost += book.look_back.missed if again is None and earliest <= book.rounds else 0
        elif again is not None:
            return None
        if again is not None:
            first = one.done if one.done is not None else visits.get(one.key, 99)
            shut = any(w.first <= again <= w.last for w in one.closed)
            if again not in load or again - first < book.look_back.apart or shut:
                return None
            load[again] += (one.days * book.look_back.percent + 99) // 100
        if one.done is not None:
            if one.key in visits:
                return None
            continue
        at = visits.get(one.key)
        if at not in load or any(wanted not in (None, at) for wanted in (one.pinned, one.joint)):
            return None
        if any(w.first <= at <= w.last for w in one.closed):
            return None
        town = next((other for other in of.targets if other.key == one.town and other.done is None), None)
        if town is not None and visits.get(town.key) != at:
            return None
        load[at] += one.days
        count[at] += 1
        towns[at] += one.sort is Sort.TOWNSHIP
        points = next(g.points for g in book.grades if g.grade == one.risk)
        cost += points * (at - of.following)
        if one.due is not None and at > one.due:
            cost += book.late * (at - one.due)
        if one.sector:
            spread.setdefault(one.sector, set()).add(at)
    if max(count.values()) > book.most or max(towns.values()) > book.townships:
        return None
    if of.capacity is not None and max(load.values()) > of.capacity:
        return None
    cost += sum(book.apart * (len(rounds_) - 1) for rounds_ in spread.values())
    whole = sum(t.days for t in of.targets if t.done is None) + sum(
        (t.days * book.look_back.percent + 99) // 100
        for t in of.targets
        if t.look_back
        and not t.look_back_done
        and max(of.following, (of.following if t.done is None else t.done) + book.look_back.apart)
        <= book.rounds
    )
    for days in load.values():
        low = -(-whole * book.band.least_percent // (len(load) * 100))
        high = whole * book.band.most_percent // (len(load) * 100)
        outside = max(0, low - days, days - high)
        if outside and of.band_binds:
            return None
        cost += 100 * book.band.price * outside
    return cost


def of_plan(plan: Arrangement) -> tuple[dict[str, int], dict[str, int]]:
    """First visits and second visits as the judge takes them; raises where one stands twice."""
    visits, returns = {}, {}
    for one in plan.placed:
        into = returns if one.again else visits
        assert one.target not in into
        into[one.target] = one.round
    return visits, returns


def cheapest(of: Arranging) -> int | None:
    """The cost of the best of all plans, by trying every one."""
    rounds = list(range(of.following, of.numbers.rounds + 1))
    free = [one.key for one in of.targets if one.done is None]
    wished = [one.key for one in of.targets if one.look_back and not one.look_back_done]
    best = None
    for places in product(rounds, repeat=len(free)):
        visits = dict(zip(free, places, strict=True))
        for again in product([None, *rounds], repeat=len(wished)):
            returns = {key: at for key, at in zip(wished, again, strict=True) if at is not None}
            cost = judged(of, visits, returns)
            if cost is not None and (best is None or cost < best):
                best = cost
    return best
