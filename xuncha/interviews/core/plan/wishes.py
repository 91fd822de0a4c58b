"""What a body's candidates, the listed talks and the rulebook ask for, as the plan takes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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


def listed_wish(
    talk: Talk, candidate: Candidate | None, layers: Sequence[Layer], pairs: Sequence[Pair], provisions: Provisions,
    days: Sequence[date],
) -> Wish:  # fmt: skip
    """A talk that is on the list: outside every ranking, whoever put it there."""
    layer = candidate.layer if candidate else layer_of(talk.post, False, layers).key
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
        window=_window(provisions, layer, days),
        barred=frozenset(pair.key for pair in pairs if set(pair.inspectors) & talk.barred),
        woman=talk.woman,
    )


def ranked_wish(
    one: Candidate, unit: str, worths: Mapping[Cell, Worth], provisions: Provisions, days: Sequence[date]
) -> Wish:
    """A candidate who is not listed: ranked by the worth of the post type at the type of unit, and by nothing else."""
    return Wish(
        key=one.person,
        name=one.name,
        office=one.office,
        office_name=one.office_name,
        post=one.post,
        layer=one.layer,
        level=one.level,
        kind=RANKED,
        worth=worths[one.layer, unit].percent,
        topics=one.topics,
        window=_window(provisions, one.layer, days),
    )


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


def shares_of(
    wanted: Sequence[Candidate], listed: Iterable[str], layers: Iterable[Layer], provisions: Provisions
) -> tuple[Share, ...]:
    """What is still missing of each layer's and each matter's share, must-talks and listed people counted as there."""
    there = set(listed)
    asked: list[tuple[Sentence, set[str], int]] = []
    for layer in layers:
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
