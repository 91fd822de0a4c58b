"""Made-up counties from a seed, public and the same on every machine: pool, units, ties, lenders, teams' work."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

from xuncha.base.span import Span
from xuncha.rulebook.core.rule import read_rules
from xuncha.teams.core.facts import Cadre, Lender, Need, Target, Tie
from xuncha.teams.core.forming import Forming
from xuncha.teams.core.provisions import provisions

RULES = Path(__file__).parent.parent / "xuncha" / "data" / "rules"
SKILLS = ("财务", "工程", "招投标", "纪检", "党建", "组织", "信访", "文字", "农业", "审计", "法律", "宣传")


def county(people: int, teams: int, seed: int) -> Forming:
    """A pool as counties have them: few leaders free, few who read books, some ties, some on leave."""
    dice = random.Random(seed)
    units = people // 5
    lenders = [
        Lender(f"u{u:03d}", _unit_name(u), dice.randint(8, 120), dice.randint(0, 4)) for u in range(units)
    ]
    cadres = tuple(_cadre(dice, n, dice.randrange(units)) for n in range(people))
    needs = tuple(_need(dice, t) for t in range(teams))
    ties = tuple(
        Tie(
            f"c{dice.randrange(people):03d}",
            dice.choice(("本人曾任职", "亲属任职", "利害关系", "籍贯地")),
            f"o{dice.randrange(teams)}",
        )
        for _ in range(people // 3)
    )
    kin = tuple(
        tuple(sorted(f"c{n:03d}" for n in dice.sample(range(people), 2))) for _ in range(people // 60)
    )
    book = provisions(read_rules(RULES), date(2026, 3, 2), "530127")
    return Forming(cadres, needs, Span.of("2026-03-02", "2026-04-30"), book, tuple(lenders), ties, kin)


def _unit_name(number: int) -> str:
    return ("县纪委监委", "县委组织部", "县审计局", "县财政局")[number] if number < 4 else f"第{number}单位"


def _cadre(dice: random.Random, number: int, unit: int) -> Cadre:
    skills = {"财务": 0.06, "工程": 0.05, "招投标": 0.02, "纪检": 0.12, "党建": 0.2}
    return Cadre(
        key=f"c{number:03d}",
        name=f"干部{number}",
        unit=f"u{unit:03d}",
        identity=dice.choices(("公务员", "参公", "事业管理", "专技", "工勤", "编外"), (50, 10, 20, 12, 5, 3))[
            0
        ],
        leading_rank=dice.choices(("", "乡科级副职", "乡科级正职"), (70, 20, 10))[0],
        grade=dice.choices(("", "一级主任科员"), (90, 10))[0],
        release=dice.choices(("full", "part", "none"), (70, 15, 15))[0],
        skills=tuple(skill for skill in SKILLS if dice.random() < skills.get(skill, 0.1)),
        woman=dice.random() < 0.4,
        rounds=dice.choices((0, 1, 2, 3), (55, 25, 15, 5))[0],
        barred="" if dice.random() < 0.97 else "处分影响期",
    )


def _need(dice: random.Random, team: int) -> Need:
    target = Target(f"o{team}", f"第{team}个对象", (f"o{team}",))
    figures = {
        "staff": dice.randint(15, 900),
        "budget": dice.randint(1, 400) * 100_000_000,
        "projects": dice.randint(0, 40),
        "villages": dice.choice((0, 0, 6, 14)),
        "letters": dice.randint(0, 90),
    }
    return Need(f"t{team:02d}", f"第{team + 1}巡察组", (target,), figures, woman_needed=dice.random() < 0.5)
