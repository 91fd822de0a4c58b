"""What later rooms know of talks. Interviews stands before them, so they register here what they can tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from xuncha.rounds.models import Inspection

Yielder = Callable[[Any, Inspection], Iterable[UUID]]
YIELDERS: list[Yielder] = []


def yielder(tell: Yielder) -> Yielder:
    """Register ``tell(by, inspection) -> keys of interviews`` that gave something; leads about persons are never told."""
    YIELDERS.append(tell)
    return tell


def gave(by: Any, inspection: Inspection) -> frozenset[UUID]:
    """The interviews of an inspection that gave something, as far as ``by`` may see it."""
    return frozenset(key for tell in YIELDERS for key in tell(by, inspection))


@dataclass(frozen=True)
class AlsoAsked:
    """A question that what the team read elsewhere brings to a talk. It names nobody and stands on no paper."""

    ask: str
    purpose: str
    papers: tuple[str, ...]


Asker = Callable[[Any, Inspection, str], Iterable[AlsoAsked]]
ASKERS: list[Asker] = []


def asker(tell: Asker) -> Asker:
    """Register ``tell(by, inspection, outline) -> questions`` for the talks of an outline."""
    ASKERS.append(tell)
    return tell


def also_asked(by: Any, inspection: Inspection, outline: str) -> list[AlsoAsked]:
    """What to ask besides in the talks of an outline, as far as ``by`` may read where it comes from."""
    return [question for tell in ASKERS for question in tell(by, inspection, outline)]


LeadTeller = Callable[[Any, Inspection], Iterable[tuple[str, str]]]
LEAD_TELLERS: list[LeadTeller] = []


def lead_teller(tell: LeadTeller) -> LeadTeller:
    """Register ``tell(by, inspection) -> (name, key of the lead)`` of open leads; asked by the leader alone.

    It may refuse: a leader from whom a lead is kept looks through no talks.
    """
    LEAD_TELLERS.append(tell)
    return tell


def under_leads(by: Any, inspection: Inspection) -> Mapping[str, frozenset[str]]:
    """Name → keys of the open leads about people of that name; for nobody's eyes but the leader's."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for tell in LEAD_TELLERS:
        for name, lead in tell(by, inspection):
            found[name].add(lead)
    return {name: frozenset(leads) for name, leads in found.items()}


Newcomer = Callable[[Inspection, UUID, frozenset[str]], bool]
NEWCOMERS: list[Newcomer] = []


def newcomer(tell: Newcomer) -> Newcomer:
    """Register ``tell(inspection, since, kinds)``: whether material of these kinds came in after the row with key ``since``."""
    NEWCOMERS.append(tell)
    return tell


def came_since(inspection: Inspection, since: UUID, kinds: frozenset[str]) -> bool:
    """Whether anything came in at an inspection after that row, for which its talks are looked through again.

    All are asked, whatever the first says: the answer takes as long one way as the other.
    """
    found = [tell(inspection, since, kinds) for tell in NEWCOMERS]
    return any(found)
