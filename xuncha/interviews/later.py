"""What later rooms know of talks. Interviews stands before them, so they register here what they can tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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


LeadTeller = Callable[[Any, Inspection], Iterable[str]]
LEAD_TELLERS: list[LeadTeller] = []


def lead_teller(tell: LeadTeller) -> LeadTeller:
    """Register ``tell(by, inspection) -> names`` of people whom an open lead is about; asked by the leader alone."""
    LEAD_TELLERS.append(tell)
    return tell


def under_leads(by: Any, inspection: Inspection) -> frozenset[str]:
    """Names of people whom an open lead is about, as far as ``by`` may open leads; for nobody's eyes but his."""
    return frozenset(name for tell in LEAD_TELLERS for name in tell(by, inspection))
