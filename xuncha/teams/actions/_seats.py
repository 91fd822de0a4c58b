"""Putting people into standing teams: the seat, its reasons, and the rights that come and go with it."""

from __future__ import annotations

from typing import Any

from xuncha.teams.actions._rights import end_rights, open_rights
from xuncha.teams.models import Cadre, Team, TeamMember
from xuncha.trust.act import Act

AUTHORISED = "authorised"


def seat(act: Act, team: Team, cadre: Cadre, basis: str, **values: Any) -> TeamMember:
    """Somebody new in a team, from today or the day of entry; in an authorised team with rights asked for."""
    starts = max(act.today, team.round.entry_day)
    member = act.add(TeamMember(team=team, cadre=cadre, starts=starts, **values))
    if team.state == AUTHORISED:
        open_rights(act, team, member, basis)
    return member


def reseat(act: Act, member: TeamMember, now: Team, basis: str, **values: Any) -> TeamMember:
    """Another seat for a member: the rights of the old one end, and an authorised team asks for those of the new."""
    end_rights(act, member)
    act.change(member, **values)
    if now.state == AUTHORISED:
        open_rights(act, now, member, basis)
    return member
