"""一次一授权: open the rights of a team, for one round."""

from __future__ import annotations

from datetime import date

from xuncha.base.words import Sentence
from xuncha.teams.actions._rights import open_rights
from xuncha.teams.models import Team, TeamMember
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE, Role
from xuncha.trust.models import Grant


@action("teams.authorise", roles=OFFICE, says=Sentence("巡察组授权", "authorise a team"))
def authorise(act: Act, *, team: Team, version: int, document: str, decided_on: date) -> list[Grant]:
    """Grants for every member with an account, at every inspection of the team, that end by themselves.

    `document` is the signed decision. Raises Refusal without it, for a team without leader, and for a team
    authorised before. Members without an account get none: a clerk records for them.
    """
    members = list(act.see(TeamMember).filter(team=team, ends=None).select_related("cadre"))
    if not document.strip():
        act.refuse(
            "document",
            Sentence("请填写授权任职决定的文号或会议。", "Enter the decision's number or meeting."),
        )
    if team.state != "formed" or not any(one.role == Role.LEADER for one in members):
        act.refuse(
            "state",
            Sentence("该组已授权，或者还没有组长。", "The team is authorised already, or has no leader."),
        )
    act.change(team, version, state="authorised")
    grants = [grant for member in members for grant in open_rights(act, team, member, document.strip())]
    act.note("team.authorised", team, decided_on=decided_on.isoformat(), grants=len(grants))
    return grants
