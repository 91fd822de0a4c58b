"""Put somebody into a team, or elsewhere, by hand; the rules that form teams judge it."""

from __future__ import annotations

from typing import Any

from xuncha.base.words import Sentence, joined
from xuncha.planning.rule import Verdict
from xuncha.teams.actions._rights import end_rights, open_rights
from xuncha.teams.core.form import check_plan
from xuncha.teams.core.forming import SINGLE, Formation
from xuncha.teams.core.pool import key_of
from xuncha.teams.models import Cadre, Team, TeamMember
from xuncha.teams.standing import formation_of, members_of
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE, TEAM, Role


@action("teams.move", roles=OFFICE, says=Sentence("调整巡察组人员", "move somebody by hand"))
def move(act: Act, *, team: Team, cadre: Cadre, role: Role, reason: str) -> tuple[TeamMember, list[Verdict]]:
    """The member, and what the teams now break that they did not before (to be shown, it may stay).

    Raises Refusal when a binding rule would be broken anew, with its sentences, or when no reason is given.
    """
    if role not in TEAM or not reason.strip():
        act.refuse(
            "reason",
            Sentence("请写明调整的理由和在组内的角色。", "Say why, and in which role."),
        )
    before = formation_of(act, team.round, also=[cadre])
    after = before.moved(key_of((cadre.person.name, cadre.person.code)), f"{team.number:02d}", role)
    fresh = _fresh(before, after)
    binding = [verdict.broken.says for verdict in fresh if verdict.broken.price is None]
    if binding:
        says = joined(binding, "；", "; ")
        act.refuse(
            "rule",
            Sentence(f"不能这样调整：{says.zh}。", f"This cannot be: {says.en}."),
            Sentence("请换人或者调整其他组员后再试。", "Choose somebody else, or move others first."),
        )
    return _seat(act, team, cadre, role, reason.strip(), fresh), fresh


def _fresh(before: Formation, after: Formation) -> list[Verdict]:
    """What is broken now and was not before; the shared burden is always there and left out."""
    known = {verdict.broken.says for verdict in check_plan(before)}
    return [
        verdict
        for verdict in check_plan(after)
        if verdict.broken.says not in known and verdict.rule.key != "fair_burden"
    ]


def _seat(act: Act, team: Team, cadre: Cadre, role: Role, reason: str, fresh: list[Verdict]) -> TeamMember:
    sentences = [Sentence(f"人工调整：{reason}", f"by hand: {reason}"), *(one.broken.says for one in fresh)]
    values = {"role": role.value, "by_hand": True, "reasons": [says.as_dict() for says in sentences]}
    members = members_of(act, team.round)
    for one in members:
        replaced = one.team_id == team.pk and one.role == role.value and role in SINGLE
        if replaced and one.cadre_id != cadre.pk:
            _change(act, one, team, reason, role=Role.MEMBER.value, noting="replaced")
    for one in members:
        if one.cadre_id == cadre.pk:
            return _change(act, one, team, reason, team=team, noting="moved", **values)
    starts = max(act.today, team.round.entry_day)
    member = act.add(TeamMember(team=team, cadre=cadre, starts=starts, **values))
    if team.state == "authorised":
        open_rights(act, team, member, reason)
    return member


def _change(act: Act, member: TeamMember, now: Team, reason: str, **values: Any) -> TeamMember:
    """Write the change; rights of the old seat end, and an authorised team opens those of the new one."""
    end_rights(act, member)
    act.change(member, **values)
    if now.state == "authorised":
        open_rights(act, now, member, reason)
    return member
