"""What later rooms know of a round. Rounds stands before them, so they register here what they can tell.

A *prover* names facts that the stage guide asks for (`teams`: the teams are formed). A *closer* says in sentences what of its
own still blocks the end of a round; it tells no number of anything sealed. An *ender* does what has to be done in its room when
a round ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from xuncha.base.words import Sentence
from xuncha.rounds.models import Round

Prover = Callable[[Any, Round], Iterable[str]]
Closer = Callable[[Any, Round], Iterable[Sentence]]
PROVERS: list[Prover] = []
CLOSERS: list[Closer] = []


def prover(tell: Prover) -> Prover:
    """Register ``tell(by, round) -> keys of facts``, as far as ``by`` may see them."""
    PROVERS.append(tell)
    return tell


def closer(tell: Closer) -> Closer:
    """Register ``tell(by, round) -> sentences that block``. ``by`` is an office account or its act."""
    CLOSERS.append(tell)
    return tell


Ender = Callable[[Any, Round], None]
ENDERS: list[Ender] = []


def ender(do: Ender) -> Ender:
    """Register ``do(act, round)``, called in the transaction that closes the round, when nothing blocks it any more."""
    ENDERS.append(do)
    return do


@dataclass(frozen=True)
class TeamShown:
    """A team as papers name it. ``inspections`` are the keys of the inspections it makes."""

    name: str
    leader: str
    deputies: tuple[str, ...]
    inspections: frozenset[UUID]


TeamTeller = Callable[[Any, Round], Iterable[TeamShown]]
TEAM_TELLERS: list[TeamTeller] = []


def team_teller(tell: TeamTeller) -> TeamTeller:
    """Register ``tell(by, round) -> teams``, in the order of their numbers."""
    TEAM_TELLERS.append(tell)
    return tell


def teams_of(by: Any, row: Round) -> tuple[TeamShown, ...]:
    """The teams of a round as far as they are formed and ``by`` may see them."""
    return tuple(team for tell in TEAM_TELLERS for team in tell(by, row))
