"""Made-up counties from a seed, public and the same on every machine: pool, units, ties, lenders, the work of teams.

No person in them exists. `city` and `province` are many counties of different sizes; `small` is one that can be
looked through whole.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from xuncha.base.span import Day, Span
from xuncha.rulebook.core.rule import read_rules
from xuncha.teams.core.facts import Cadre, Lender, Need, Target, Tie
from xuncha.teams.core.forming import Forming
from xuncha.teams.core.provisions import Provisions, SizeFormula, Step, provisions

RULES = Path(__file__).parent.parent / "xuncha" / "data" / "rules"
AREA = "530127"
ROUND = Span.of("2026-03-02", "2026-04-30")
SKILLS = {
    "财务": 0.03, "工程": 0.02, "招投标": 0.01, "纪检": 0.12, "党建": 0.2, "组织": 0.1, "信访": 0.1, "文字": 0.1,
    "农业": 0.1, "审计": 0.015, "法律": 0.1, "宣传": 0.1,
}  # fmt: skip
BIG = ("县纪委监委", "县委组织部", "县审计局", "县财政局", "县委巡察办")
SIZES = ((300, 6), (350, 7), (400, 8), (450, 9), (450, 10))
"""People and teams of counties as they come."""


@cache
def book() -> Provisions:
    """The shipped rule book on the first day of the round."""
    return provisions(read_rules(RULES), date(2026, 3, 2), AREA)


def county(people: int, teams: int, seed: int) -> Forming:
    """A pool as counties have them: few leaders free, few who read books, some ties, some on leave."""
    dice = random.Random(seed)
    units = people // 5
    lenders = [
        Lender(f"u{u:03d}", _unit_name(u), dice.randint(8, 120), dice.randint(0, 4)) for u in range(units)
    ]
    cadres = tuple(_cadre(dice, n, dice.randrange(units)) for n in range(people))
    needs = tuple(_need(dice, t) for t in range(teams))
    kin = tuple(
        tuple(sorted(f"c{n:03d}" for n in dice.sample(range(people), 2))) for _ in range(people // 60)
    )
    ties = tuple(dict.fromkeys(_tie(dice, people, teams) for _ in range(people // 3)))
    return Forming(cadres, needs, ROUND, book(), tuple(lenders), ties, kin)


def small(people: int, seed: int) -> Forming:
    """Two teams of one to three out of a handful, so that every plan can be looked at."""
    dice = random.Random(seed)
    large = county(people, 2, seed)
    units = [Lender(u.key, u.name, u.staff, u.lent) for u in large.lenders[:3]]
    cadres = [
        replace(
            c,
            unit=dice.choice(units).key,
            leading_rank="乡科级正职" if n < 2 else c.leading_rank,
            release="full" if n < 2 else c.release,
            mobile=False,
        )
        for n, c in enumerate(large.cadres)
    ]
    needs = [
        replace(need, key=key, figures={"staff": dice.randrange(20), "projects": dice.randrange(3)})
        for key, need in zip("12", large.needs, strict=True)
    ]
    formula = SizeFormula(1, 3, 1, (Step("staff", 10, 1),))
    return replace(
        large,
        cadres=tuple(cadres),
        needs=tuple(needs),
        lenders=tuple(units),
        kin=tuple(pair for pair in [("c002", "c003")] if people > 3),
        provisions=replace(book(), size=formula),
    )


def city(seed: int, counties: int = 14) -> tuple[Forming, ...]:
    """The counties of one city, each of its own size."""
    dice = random.Random(seed)
    return tuple(county(*dice.choice(SIZES), seed=dice.randrange(2**31)) for _ in range(counties))


def province(seed: int, counties: int = 129) -> tuple[Forming, ...]:
    """Every county of a province; now and then one has fewer leaders than teams."""
    dice = random.Random(seed)
    return tuple(_poor(dice, one) for one in city(dice.randrange(2**31), counties))


def _poor(dice: random.Random, forming: Forming) -> Forming:
    """One county in thirty has lost most of its chiefs."""
    if dice.random() > 1 / 30:
        return forming
    cadres = tuple(
        replace(c, leading_rank="乡科级副职") if c.leading_rank == "乡科级正职" and dice.random() < 0.8 else c
        for c in forming.cadres
    )
    return replace(forming, cadres=cadres)


def days_of(need: Need, noise: float, dice: random.Random) -> float:
    """Person-days that a target really takes; the formula of team size has not seen the noise, nor the shape of the sum."""
    f = need.figures
    work = 60 + 0.25 * f.get("staff", 0) + 3e-9 * f.get("budget", 0) + 3.5 * f.get("projects", 0)
    work += 4 * f.get("villages", 0) + 1.1 * f.get("letters", 0)
    return work * dice.lognormvariate(0, noise)


def _unit_name(number: int) -> str:
    return BIG[number] if number < len(BIG) else f"第{number}单位"


def _cadre(dice: random.Random, number: int, unit: int) -> Cadre:
    identities = ("公务员", "参公", "事业管理", "专技", "工勤", "编外")
    rank = dice.choices(("", "乡科级副职", "乡科级正职"), (70, 20, 10))[0]
    head = rank == "乡科级正职" and dice.random() < 0.4
    skills = tuple(skill for skill, share in SKILLS.items() if dice.random() < share)
    return Cadre(
        key=f"c{number:03d}",
        name=f"干部{number}",
        unit=f"u{unit:03d}",
        identity=dice.choices(identities, (50, 10, 20, 12, 5, 3))[0],
        leading_rank=rank,
        grade=dice.choices(("", "一级主任科员"), (90, 10))[0],
        in_leader_pool=rank == "乡科级正职" and dice.random() < 0.5,
        release=dice.choices(("full", "part", "none"), (70, 15, 15))[0],
        skills=skills,
        woman=dice.random() < 0.4,
        rounds=dice.choices((0, 1, 2, 3), (55, 25, 15, 5))[0],
        barred="" if dice.random() < 0.97 else "处分影响期",
        head=head,
        stand_in="副职" if head and dice.random() < 0.7 else "",
        led=dice.choice((0, 0, 1, 2)) if rank == "乡科级正职" else 0,
        mobile="财务" in skills and rank == "" and dice.random() < 0.1,
    )


def _tie(dice: random.Random, people: int, teams: int) -> Tie:
    kind = dice.choice(("本人曾任职", "亲属任职", "利害关系", "籍贯地"))
    ended = Day(dice.randint(2017, 2025), dice.randint(1, 12)) if kind == "本人曾任职" else None
    return Tie(f"c{dice.randrange(people):03d}", kind, f"o{dice.randrange(teams)}", ended=ended)


def _need(dice: random.Random, team: int) -> Need:
    target = Target(f"o{team}", f"第{team}个对象", (f"o{team}",))
    figures = {
        "staff": min(900, round(dice.lognormvariate(4.2, 0.9))),
        "budget": round(dice.lognormvariate(0, 1) * 5_000_000_000),
        "projects": dice.choice((0, 0, 2, 5, 12, 25)),
        "villages": dice.choice((0, 0, 0, 8, 16)),
        "letters": dice.randint(0, 60),
    }
    modes = ("巡审联动",) if dice.random() < 0.1 else ()
    return Need(f"t{team:02d}", f"第{team + 1}巡察组", (target,), figures, dice.random() < 0.5, modes)


def uneven(
    seed: int, counties: int = 14, skills: tuple[str, ...] = ("财务", "审计", "工程", "招投标")
) -> tuple[Forming, ...]:
    """A city in which every second county has lost nine in ten of those who read books and judge works."""
    dice = random.Random(seed)
    return tuple(
        without_skills(dice, one, skills) if number % 2 else one
        for number, one in enumerate(city(seed, counties))
    )


def without_skills(dice: random.Random, forming: Forming, skills: tuple[str, ...]) -> Forming:
    """The county with nine in ten of those who have the skills gone, and without specialists shared by days."""
    cadres = tuple(
        replace(c, skills=tuple(s for s in c.skills if s not in skills or dice.random() < 0.1), mobile=False)
        for c in forming.cadres
    )
    return replace(forming, cadres=cadres)


def places(seed: int, counties: int = 14) -> tuple[tuple[str, str, int, int], ...]:
    """Where the counties of a city lie: key, name, kilometres east and north."""
    dice = random.Random(seed)
    return tuple(
        (f"k{at:03d}", f"第{at + 1}县", dice.randrange(120), dice.randrange(120)) for at in range(counties)
    )
