"""Made-up bodies with people to talk to, from a seed, public and the same on every machine."""

from __future__ import annotations

import random
from datetime import date, timedelta

from xuncha.base.words import Sentence
from xuncha.interviews.core.plan.arrange import Wanted
from xuncha.interviews.core.plan.facts import Grid, Pair, Share, Wish
from xuncha.interviews.core.timetable import Slot

LAYERS = (("head", 4, 1), ("leading", 3, 9), ("personnel", 2, 4), ("middle", 2, 26), ("finance", 1, 14),
          ("village", 1, 26), ("staff", 0, 40))  # fmt: skip
"""Layer, level, and how many of 120 belong to it."""
WINDOWS = {"head": (80, 100), "leading": (40, 100), "personnel": (20, 100)}
MORNING, AFTERNOON = (480, 555, 630), (840, 915, 990)
FIRST = date(2026, 3, 2)


def body(people: int = 120, days: int = 20, seed: int = 1, pairs: int = 4, share: int = 70) -> Wanted:
    """A body with `people` to talk to and `days` working days; `share` per cent of the seats may be filled."""
    dice = random.Random(seed)
    stay = workdays(days)
    grid = Grid(stay, tuple(Slot(at, at + 60) for at in (*MORNING, *AFTERNOON)), 15, 5)
    sat = tuple(_pair(dice, n, stay) for n in range(1, pairs + 1))
    layers = [layer for layer in LAYERS for _ in range(max(1, round(layer[2] * people / 120)))][:people]
    layers += [LAYERS[-1]] * (people - len(layers))
    offices = max(2, people // 6)
    wishes = tuple(_wish(dice, n, layer, offices, sat, stay) for n, layer in enumerate(layers))
    shares = tuple(
        Share(Sentence(key, key), frozenset(w.key for w in wishes if w.layer == key), -(-number // 4))
        for key, _, number in LAYERS
        if key not in ("head", "leading", "personnel")
    )
    at_most = max(1, days * pairs * grid.per_pair * share // 100)
    return Wanted(wishes, sat, grid, (), shares, min(at_most, people), seed=str(seed))


def workdays(number: int) -> tuple[date, ...]:
    """So many Mondays to Fridays."""
    days = (FIRST + timedelta(days=n) for n in range(number * 2 + 7))
    return tuple(day for day in days if day.weekday() < 5)[:number]


def _pair(dice: random.Random, number: int, stay: tuple[date, ...]) -> Pair:
    away = frozenset(dice.sample(stay, min(2, len(stay) // 10)))
    names = (f"主谈{number}", f"记录{number}")
    return Pair(str(number), names, f"谈话室{number}", True, number == 1 or dice.random() < 0.5, away)


def _wish(
    dice: random.Random,
    number: int,
    layer: tuple[str, int, int],
    offices: int,
    pairs: tuple[Pair, ...],
    stay: tuple[date, ...],
) -> Wish:
    key, level, _ = layer
    must = key in WINDOWS
    office = 0 if key in ("head", "leading") else dice.randrange(1, offices)
    kind = "must" if must else dice.choices(("ranked", "asked", "picked"), (92, 4, 4))[0]
    return Wish(
        key=f"p{number:03d}",
        name=f"人员{number}",
        office=f"o{office}",
        office_name=f"第{office}股" if office else "机关",
        post=f"岗位{number}",
        layer=key,
        level=level,
        kind=kind,
        worth=0 if must else dice.choice((2, 4, 6, 9, 14, 22)),
        topics=frozenset(dice.sample(("money", "people", "projects"), dice.randrange(2))),
        length=2 if kind == "picked" and dice.random() < 0.3 else 1,
        away=frozenset(dice.sample(stay, dice.randrange(min(4, len(stay)))))
        if dice.random() < 0.3
        else frozenset(),
        window=_window(stay, *WINDOWS[key]) if must else None,
        barred=frozenset({dice.choice(pairs).key}) if len(pairs) > 1 and dice.random() < 0.1 else frozenset(),
        woman=dice.random() < 0.05,
    )


def _window(stay: tuple[date, ...], first: int, last: int) -> tuple[date, date]:
    return stay[min(len(stay) - 1, len(stay) * first // 100)], stay[max(0, len(stay) * last // 100 - 1)]
