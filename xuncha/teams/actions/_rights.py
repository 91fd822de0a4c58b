"""The rights that a seat in an authorised team brings, and their end; used by authorising, moving and leaving."""

from __future__ import annotations

from datetime import timedelta

from xuncha.rounds.models import Inspection
from xuncha.rulebook.models import look
from xuncha.teams.models import Cadre, Team, TeamMember
from xuncha.trust.act import Act
from xuncha.trust.actions.grants import ask_for_grant, end_grants
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, Grant


def open_rights(act: Act, team: Team, member: TeamMember, basis: str) -> list[Grant]:
    """Ask for grants in the member's role at every inspection of the team; none for somebody without an account.

    They are in force once both administrators have signed for them; the pages of the administrators do it for all at once.
    """
    ends = team.round.leaves_day + timedelta(days=look("teams.rights", act.today).value["days"])
    role = Role(member.role)
    return [
        ask_for_grant(
            by=act,
            account=account,
            role=role,
            inspection=inspection.pk,
            place=f"第{team.round.number}轮{team.name}（任务{number}）",
            ends=ends,
            basis=basis,
        )
        for account in _accounts(act, member)
        for number, inspection in enumerate(act.see(Inspection).filter(teams=team).order_by("pk"), 1)
    ]


def end_rights(act: Act, member: TeamMember) -> int:
    """End what the member may do at the inspections of the team; how many grants were ended."""
    inspections = list(act.see(Inspection).filter(teams=member.team_id))
    return sum(
        end_grants(by=act, account=account, inspection=inspection.pk)
        for account in _accounts(act, member)
        for inspection in inspections
    )


def _accounts(act: Act, member: TeamMember) -> list[Account]:
    person = act.one(Cadre, member.cadre_id).person_id
    return list(act.see(Account).filter(person_id=person, is_active=True))
