"""Entries of the pool's upkeep, as tests make them, and what forming makes of somebody."""

from __future__ import annotations

from tests.teams.conftest import Office
from xuncha.base.span import Day
from xuncha.teams.actions.enter import enter
from xuncha.teams.facts import forming_of
from xuncha.teams.models import CadreEntry
from xuncha.teams.upkeep import Fact


def fact(office: Office, name: str, starts: str, ends: str = "", **more) -> Fact:
    return Fact(office.cadres[name], Day.parse(starts), Day.parse(ends), **more)


def put(office: Office, kind, *facts: Fact) -> list[CadreEntry]:
    return enter(by=office.cast.office, kind=kind, facts=facts)


def held_back(office: Office, name: str) -> str:
    forming = forming_of(office.cast.office, office.cast.round, office.groups)
    return forming.held_back(forming.cadre[name])
