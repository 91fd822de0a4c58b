"""What a body's candidates, the listed talks and the rulebook ask for, as the plan takes it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.interviews.core.candidates import Candidate
from xuncha.interviews.core.people import Layer, layer_of
from xuncha.interviews.core.plan.facts import RANKED, Busy, Pair, Share, Wish
from xuncha.interviews.core.timetable import PlacedTalk, Talk
from xuncha.interviews.core.worth import Cell, Worth

TOPICS = {
    "money": Sentence("管钱的岗位", "posts over money"),
    "people": Sentence("管人的岗位", "posts over people"),
    "projects": Sentence("管项目的岗位", "posts over projects"),
}
_LISTED = {"must": "must", "asked": "asked", "chosen": "picked"}


@dataclass(frozen=True, slots=True)
class Provisions:
    """What the rulebook says about whom to talk to and when; see `data/rules/interviews.toml` for each."""

    windows: Mapping[str, Sequence[int]]
    shares: Mapping[str, int]
    topics: int
    outside: int
    spare: int
    load: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A talk that is on the list. `free`: it may be given a place; `by_plan`: an earlier plan chose it, and nobody else did."""

    talk: Talk
    free: bool
    by_plan: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """What wishes are made of besides the list: candidates, the unit type of each office, worth, layers, pairs, days."""

    candidates: Sequence[Candidate]
    unit_types: Mapping[str, str]
    worths: Mapping[Cell, Worth]
    layers: Sequence[Layer]
    pairs: Sequence[Pair]
    days: Sequence[date]
    provisions: Provisions


def wishes_of(listings: Sequence[Listing], ground: Ground) -> tuple[Wish, ...]:
    """The listed talks that may be given a place, outside every ranking; then the candidates, ranked.

    Whom a plan chose before is a candidate again, with what his talk needs; whom the team listed is not.
    """
    people = {one.person: one for one in ground.candidates}
    listed = {one.talk.person for one in listings}
    wishes = []
    for one in listings:
        candidate = people.get(one.talk.person)
        if one.free:
            wish = _listed(one.talk, candidate, ground)
            if one.by_plan and candidate:
                wish = replace(wish, kind=RANKED, worth=_worth(candidate, ground))
            wishes.append(wish)
    fresh = [one for one in ground.candidates if one.person not in listed and not one.must]
    return (*wishes, *(_ranked(one, ground) for one in fresh))


def kept_on_list(listings: Iterable[Listing]) -> frozenset[str]:
    """Persons who are talked to in any case: on the list, and not by an earlier plan's choice that may change."""
    return frozenset(one.talk.person for one in listings if not (one.free and one.by_plan))


def _listed(talk: Talk, candidate: Candidate | None, ground: Ground) -> Wish:
    layer = candidate.layer if candidate else layer_of(talk.post, False, ground.layers).key
    return Wish(
        key=talk.person,
        name=talk.name,
        office=talk.office,
        office_name=talk.office_name,
        post=talk.post,
        layer=layer,
        level=talk.level,
        kind=_LISTED[talk.kind],
        topics=candidate.topics if candidate else frozenset(),
        away=talk.away,
        window=_window(ground.provisions, layer, ground.days),
        barred=frozenset(pair.key for pair in ground.pairs if set(pair.inspectors) & talk.barred),
        woman=talk.woman,
    )


def _ranked(one: Candidate, ground: Ground) -> Wish:
    return Wish(
        key=one.person,
        name=one.name,
        office=one.office,
        office_name=one.office_name,
        post=one.post,
        layer=one.layer,
        level=one.level,
        kind=RANKED,
        worth=_worth(one, ground),
        topics=one.topics,
        window=_window(ground.provisions, one.layer, ground.days),
    )


def _worth(one: Candidate, ground: Ground) -> int:
    """By the type of post at the type of unit, and by nothing else."""
    return ground.worths[one.layer, ground.unit_types[one.office]].percent


def _window(provisions: Provisions, layer: str, days: Sequence[date]) -> tuple[date, date] | None:
    """The first and the last day of a layer's part of the stay."""
    if layer not in provisions.windows or not days:
        return None
    first, last = provisions.windows[layer]
    start = min(len(days) - 1, len(days) * first // 100)
    return days[start], days[max(start, len(days) * last // 100 - 1)]


def busy_of(talks: Iterable[PlacedTalk]) -> tuple[Busy, ...]:
    """The talks that keep their place."""
    return tuple(
        Busy(
            one.day,
            one.slot,
            tuple(dict.fromkeys(name for name in (*one.talkers, one.recorder) if name)),
            one.room,
            one.office,
            one.level,
            one.kind == "must",
        )
        for one in talks
    )


def shares_of(ground: Ground, there: Collection[str]) -> tuple[Share, ...]:
    """What is still missing of each layer's and each matter's share; `there` are the persons who are talked to in any case."""
    there, wanted, provisions = set(there), ground.candidates, ground.provisions
    asked: list[tuple[Sentence, set[str], int]] = []
    for layer in ground.layers:
        members = {one.person for one in wanted if one.layer == layer.key}
        percent = provisions.shares.get(layer.key, provisions.shares.get("default", 0))
        asked.append((layer.title, members, -(-len(members) * percent // 100)))
    for topic, title in TOPICS.items():
        members = {one.person for one in wanted if topic in one.topics}
        asked.append((title, members, min(len(members), provisions.topics)))
    return tuple(
        Share(title, frozenset(members - there), at_least - len(members & there))
        for title, members, at_least in asked
        if at_least > len(members & there)
    )


def provisions_of(rules: Mapping[str, Any]) -> Provisions:
    """From the rulebook's values under the names of `Provisions`."""
    return Provisions(**{name: rules[name] for name in Provisions.__slots__})
