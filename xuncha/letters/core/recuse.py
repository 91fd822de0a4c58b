"""To whom a letter may not be sent: the body it is about, what that controls, where the person reported sits.

Sending a letter to those it complains of is the gravest fault of a desk, so this refuses and does not warn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xuncha.base.words import Sentence


@dataclass(frozen=True, slots=True)
class Powers:
    """Who controls what, as the registry has it today. Keys and values are ids of organisations and persons.

    `controls`: body → bodies it directs (lower bodies, affiliated units); `sits_in`: person → bodies where he
    holds a post; `ties`: person → bodies where a relative on record leads.
    """

    controls: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sits_in: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ties: Mapping[str, frozenset[str]] = field(default_factory=dict)


IS_REPORTED = Sentence("就是被反映的单位", "is the body reported")
IS_CONTROLLED = Sentence("归被反映的单位管", "is under the body reported")
HOLDS_POST = Sentence("被反映人在该单位任职", "is where the person reported holds a post")
UNDER_PERSON = Sentence("归被反映人任职的单位管", "is under a body where the person reported holds a post")
RELATIVE_LEADS = Sentence(
    "被反映人登记的亲属在该单位任领导职务", "is led by a relative on record of the person reported"
)


def barred(bodies: Iterable[str], persons: Iterable[str], powers: Powers) -> dict[str, Sentence]:
    """The bodies that must not get a letter about these bodies and persons, each with the plainest reason.

    Control is followed through any number of steps; a circle in the registry ends the walk.
    """
    persons = tuple(persons)
    reasons: dict[str, Sentence] = {}
    _add(reasons, bodies, IS_REPORTED)
    _add(reasons, _below(tuple(reasons), powers), IS_CONTROLLED)
    seats = [body for person in persons for body in sorted(powers.sits_in.get(person, ()))]
    _add(reasons, seats, HOLDS_POST)
    _add(reasons, _below(seats, powers), UNDER_PERSON)
    _add(reasons, (b for person in persons for b in sorted(powers.ties.get(person, ()))), RELATIVE_LEADS)
    return reasons


def _add(reasons: dict[str, Sentence], bodies: Iterable[str], reason: Sentence) -> None:
    for body in bodies:
        reasons.setdefault(body, reason)


def _below(bodies: Iterable[str], powers: Powers) -> list[str]:
    start, found = list(bodies), []
    seen, queue = set(start), list(start)
    while queue:
        for lower in sorted(powers.controls.get(queue.pop(0), ())):
            if lower not in seen:
                seen.add(lower)
                found.append(lower)
                queue.append(lower)
    return found
