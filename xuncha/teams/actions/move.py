"""Put somebody into a team, or elsewhere, by hand; the rules that form teams judge it."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.planning.rule import Verdict
from xuncha.teams.actions._edition import publish_standing
from xuncha.teams.actions._judged import judged
from xuncha.teams.actions._seats import reseat, seat
from xuncha.teams.core.forming import SINGLE
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
    fresh = judged(act, before, after)
    member = _seat(act, team, cadre, role, reason.strip(), fresh)
    publish_standing(act, team.round, reason.strip())
    return member, fresh


def _seat(act: Act, team: Team, cadre: Cadre, role: Role, reason: str, fresh: list[Verdict]) -> TeamMember:
    sentences = [Sentence(f"人工调整：{reason}", f"by hand: {reason}"), *(one.broken.says for one in fresh)]
    values = {"role": role.value, "by_hand": True, "reasons": [says.as_dict() for says in sentences]}
    members = members_of(act, team.round)
    for one in members:
        replaced = one.team_id == team.pk and one.role == role.value and role in SINGLE
        if replaced and one.cadre_id != cadre.pk:
            reseat(act, one, team, reason, role=Role.MEMBER.value, noting="replaced")
    for one in members:
        if one.cadre_id == cadre.pk:
            return reseat(act, one, team, reason, team=team, noting="moved", **values)
    return seat(act, team, cadre, reason, **values)
