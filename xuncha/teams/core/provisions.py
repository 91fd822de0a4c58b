"""What the rule book says about teams on the day, in the shape the rules of forming need."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.rulebook.core.rule import Rule, pick
from xuncha.teams.core.facts import Cadre, Need


@dataclass(frozen=True)
class Ground:
    """One way to be fit for a post in a team: one of `among` as the `fact` of a cadre."""

    fact: str
    among: tuple[str, ...]
    title: Sentence
    confirmed: bool

    def met(self, cadre: Cadre) -> bool:
        value = getattr(cadre, self.fact)
        return ("是" if value else "") in self.among if isinstance(value, bool) else value in self.among


@dataclass(frozen=True)
class Article:
    """One numbered qualification for being drafted at all."""

    number: int
    says: Sentence
    fact: str
    among: tuple[str, ...]

    def met(self, cadre: Cadre) -> bool:
        return getattr(cadre, self.fact) in self.among


@dataclass(frozen=True)
class Step:
    """For each `each` of a figure `adds` people; less than a full `each` adds its share."""

    figure: str
    each: int
    adds: int


@dataclass(frozen=True)
class SizeFormula:
    """Team size: `base` and what the steps add, rounded once, within `least` and `most`."""

    least: int
    most: int
    base: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Skill:
    """A skill of which a team needs `people`; any of the words `any_of` is it. Asked only when `figure`
    reaches `from_`. An agreed mode of `spared_by` spares the team so many of them.
    """

    name: Sentence
    any_of: tuple[str, ...]
    people: int
    price: int
    figure: str = ""
    from_: int = 0
    spared_by: tuple[tuple[str, int], ...] = ()

    def held_by(self, cadre: Cadre) -> bool:
        return any(skill in self.any_of for skill in cadre.skills)

    def asked(self, figures: Mapping[str, int]) -> bool:
        return not self.figure or figures.get(self.figure, 0) >= self.from_

    def wanted(self, need: Need) -> int:
        """How many people with the skill a team has to have of its own; 0 where it is not asked."""
        spared = sum(people for mode, people in self.spared_by if mode in need.modes)
        return max(0, self.people - spared) if self.asked(need.figures) else 0


@dataclass(frozen=True)
class Lending:
    """Soft limits for one lender: people in one team, and in one round as a share of its staff; some are not
    bound.
    """

    per_team: int
    per_round_percent: int
    at_least: int
    not_bound: tuple[str, ...]

    def binds(self, lender_name: str) -> bool:
        return not any(word in lender_name for word in self.not_bound)


@dataclass(frozen=True)
class BurdenScale:
    """Price of one more person lent: the first step whose percentage of staff is not passed, or `beyond`."""

    steps: tuple[tuple[int, int], ...]
    beyond: int
    staff_when_unknown: int


@dataclass(frozen=True)
class Mobile:
    """The 财审机动组: for which skills (by name), how many days stand for one person, and the most days of one specialist."""

    skills: tuple[str, ...]
    days: int
    most: int


@dataclass(frozen=True)
class Liaison:
    """Who may be a liaison: of a unit whose name holds one of `units`, or with so many rounds served."""

    units: tuple[str, ...]
    rounds: int

    def fits(self, cadre: Cadre, lender_name: str) -> bool:
        return cadre.rounds >= self.rounds or any(word in lender_name for word in self.units)


@dataclass(frozen=True)
class Provisions:
    """All that forming teams takes from the rule book."""

    leader: tuple[Ground, ...]
    deputy: tuple[Ground, ...]
    articles: tuple[Article, ...]
    size: SizeFormula
    skills: tuple[Skill, ...]
    recusal: tuple[tuple[str, str], ...]
    lending: Lending
    burden: BurdenScale
    experienced_percent: int
    newcomers: int
    basis: tuple[tuple[str, str], ...]
    mobile: Mobile = Mobile((), 1, 0)
    liaison: Liaison = Liaison((), 0)
    years: tuple[tuple[str, int], ...] = ()
    local: tuple[str, ...] = ()

    def basis_of(self, key: str) -> str:
        """The document behind a record of the rule book, by the key that a rule names as its basis; "" for
        none.
        """
        return dict(self.basis).get(key, "")


KEYS = (
    *("qualification", "size", "skills", "recusal", "lending", "burden", "experience"),
    *("recusal.years", "recusal.local", "modes", "mobile", "liaison"),
    *("leader.leading_rank", "leader.grade", "leader.pool", "deputy.leading_rank"),
)
"""The records of the rule book that forming teams reads, without their `teams.`."""


def provisions(records: Iterable[Rule], on: date, area: str) -> Provisions:
    """Read the records in force on a day in an area. Raises `NoRule` with what to enter."""
    records = list(records)

    def rule(key: str) -> Rule:
        return pick(records, f"teams.{key}", on, area)

    size, lending, burden, experience = (rule(k).value for k in ("size", "lending", "burden", "experience"))
    return Provisions(
        leader=tuple(_ground(rule(f"leader.{fact}"), fact) for fact in ("leading_rank", "grade", "pool")),
        deputy=(_ground(rule("deputy.leading_rank"), "leading_rank"),),
        articles=tuple(_article(one) for one in rule("qualification").value),
        size=SizeFormula(
            size["least"], size["most"], size["base"], tuple(Step(**step) for step in size["steps"])
        ),
        skills=tuple(_skill(one, rule("modes").value) for one in rule("skills").value),
        recusal=tuple(sorted(rule("recusal").value.items())),
        lending=Lending(
            lending["per_team"],
            lending["per_round_percent"],
            lending["at_least"],
            tuple(lending["not_bound"]),
        ),
        burden=BurdenScale(
            tuple((percent, price) for percent, price in burden["steps"]),
            burden["beyond"],
            burden["staff_when_unknown"],
        ),
        experienced_percent=experience["percent"],
        newcomers=experience["newcomers"],
        basis=tuple((f"teams.{key}", rule(key).basis) for key in KEYS),
        mobile=_mobile(rule("mobile").value),
        liaison=Liaison(tuple(rule("liaison").value["units"]), rule("liaison").value["rounds"]),
        years=tuple(sorted(rule("recusal.years").value.items())),
        local=tuple(rule("recusal.local").value),
    )


def _ground(rule: Rule, fact: str) -> Ground:
    fact = "in_leader_pool" if fact == "pool" else fact
    return Ground(fact, tuple(rule.value), rule.title, rule.confirmed)


def _article(value: Mapping[str, Any]) -> Article:
    says = Sentence(value["says"], value["says_en"])
    return Article(value["number"], says, value["fact"], tuple(value["among"]))


def _mobile(value: Mapping[str, Any]) -> Mobile:
    return Mobile(tuple(value["skills"]), value["days"], value["most"])


def _skill(value: Mapping[str, Any], modes: Iterable[Mapping[str, Any]]) -> Skill:
    return Skill(
        name=Sentence(value["name"], value["en"]),
        any_of=tuple(value["any"]),
        people=value["people"],
        price=value["price"],
        figure=value.get("figure", ""),
        from_=value.get("from", 0),
        spared_by=tuple((mode["name"], mode["less"]) for mode in modes if mode["skill"] == value["name"]),
    )
