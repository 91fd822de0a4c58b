"""What two plans of a round's teams differ in: who came, who went, who sits elsewhere. Plans are told in `core.record`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from xuncha.base.words import Sentence
from xuncha.planning.rule import Verdict
from xuncha.teams.core.form import check_plan
from xuncha.teams.core.forming import Formation
from xuncha.trust.core.roles import Role

Plan = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """Where somebody sits."""

    team: str
    role: str

    @property
    def says(self) -> Sentence:
        called = Role(self.role).called
        return Sentence(f"{self.team}{called.zh.removeprefix('巡察组')}", f"{called.en} of {self.team}")


@dataclass(frozen=True)
class Change:
    """One person who does not sit where he sat; `before` None: newly in, `after` None: out."""

    cadre: str
    name: str
    unit: str
    before: Place | None
    after: Place | None

    @property
    def says(self) -> Sentence:
        who = f"{self.name}（{self.unit}）"
        match self.before, self.after:
            case None, Place() as to:
                return Sentence(f"{who}编入{to.says.zh}", f"{self.name} joins: {to.says.en}")
            case Place() as was, None:
                return Sentence(f"{who}不再任{was.says.zh}", f"{self.name} leaves: {was.says.en}")
            case Place() as was, Place() as to:
                zh = f"{who}由{was.says.zh}改任{to.says.zh}"
                return Sentence(zh, f"{self.name}: from {was.says.en} to {to.says.en}")
        raise ValueError("a change has a place before or after")


def changes(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Everybody whose place differs, by the place held now, those who went last."""
    old, new = _places(before), _places(after)
    known = _people(before) | _people(after)
    found = [
        Change(cadre, *known[cadre], old.get(cadre), new.get(cadre))
        for cadre in sorted(old.keys() | new.keys())
        if old.get(cadre) != new.get(cadre)
    ]
    return tuple(
        sorted(found, key=lambda one: (one.after is None, one.after.team if one.after else "", one.cadre))
    )


def binding_now(plan: Formation) -> list[Sentence]:
    """The binding rules that a plan breaks as things are now: the pool and the answers of units may have changed since."""
    return [one.broken.says for one in check_plan(plan) if one.broken.price is None]


def broken_anew(before: Formation, after: Formation) -> list[Verdict]:
    """What is broken now and was not before; the shared burden is always there and left out."""
    known = {one.broken.says for one in check_plan(before)}
    return [
        one for one in check_plan(after) if one.broken.says not in known and one.rule.key != "fair_burden"
    ]


def costs(before: Plan, after: Plan, grades: Iterable[str]) -> list[tuple[str, int, int]]:
    """By grade: what the one costs and what the other does, in the units of the grade's own prices."""
    return [(grade, before["by_grade"].get(grade, 0), after["by_grade"].get(grade, 0)) for grade in grades]


def lenders(before: Plan, after: Plan) -> list[tuple[str, int, int]]:
    """By lending unit, in the order of names: people in the one plan and in the other; those where it differs."""
    old, new = _lent(before), _lent(after)
    return [
        (unit, old.get(unit, 0), new.get(unit, 0))
        for unit in sorted(old.keys() | new.keys())
        if old.get(unit, 0) != new.get(unit, 0)
    ]


def _places(plan: Plan) -> dict[str, Place]:
    return {
        one["cadre"]: Place(team["name"], one["role"]) for team in plan["teams"] for one in team["people"]
    }


def _people(plan: Plan) -> dict[str, tuple[str, str]]:
    return {one["cadre"]: (one["name"], one["unit"]) for team in plan["teams"] for one in team["people"]}


def _lent(plan: Plan) -> dict[str, int]:
    found: dict[str, int] = {}
    for team in plan["teams"]:
        for one in team["people"]:
            found[one["unit"]] = found.get(one["unit"], 0) + 1
    return found
