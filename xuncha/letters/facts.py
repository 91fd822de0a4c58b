"""Turns data files and rows of this room into what `core` takes."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from xuncha.base.span import Held
from xuncha.base.workdays import Clock
from xuncha.letters.core.clocks import Due, Happened, Start, read_starts, running
from xuncha.letters.core.lists import Lists, read_lists
from xuncha.letters.core.recuse import Powers, barred
from xuncha.letters.core.suggest import Known
from xuncha.letters.models import Letter, Matter, Referral
from xuncha.registry.models import Organisation, Person, Tenure, UnitParty
from xuncha.rounds.models import Inspection
from xuncha.rulebook import calendar
from xuncha.rulebook.core.rule import NoRule
from xuncha.rulebook.models import look

_FILES = ("ways", "channels", "signals", "subjects", "rules", "settings", "headers")
DONE, EXTENSION = "letters.done", "letters.done_extension"
"""The clock of the body that a matter was sent to, and by how much it may be moved."""
_MARKS = ("(虚构)", "（虚构）")


def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads((files("xuncha") / "data" / "letters" / f"{name}.toml").read_text("utf-8"))


@cache
def triage_lists() -> Lists:
    """The lists shipped in `xuncha/data/letters`, read once."""
    return read_lists({name: _table(name) for name in _FILES})


@cache
def starts() -> tuple[Start, ...]:
    """Which clock starts when, read once; the clocks themselves live in the rulebook."""
    return read_starts(_table("clocks")["start"])


def clocks(on: date) -> dict[str, Clock]:
    """The clocks of the rulebook in force on a day; a rule nobody entered is left out."""
    found: dict[str, Clock] = {}
    for key in {EXTENSION, *(start.rule for start in starts())}:
        try:
            rule = look(key, on)
        except NoRule:
            continue
        basis = f"{rule.basis}{rule.article}" + ("" if rule.confirmed else "（未与正式文本核对）")
        found[key] = Clock(rule.value["number"], rule.value["unit"], basis)
    return found


def dues(
    letter: Letter,
    matter: Matter,
    referral: Referral | None = None,
    known_clocks: Mapping[str, Clock] | None = None,
) -> tuple[Due, ...]:
    """The clocks that run for a matter, the earliest first. Raises YearUnknown, see `core.clocks.running`.

    `referral`: the latest, whose own due day counts for its answer. `known_clocks`: those of `clocks`, where many
    letters are reckoned at once.
    """
    days = {
        "received": letter.received_on,
        "decided": matter.decided_on,
        "sent": referral.sent_on if referral else None,
        "told": matter.told_on,
        "result_told": matter.result_told_on,
        "answered": referral.answered_on if referral else None,
        "closed": matter.closed_on,
    }
    happened = Happened(
        matter.way if matter.decided_on else "",
        {event: day for event, day in days.items() if day},
        named=letter.named,
        repeat=letter.repeat,
        moved={DONE: referral.due} if referral and referral.due else {},
    )
    limits = clocks(letter.received_on) if known_clocks is None else known_clocks
    return running(happened, starts(), limits, calendar.official())


def known(inspection: Inspection) -> Known:
    """The names of the bodies that the inspection is about, as a writer may put them."""
    names: list[str] = []
    for member in inspection.target.members.select_related("organisation", "post__organisation"):
        body = member.organisation or (member.post.organisation if member.post else None)
        if body:
            names += [body.name, _bare(body.name)]
    return Known(tuple(dict.fromkeys(names)))


def _bare(name: str) -> str:
    for mark in _MARKS:
        name = name.replace(mark, "")
    return name.removesuffix("办事处")


def powers(persons: Iterable[str], on: date) -> Powers:
    """Who controls what today: lower units, a unit and its own Party organisation; and where these persons sit."""
    controls: defaultdict[str, set[str]] = defaultdict(set)
    for one, parent in Organisation.objects.exclude(parent=None).values_list("pk", "parent_id"):
        controls[str(parent)].add(str(one))
    for unit, party in UnitParty.objects.filter(own=True).values_list("unit_id", "party_id"):
        controls[str(unit)].add(str(party))
        controls[str(party)].add(str(unit))
    sits: defaultdict[str, set[str]] = defaultdict(set)
    for tenure in Tenure.objects.filter(person_id__in=list(persons)).select_related("post"):
        if tenure.span.holds(on) is not Held.NO:
            sits[str(tenure.person_id)].add(str(tenure.post.organisation_id))
    return Powers(_frozen(controls), _frozen(sits))


def _frozen(of: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in of.items()}


def refused_receivers(about: Mapping[str, Any], on: date) -> dict[str, Any]:
    """Organisation id → why it must not receive a letter about these (`about` as sealed in the letter).

    A body is found by its name, a person by his name at the bodies named, or anywhere if none of these is known: it
    is better to bar one body too many than to send a letter to those it is about.
    """
    bodies = [str(pk) for pk in _bodies_named(about.get("reported_body", ""))]
    persons = _persons_named(about.get("reported", ""), bodies)
    return barred(bodies, persons, powers(persons, on)) if bodies or persons else {}


def _bodies_named(said: str) -> Iterable[Any]:
    said = said.strip()
    if not said:
        return []
    named = Organisation.objects.values_list("pk", "name")
    return [pk for pk, name in named if said in (name, _bare(name)) or _bare(name) in said]


def _persons_named(said: str, bodies: list[str]) -> list[str]:
    said = said.strip()
    if not said:
        return []
    namesakes = [str(pk) for pk in Person.objects.filter(name=said).values_list("pk", flat=True)]
    there = Tenure.objects.filter(person_id__in=namesakes, post__organisation_id__in=bodies)
    sitting = {str(pk) for pk in there.values_list("person_id", flat=True)}
    return [pk for pk in namesakes if pk in sitting] or namesakes
