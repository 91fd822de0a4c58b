"""一次一授权: open the rights of a team for one round, and end them when somebody leaves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from xuncha.base.words import Sentence
from xuncha.rounds.models import Inspection
from xuncha.rulebook.models import look
from xuncha.teams.models import Cadre, Team, TeamMember
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE, Role
from xuncha.trust.models import Account, Grant


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
    grants = [grant for member in members for grant in _grants(act, team, member, document.strip())]
    act.note("team.authorised", team, decided_on=decided_on.isoformat(), grants=len(grants))
    return grants


def _grants(act: Act, team: Team, member: TeamMember, document: str) -> list[Grant]:
    account = Account.objects.filter(person_id=member.cadre.person_id, is_active=True).first()
    if account is None:
        return []
    ends = team.round.leaves_day + timedelta(days=look("teams.rights", act.today).value["days"])
    return [
        act.add(
            Grant(
                account=account,
                role=member.role,
                inspection=inspection.pk,
                starts=act.today,
                ends=ends,
                basis=document[:120],
            )
        )
        for inspection in act.see(Inspection).filter(teams=team)
    ]


@action("teams.leave", roles=OFFICE, says=Sentence("办理离组交接", "take leave of a team"))
def leave(act: Act, *, member: TeamMember, version: int, handed_over: bool, reason: str = "") -> int:
    """Somebody leaves: the rights at the team's inspections end today. Returns how many grants were ended.

    Raises Refusal when the hand-over (papers, media, accounts) is not confirmed.
    """
    if member.ends is not None:
        act.refuse("left", Sentence("此人已办理离组。", "This person has left already."))
    if not handed_over:
        act.refuse(
            "hand-over",
            Sentence(
                "材料、存储介质和设备尚未交接清退，不能办理离组。",
                "Papers, media and devices are not handed over.",
            ),
            Sentence("清点无误后勾选“已交接清退”再提交。", "Tick the hand-over when all is returned."),
        )
    act.change(member, version, ends=act.today, noting="left")
    inspections = list(act.see(Inspection).filter(teams=member.team_id).values_list("pk", flat=True))
    person = act.one(Cadre, member.cadre_id).person_id
    ended = _end_grants(act, person, inspections)
    act.note("team.left", member, grants=ended, reason=bool(reason))
    return ended


def _end_grants(act: Act, person: Any, inspections: list[Any]) -> int:
    running = [
        grant
        for grant in Grant.objects.filter(account__person_id=person, inspection__in=inspections)
        if grant.ends is None or grant.ends > act.today
    ]
    for grant in running:
        act.change(grant, ends=max(act.today, grant.starts))
    return len(running)
