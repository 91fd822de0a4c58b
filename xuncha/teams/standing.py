"""The teams of a round as they stand, in the shape in which the rules judge them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xuncha.rounds.models import Inspection, Round
from xuncha.teams.core.forming import Formation, Seat
from xuncha.teams.core.pool import key_of
from xuncha.teams.facts import Group, forming_of
from xuncha.teams.models import Cadre, Proposal, Team, TeamMember
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role


def members_of(by: Any, around: Round) -> list[TeamMember]:
    """Everybody who serves in a team of the round and has not left."""
    rows = see(TeamMember, by).filter(team__round=around, ends=None)
    return list(rows.select_related("team", "cadre__person", "cadre__unit"))


def formation_of(by: Any, around: Round, also: Iterable[Cadre] = ()) -> Formation:
    """The teams of a round as a plan; `check_plan` says what they break. `also` may be put into a team."""
    members = members_of(by, around)
    women = _women_needed(by, around)
    groups = [
        Group(team.number, tuple(see(Inspection, by).filter(teams=team)), team.number in women, team.audit)
        for team in see(Team, by).filter(round=around).exclude(state="dissolved").order_by("number")
    ]
    seats = tuple(
        sorted(Seat(f"{one.team.number:02d}", key_of(_person(one)), Role(one.role)) for one in members)
    )
    only = {one.cadre_id for one in members} | {one.pk for one in also}
    return Formation(forming_of(by, around, groups, only=only), seats)


def _women_needed(by: Any, around: Round) -> set[int]:
    """The teams whose talks need a woman, as the published plan says."""
    published = see(Proposal, by).filter(round=around, accepted=True).first()
    return {one["number"] for one in published.plan["groups"] if one["woman_needed"]} if published else set()


def _person(member: TeamMember) -> tuple[str, str]:
    return member.cadre.person.name, member.cadre.person.code
