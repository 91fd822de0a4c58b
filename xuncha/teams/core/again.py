"""Forming teams again after somebody has dropped out: the menu of three, with every change in words."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from xuncha.base.words import Sentence
from xuncha.planning.replan import Way, menu
from xuncha.planning.rule import Rule
from xuncha.teams.core.form import RULES
from xuncha.teams.core.forming import Formation, Forming, Seat
from xuncha.teams.core.others import short


def again(
    forming: Forming,
    previous: Formation,
    gone: Collection[str],
    rules: Sequence[Rule] = RULES,
    **options: Any,
) -> tuple[Way, Way, Way]:
    """Everyone else stays, few changes, from scratch. `forming` is the round as it is now; `gone` are cadre keys.

    Those gone are left out of the pool; their leaving is no change. `options` as for `planning.replan.menu`.
    """
    left = without(forming, gone)
    stayed = replace(previous, seats=tuple(one for one in previous.seats if one.cadre in left.cadre))
    stayed = replace(stayed, help=tuple(one for one in previous.help if one.cadre in left.cadre))
    return menu(left, rules, stayed.taken(), lambda plan: changes(stayed, plan), **options)


def without(forming: Forming, gone: Collection[str]) -> Forming:
    """The round without some people, and without what concerned them alone."""
    return replace(
        forming,
        cadres=tuple(one for one in forming.cadres if one.key not in gone),
        kin=tuple(pair for pair in forming.kin if not set(pair) & set(gone)),
        pins=tuple(pin for pin in forming.pins if pin.cadre not in gone),
    )


def changes(before: Formation, after: Formation) -> tuple[Sentence, ...]:
    """One sentence a person who is added, leaves, moves, or has another role than before; both of one round."""
    old, new = ({seat.cadre: seat for seat in plan.seats} for plan in (before, after))
    people = sorted(old.keys() | new.keys())
    return tuple(
        _change(after.problem, key, old.get(key), new.get(key))
        for key in people
        if old.get(key) != new.get(key)
    )


def _change(forming: Forming, key: str, old: Seat | None, new: Seat | None) -> Sentence:
    name = forming.cadre[key].name
    if new is None:
        team = forming.need[old.team].name if old else ""
        return Sentence(f"{name}退出{team}", f"{name} leaves {team}")
    team, role = forming.need[new.team].name, Sentence(short(new.role), new.role.called.en)
    if old is None:
        return Sentence(f"{name}编入{team}（{role.zh}）", f"{name} joins {team} ({role.en})")
    if old.team != new.team:
        came = forming.need[old.team].name
        return Sentence(
            f"{name}由{came}调到{team}（{role.zh}）", f"{name} moves from {came} to {team} ({role.en})"
        )
    return Sentence(
        f"{name}在{team}由{short(old.role)}改任{role.zh}",
        f"{name} of {team}: {role.en} instead of {old.role.called.en}",
    )
