"""A kept plan as the rules take it: the people of a proposal put back into the round as it is known today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from xuncha.rounds.models import Inspection
from xuncha.teams.core.facts import Pin
from xuncha.teams.core.forming import Formation, Help, Seat
from xuncha.teams.facts import Group, forming_of
from xuncha.teams.models import Proposal
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role


def groups_in(by: Any, plan: Mapping[str, Any]) -> list[Group]:
    """The inspections of each team, as the plan grouped them."""
    wanted = [pk for group in plan["groups"] for pk in group["inspections"]]
    known = {str(one.pk): one for one in see(Inspection, by).filter(pk__in=wanted).select_related("target")}
    return [
        Group(
            group["number"],
            tuple(known[pk] for pk in group["inspections"] if pk in known),
            group["woman_needed"],
            group["audit"],
        )
        for group in plan["groups"]
    ]


def pins_in(plan: Mapping[str, Any]) -> list[Pin]:
    """Who was set by hand when the plan was made."""
    return [
        Pin(one["cadre"], one["team"], Role(one["role"]) if one["role"] else None, one["serves"])
        for one in plan["pins"]
    ]


def seats_in(plan: Mapping[str, Any]) -> tuple[Seat, ...]:
    """Who sits where."""
    seats = (
        Seat(team["team"], one["cadre"], Role(one["role"]))
        for team in plan["teams"]
        for one in team["people"]
    )
    return tuple(sorted(seats))


def help_in(plan: Mapping[str, Any]) -> tuple[Help, ...]:
    """For how many days which specialist helps which team."""
    help_ = (Help(card["team"], one["cadre"], one["days"]) for card in plan["board"] for one in card["help"])
    return tuple(sorted(help_))


def formation_in(by: Any, proposal: Proposal, seats: Iterable[Seat] | None = None) -> Formation:
    """The plan of a proposal, or `seats` in its stead; somebody who has left the pool since is left out."""
    forming = forming_of(by, proposal.round, groups_in(by, proposal.plan))
    forming = replace(
        forming, pins=tuple(one for one in pins_in(proposal.plan) if one.cadre in forming.cadre)
    )
    wanted = seats_in(proposal.plan) if seats is None else tuple(sorted(seats))
    return Formation(
        forming,
        tuple(one for one in wanted if one.cadre in forming.cadre),
        tuple(one for one in help_in(proposal.plan) if one.cadre in forming.cadre),
    )
