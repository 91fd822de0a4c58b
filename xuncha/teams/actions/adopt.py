"""The standing teams become those of a plan: wholly as long as none is authorised, afterwards only where somebody changed."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.rounds.models import Inspection
from xuncha.teams.actions._keeping import publish
from xuncha.teams.actions._seats import reseat, seat
from xuncha.teams.actions.accept import accept
from xuncha.teams.core.pool import key_of
from xuncha.teams.facts import cadre_keys
from xuncha.teams.models import Proposal, Team, TeamMember
from xuncha.teams.standing import members_of
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action(
    "teams.adopt", roles=OFFICE, says=Sentence("采用方案，调整现有各组", "adopt a plan in standing teams")
)
def adopt(act: Act, *, proposal: Proposal) -> Proposal:
    """The standing teams become those of the proposal, the next edition; teams not authorised yet are seated anew.

    Refusal where an authorised team would get other inspections, and, with the names, where somebody who is to go has not taken
    leave with the hand-over.
    """
    teams = {one.number: one for one in act.see(Team).filter(round=proposal.round).exclude(state="dissolved")}
    if all(one.state == "formed" for one in teams.values()):
        accept(by=act, proposal=proposal)
        return proposal
    _need_same_work(act, proposal, teams)
    members = {
        key_of((one.cadre.person.name, one.cadre.person.code)): one for one in members_of(act, proposal.round)
    }
    planned = {one["cadre"]: (team, one) for team in proposal.plan["teams"] for one in team["people"]}
    _need_leave(act, [one for key, one in members.items() if key not in planned])
    pool = cadre_keys(act)
    for key, (team, one) in planned.items():
        now, values = teams[int(team["team"])], {"role": one["role"], "reasons": one["reasons"]}
        member = members.get(key)
        if member is None:
            seat(act, now, pool[key], proposal.reason, **values)
        elif (member.team_id, member.role) != (now.pk, one["role"]):
            reseat(act, member, now, proposal.reason, team=now, noting="stood_in", **values)
    return publish(act, proposal)


def _need_same_work(act: Act, proposal: Proposal, teams: dict[int, Team]) -> None:
    planned = {group["number"]: set(group["inspections"]) for group in proposal.plan["groups"]}
    standing = {
        number: {str(pk) for pk in act.see(Inspection).filter(teams=team).values_list("pk", flat=True)}
        for number, team in teams.items()
    }
    if not proposal.plan["teams"] or planned != standing:
        act.refuse(
            "other-work",
            Sentence(
                "已有组授权，此方案的组数或者任务分工与现有各组不同，不能采用。",
                "A team is authorised, and the plan gives the teams other inspections.",
            ),
            Sentence(
                "请用与现有各组相同的任务分工重新组队。", "Form the teams with the inspections they have."
            ),
        )


def _need_leave(act: Act, staying: list[TeamMember]) -> None:
    if staying:
        names = "、".join(one.cadre.person.name for one in staying)
        act.refuse(
            "hand-over",
            Sentence(f"{names}还没有办理离组交接。", f"{names} has not taken leave."),
            Sentence("请先清点材料、介质，办理离组，再采用替补方案。", "Hand over and take leave first."),
        )
