"""A made-up county to try the plan of a term on: the same number and seed give the same county everywhere."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from xuncha.rounds.core.term.arranging import Arranging
from xuncha.rounds.core.term.facts import Sort, Target, Window
from xuncha.rounds.core.term.numbers import Numbers

ROUNDS = 10
PER_TOWN = 20
"""Of so many targets one is a township, with its villages as another one."""


def county(targets: int, seed: int, numbers: Numbers, rounds: int = ROUNDS) -> Arranging:
    """`targets` targets over `rounds` rounds, with the pins, windows and wishes that counties have."""
    dice = random.Random(seed)
    towns = targets // PER_TOWN
    rows = [*_towns(dice, towns), *(_department(dice, n, numbers) for n in range(targets - 2 * towns))]
    settled = [_settled(dice, one, rounds) for one in rows]
    room = max(3, -(-targets * 8 // (rounds * 5)))
    limits = replace(numbers, rounds=rounds, most=room, townships=max(2, -(-towns * 2 // rounds)))
    return Arranging(tuple(settled), 1, limits)


def _towns(dice: random.Random, towns: int) -> Iterator[Target]:
    for number in range(towns):
        risk, key = _risk(dice), f"t{number:04d}"
        days = dice.randrange(200, 421, 10)
        yield Target(key, f"第{number + 1}镇", days, Sort.TOWNSHIP, risk, "镇（街道）")
        villages = dice.randrange(60, 241, 15)
        name = f"第{number + 1}镇所辖各村"
        yield Target(f"v{number:04d}", name, villages, Sort.VILLAGES, risk, "镇（街道）", key)


def _department(dice: random.Random, number: int, numbers: Numbers) -> Target:
    sector = dice.choice([one.name.zh for one in numbers.sectors[1:]] + [""])
    sort = Sort.LEADER if dice.random() < 0.08 else Sort.DEPARTMENT
    days = dice.choice((120, 140, 160, 180, 200, 240, 300, 420))
    return Target(f"d{number:04d}", f"第{number + 1}单位", days, sort, _risk(dice), sector)


def _risk(dice: random.Random) -> int:
    return dice.choices((1, 2, 3), (60, 30, 10))[0]


def _settled(dice: random.Random, one: Target, rounds: int) -> Target:
    """A few are pinned, joint, kept out for a while, due by a round, or to be looked back at."""
    fate = dice.random()
    number = dice.randint(1, rounds)
    if one.sort in (Sort.TOWNSHIP, Sort.VILLAGES) or fate > 0.35:
        return one
    if fate < 0.03:
        return replace(one, pinned=number)
    if fate < 0.05:
        return replace(one, joint=number)
    if fate < 0.10:
        return replace(one, closed=(Window(1, max(1, number // 2), "机构改革"),))
    if fate < 0.16:
        return replace(one, look_back=True)
    return replace(one, due=number, since="上一届")
