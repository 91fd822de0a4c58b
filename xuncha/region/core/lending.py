"""Scarce specialists lent inside a city by prices: what each county would lend and borrow at a price a skill.

A county that borrows pays the price of the skill, one that lends is paid it. At given prices the counties are
independent, so each is solved alone; and whatever the prices, the sum of what they cost is below every way of lending
in the city (Lagrange). Prices rise where more is asked than offered. At the end asked and offered are made equal,
named specialists are given to the borrowers, and those counties form their teams with them.

What is the same for all: somebody is lent for one skill, to one county, for the whole round; abroad he is a member
with that skill and no newcomer, without rank; the burden of his unit is counted at home. A tie of his to a body of
the borrowing county stands among that county's ties, under the key that he has abroad, and recuses him there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Choice, Demand, Grade, Rule, Taken, all_of
from xuncha.teams.core.facts import Cadre, Lender
from xuncha.teams.core.form import RULES
from xuncha.teams.core.forming import SERVES, Formation, Forming
from xuncha.teams.core.provisions import Skill

LENDS = "lends"
AWAY = "外县"
"""The unit of whoever comes from another county; it is burdened at home, not here."""

COUNT_LENT = frozenset({"one_team", "fair_burden", "lender_limit", "qualification", "released", "part_time"})
"""Rules that sum up where somebody serves: being lent is serving somewhere."""


def abroad(county: str, cadre: str) -> str:
    """The key that a specialist of `county` has in another county."""
    return f"{county}/{cadre}"


@dataclass(frozen=True)
class Trading(Forming):
    """A county's round with what it could lend and borrow. `prices` and quotas are by the name of the skill.

    `stand_ins` are nameless specialists to be borrowed, `sent` those already named who go (cadre, skill), `most_borrowed`
    and `least_lent` the quotas (no entry: no limit). Real specialists who come stand among the cadres, `crossing`.
    """

    lent_skills: tuple[str, ...] = ()
    prices: Mapping[str, int] = field(default_factory=dict)
    most_borrowed: Mapping[str, int] = field(default_factory=dict)
    least_lent: Mapping[str, int] = field(default_factory=dict)
    sent: tuple[tuple[str, str], ...] = ()

    def choices(self) -> Iterable[Choice]:
        yield from super().choices()
        for skill, cadre in self.offers:
            yield self.lends(skill, cadre)

    def lends(self, skill: Skill, cadre: Cadre) -> Choice:
        """1 when the cadre is lent to another county for that skill."""
        return Choice((LENDS, skill.name.zh, cadre.key))

    @cached_property
    def traded(self) -> tuple[Skill, ...]:
        return tuple(skill for skill in self.provisions.skills if skill.name.zh in self.lent_skills)

    @cached_property
    def offers(self) -> tuple[tuple[Skill, Cadre], ...]:
        """Who may be lent for what: fit, released wholly, at home here, no head of a unit, no mobile specialist."""
        return tuple(
            (skill, cadre)
            for skill in self.traded
            for cadre in self.cadres
            if skill.held_by(cadre)
            and not (cadre.crossing or cadre.head or cadre.mobile or cadre.key in self.obstacles)
            and cadre.release == "full"
        )

    def stand_ins(self, skill: Skill) -> list[Cadre]:
        """The nameless specialists that could be borrowed for the skill."""
        return [c for c in self.cadres if c.key.startswith(f"{AWAY}/{skill.name.zh}/")]

    def plan(self, taken: Taken) -> Traded:
        """The teams, and who is lent for what."""
        teams = super().plan(taken)
        lent = sorted((c.key[2], c.key[1]) for c, times in taken.items() if times and c.key[0] == LENDS)
        return Traded(self, teams.seats, teams.help, tuple(lent))


@dataclass(frozen=True)
class Traded(Formation):
    """Teams of a county that lends and borrows; `lent` are pairs (cadre, skill)."""

    lent: tuple[tuple[str, str], ...] = ()

    def taken(self) -> Taken:
        return {**super().taken(), **{Choice((LENDS, skill, cadre)): 1 for cadre, skill in self.lent}}

    def borrowed(self) -> dict[str, int]:
        """How many stand-ins serve, by skill."""
        county = self.problem
        assert isinstance(county, Trading)
        serving = {seat.cadre for seat in self.seats}
        return {
            skill.name.zh: sum(one.key in serving for one in county.stand_ins(skill))
            for skill in county.traded
        }


def trading(forming: Forming, skills: tuple[str, ...], **more: Any) -> Trading:
    """`forming` with stand-ins to be borrowed: as many as its teams ask for."""
    cadres = list(forming.cadres)
    for skill in forming.provisions.skills:
        if skill.name.zh in skills:
            wanted = sum(skill.wanted(need) for need in forming.needs)
            cadres += [_stand_in(skill, number) for number in range(wanted)]
    return _with(forming, cadres, lent_skills=skills, **more)


def settled(
    forming: Forming, skills: tuple[str, ...], come: Iterable[Cadre], sent: tuple[tuple[str, str], ...]
) -> Trading:
    """`forming` with those who come by name, and without those who go."""
    return _with(forming, [*forming.cadres, *come], lent_skills=skills, sent=sent)


def _with(forming: Forming, cadres: Iterable[Cadre], **more: Any) -> Trading:
    facts = {one.name: getattr(forming, one.name) for one in fields(Forming)}
    lenders = (*forming.lenders, Lender(AWAY, AWAY))
    return Trading(**{**facts, "cadres": tuple(cadres), "lenders": lenders}, **more)


def _stand_in(skill: Skill, number: int) -> Cadre:
    """A woman: with her a team lacks nothing that it would have with a man."""
    return Cadre(
        f"{AWAY}/{skill.name.zh}/{number:03d}",
        f"外县{skill.name.zh}人员",
        AWAY,
        skills=(skill.any_of[0],),
        woman=True,
        rounds=1,
        crossing=True,
    )


def coming(county: str, cadre: Cadre, skill: Skill) -> Cadre:
    """A specialist of `county` as the borrowing county sees him."""
    return replace(
        cadre,
        key=abroad(county, cadre.key),
        unit=AWAY,
        identity="公务员",
        leading_rank="",
        grade="",
        in_leader_pool=False,
        rounds=max(1, cadre.rounds),
        skills=(skill.any_of[0],),
        crossing=True,
        led=0,
    )


def _counting(rule: Rule) -> Rule:
    """The rule with those who are lent counted as serving: in every demand that sums people over all teams."""

    def post(county: Trading) -> Iterable[Demand]:
        for demand in rule.post(county):
            yield _with_lent(county, demand)

    return replace(rule, post=post)


def _with_lent(county: Trading, demand: Demand) -> Demand:
    teams = {choice.key[1] for choice, _ in demand.terms if choice.key[0] == SERVES}
    if len(teams) < len(county.needs):
        return demand
    people = {choice.key[2] for choice, _ in demand.terms}
    lent = all_of(county.lends(skill, cadre) for skill, cadre in county.offers if cadre.key in people)
    return replace(demand, terms=(*demand.terms, *lent))


def _prices(county: Trading) -> Iterable[Demand]:
    """What is borrowed costs; what is offered and not lent costs as much, which is being paid for lending."""
    for skill in county.traded:
        name = skill.name.zh
        price = county.prices.get(name, 0)
        lent = all_of(county.lends(skill, c) for s, c in county.offers if s is skill)
        used = all_of(county.serves(c, need) for c in county.stand_ins(skill) for need in county.needs)
        says = Sentence(f"调剂{name}人员的价格", f"the price of {skill.name.en}")
        if price:
            yield Demand(says, used, at_most=0, prices=(price,))
            yield Demand(says, lent, at_least=len(lent), prices=(price,))
        if name in county.most_borrowed:
            yield Demand(says, used, at_most=county.most_borrowed[name])
        if name in county.least_lent:
            yield Demand(says, lent, at_least=county.least_lent[name])
    yield from _named(county)


def _named(county: Trading) -> Iterable[Demand]:
    """Those already named go, each for the skill he was asked for."""
    skills = {skill.name.zh: skill for skill in county.traded}
    for key, name in county.sent:
        says = Sentence(f"{county.cadre[key].name}已定支援外县", f"{county.cadre[key].name} is lent")
        yield Demand(says, ((county.lends(skills[name], county.cadre[key]), 1),), at_least=1)


def _unjudged(plan: Traded) -> Iterable[Broken]:
    """Prices are of the search, not of the plan; the plan itself is judged by the rules of forming teams."""
    return ()


PRICES = Rule(
    "lending",
    Sentence("市内调剂", "lending inside the city"),
    "region.lending",
    Grade.PREFERENCE,
    _prices,
    _unjudged,
)
TRADING_RULES: tuple[Rule, ...] = (
    *(_counting(rule) if rule.key in COUNT_LENT else rule for rule in RULES),
    PRICES,
)
"""The rules of forming teams, those who are lent counted in, and the prices."""


def paid_back(county: Trading) -> int:
    """What `_prices` charges a county that lends nobody: to be taken off its cost and its bound."""
    return sum(county.prices.get(skill.name.zh, 0) for skill, _ in county.offers)
