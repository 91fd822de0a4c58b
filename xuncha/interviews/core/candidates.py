"""Whom to talk to, out of posts and tenures alone: no letter, no count and no past yield enters here.

That the list sent to the body rests on nothing but posts is what keeps it the same with and without letters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xuncha.base.span import Held, Span
from xuncha.base.words import Sentence
from xuncha.interviews.core.people import Layer, PostHeld, layer_of

_POWERS = (
    ("over_money", Sentence("岗位管钱", "the post is over money")),
    ("over_people", Sentence("岗位管人", "the post is over people")),
    ("over_projects", Sentence("岗位管项目", "the post is over projects")),
)


@dataclass(frozen=True, slots=True)
class Demands:
    """What the rulebook says: layers that must be talked to ("retired" among them or not), years back, layers."""

    must: frozenset[str]
    retired_years: int
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person to be talked to, with the post that speaks for it and the reasons. `must` is 必谈, else 选谈.

    `topics`: what the person's posts are over: money, people, projects.
    """

    person: str
    name: str
    office: str
    office_name: str
    post: str
    layer: str
    level: int
    must: bool
    reasons: tuple[Sentence, ...]
    topics: frozenset[str] = frozenset()


def candidates(held: Iterable[PostHeld], on: date, demands: Demands) -> tuple[Candidate, ...]:
    """Every person with a post on `on`, or lately a leader, once: must-talks first, each in a neutral order.

    A tenure whose days are not sure counts as held: a person is rather asked than forgotten. The order is that of
    offices, posts and names as given by the registry, never of expected worth.
    """
    of_person: defaultdict[str, list[Candidate]] = defaultdict(list)
    for tenure in sorted(held, key=lambda t: (t.office_name, t.order, t.name, t.person)):
        candidate = _candidate(tenure, on, demands)
        if candidate:
            of_person[tenure.person].append(candidate)
    joined = [_joined(found) for found in of_person.values()]
    return tuple(sorted(joined, key=lambda c: (not c.must, c.office_name, -c.level, c.name, c.person)))


def _candidate(tenure: PostHeld, on: date, demands: Demands) -> Candidate | None:
    layer = layer_of(tenure.post, tenure.head, demands.layers, tenure.rank)
    now = tenure.span.holds(on) is not Held.NO
    lately = not now and _left_lately(tenure.span, on, demands.retired_years)
    reasons: list[Sentence] = []
    if now and layer.key in demands.must:
        reasons.append(Sentence(f"现任{layer.title.zh}", f"now {layer.title.en}"))
    if lately and layer.level >= _leading_level(demands) and "retired" in demands.must:
        years = demands.retired_years
        reasons.append(
            Sentence(f"{years}年内离任的班子成员", f"left the leading body within {years} years"),
        )
    must = bool(reasons)
    if now:
        reasons += [says for power, says in _POWERS if getattr(tenure, power)]
    if not now and not must:
        return None
    return Candidate(
        tenure.person,
        tenure.name,
        tenure.office,
        tenure.office_name,
        tenure.post,
        layer.key,
        layer.level,
        must,
        tuple(reasons),
        frozenset(power.removeprefix("over_") for power, _ in _POWERS if now and getattr(tenure, power)),
    )


def _leading_level(demands: Demands) -> int:
    return min((layer.level for layer in demands.layers if layer.key in ("head", "leading")), default=99)


def _left_lately(span: Span, on: date, years: int) -> bool:
    """Whether the tenure ended, as far as is known, within `years` before `on`."""
    if span.ends is None or not span.ends.known:
        return span.ends is not None
    first = date(on.year - years, on.month, min(on.day, 28))
    return first <= span.ends.latest and span.ends.earliest <= on


def _joined(found: Sequence[Candidate]) -> Candidate:
    """One candidate of several posts: the must-talk post of the highest level speaks, all reasons are kept."""
    best = max(found, key=lambda c: (c.must, c.level))
    reasons = tuple(dict.fromkeys(reason for one in found for reason in one.reasons))
    return Candidate(
        best.person,
        best.name,
        best.office,
        best.office_name,
        best.post,
        best.layer,
        best.level,
        best.must,
        reasons,
        frozenset().union(*(one.topics for one in found)),
    )


def missing_musts(wanted: Iterable[Candidate], planned: Collection[str]) -> tuple[Candidate, ...]:
    """The must-talks whose person is not among `planned`."""
    return tuple(one for one in wanted if one.must and one.person not in planned)


def share_by_layer(wanted: Iterable[Candidate], planned: Collection[str]) -> Mapping[str, tuple[int, int]]:
    """Layer → (planned, in all): so that every layer gets its share. Counts of posts, not of what talks yield."""
    counts: dict[str, tuple[int, int]] = {}
    for one in wanted:
        have, of = counts.get(one.layer, (0, 0))
        counts[one.layer] = (have + (one.person in planned), of + 1)
    return counts
