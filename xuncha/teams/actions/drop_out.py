"""Somebody has dropped out: the ways to go on are kept as plans beside the edition in force, and one of them is adopted."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.base.words import Sentence
from xuncha.planning.replan import Way
from xuncha.teams.actions._keeping import keep, publish
from xuncha.teams.actions._seats import reseat, seat
from xuncha.teams.actions.accept import accept
from xuncha.teams.actions.adjust import plan_of
from xuncha.teams.core.pool import key_of
from xuncha.teams.facts import cadre_keys
from xuncha.teams.models import Cadre, Proposal, Team, TeamMember
from xuncha.teams.standing import members_of
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("teams.offer", roles=OFFICE, says=Sentence("拟订替补方案", "offer plans for a drop-out"))
def offer(act: Act, *, proposal: Proposal, gone: Cadre, ways: Sequence[Way]) -> list[Proposal]:
    """The ways that lead to teams, each a proposal with the edition in force as its parent. Raises Refusal when none does."""
    possible = [one for one in ways if one.result.plan is not None]
    if not possible:
        act.refuse(
            "no-way",
            Sentence(
                "没有人可以补上，规则不能同时满足。", "Nobody can step in; the rules cannot all be kept."
            ),
            Sentence(
                "请补充人才库，或者调整各组任务后重新组队。", "Add to the pool, or form the teams anew."
            ),
        )
    made = []
    for way in possible:
        plan = plan_of(way.result.plan, proposal)
        plan |= {
            "status": way.result.status.name,
            "says": way.title.as_dict(),
            "gap": way.result.gap,
            "gone": [key_of((gone.person.name, gone.person.code))],
        }
        reason = f"{gone.person.name}退出：{way.title.zh}"
        made.append(keep(act, proposal.round, plan, Proposal.STANDIN, proposal, reason))
    return made


@action("teams.adopt", roles=OFFICE, says=Sentence("采用替补方案", "adopt a plan for a drop-out"))
def adopt(act: Act, *, proposal: Proposal) -> Proposal:
    """The standing teams become those of the proposal, the next edition; teams not authorised yet are seated anew.

    Whoever served in an authorised team takes leave first, with the hand-over: Refusal with the names.
    """
    teams = {one.number: one for one in act.see(Team).filter(round=proposal.round).exclude(state="dissolved")}
    if all(one.state == "formed" for one in teams.values()):
        accept(by=act, proposal=proposal)
        return proposal
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


def _need_leave(act: Act, staying: list[TeamMember]) -> None:
    if staying:
        names = "、".join(one.cadre.person.name for one in staying)
        act.refuse(
            "hand-over",
            Sentence(f"{names}还没有办理离组交接。", f"{names} has not taken leave."),
            Sentence("请先清点材料、介质，办理离组，再采用替补方案。", "Hand over and take leave first."),
        )
