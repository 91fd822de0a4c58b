"""What stands on the board beside the names of a team: size against the work, skills had and lacking, what is left to be wished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.planning.rule import Verdict
from xuncha.teams.core.facts import Need
from xuncha.teams.core.form import RULES, check_plan
from xuncha.teams.core.forming import Formation
from xuncha.teams.core.record import wishes


def cards(plan: Formation) -> list[dict[str, Any]]:
    """By team, in the order of the plan's teams: `team`, `wanted` (people), `skills` [{name, people, who}], `help` [{cadre, name,
    days}], `wishes` [{says, binding}].

    Plain values, kept with the plan: a published board shows what was known on the day.
    """
    verdicts = wishes(check_plan(plan))
    return [
        {
            "team": need.key,
            "wanted": plan.problem.sizes[need.key].people,
            "skills": _skills(plan, need),
            "help": [
                {"cadre": one.cadre, "name": plan.problem.cadre[one.cadre].name, "days": one.days}
                for one in plan.help
                if one.team == need.key
            ],
            "wishes": [
                {"says": one.broken.says.as_dict(), "binding": one.broken.price is None}
                for one in about(verdicts, need)
            ],
        }
        for need in plan.problem.needs
    ]


def scores(plan: Formation) -> list[dict[str, Any]]:
    """By rule, in the order of the catalogue: `rule`, `title`, `grade`, `cost` in the grade's own units; binding rules cost nothing."""
    costs: dict[str, int] = {}
    for one in check_plan(plan):
        costs[one.rule.key] = costs.get(one.rule.key, 0) + (one.broken.price or 0)
    return [
        {
            "rule": rule.key,
            "title": rule.title.as_dict(),
            "grade": rule.grade.name,
            "cost": costs.get(rule.key, 0),
        }
        for rule in RULES
    ]


def about(verdicts: Sequence[Verdict], need: Need) -> list[Verdict]:
    """What is said of one team: a rule's sentence names the team it is about."""
    return [one for one in verdicts if need.name in one.broken.says.zh]


def _skills(plan: Formation, need: Need) -> list[dict[str, Any]]:
    members = plan.members(need)
    return [
        {
            "name": skill.name.as_dict(),
            "people": skill.wanted(need),
            "who": [one.name for one in members if skill.held_by(one)],
        }
        for skill in plan.problem.provisions.skills
        if skill.asked(need.figures)
    ]


def shown(plan: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The kept teams joined with their cards, sentences brought back: what the page lays out."""
    cards_of = {card["team"]: card for card in plan["board"]}
    audits = {f"{group['number']:02d}": group["audit"] for group in plan["groups"]}
    return [{**_team(team, cards_of[team["team"]]), "audit": audits[team["team"]]} for team in plan["teams"]]


def _team(team: Mapping[str, Any], card: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "key": team["team"],
        "name": team["name"],
        "targets": team["targets"],
        "size": Sentence(**team["size"]),
        "people": [
            {**one, "reasons": [Sentence(**says) for says in one["reasons"]]} for one in team["people"]
        ],
        "wanted": card["wanted"],
        "help": card["help"],
        "skills": [
            {
                "name": Sentence(**one["name"]),
                "who": one["who"],
                "short": max(0, one["people"] - len(one["who"])),
            }
            for one in card["skills"]
        ],
        "wishes": [{**one, "says": Sentence(**one["says"])} for one in card["wishes"]],
    }
