"""离组交接: somebody leaves a team, or the team is dissolved; the rights end the same day."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.teams.actions._rights import end_rights
from xuncha.teams.models import Cadre, Team, TeamMember
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("teams.leave", roles=OFFICE, says=Sentence("办理离组交接", "take leave of a team"))
def leave(act: Act, *, member: TeamMember, version: int, handed_over: bool) -> int:
    """Somebody leaves: the rights at the team's inspections end today. Returns how many grants were ended.

    Raises Refusal when the hand-over (papers, media, accounts) is not confirmed.
    """
    if member.ends is not None:
        act.refuse("left", Sentence("此人已办理离组。", "This person has left already."))
    _need_hand_over(act, handed_over)
    ended = _leave(act, member, version, _served_out(act, act.one(Team, member.team_id)))
    act.note("team.left", member, grants=ended)
    return ended


@action("teams.dissolve", roles=OFFICE, says=Sentence("全组办理离组交接", "take leave of a whole team"))
def dissolve(act: Act, *, team: Team, version: int, handed_over: bool) -> int:
    """Everybody leaves and the team is dissolved. Returns how many grants were ended; refuses as `leave` does."""
    _need_hand_over(act, handed_over)
    served = _served_out(act, team)
    act.change(team, version, state="dissolved")
    staying = list(act.see(TeamMember).filter(team=team, ends=None))
    ended = sum(_leave(act, member, member.version, served) for member in staying)
    act.note("team.dissolved", team, members=len(staying), grants=ended)
    return ended


def _served_out(act: Act, team: Team) -> bool:
    """Whether the team was authorised and its stay is over: then the round counts for those who served it."""
    return team.state == "authorised" and act.today >= team.round.leaves_day


def _leave(act: Act, member: TeamMember, version: int, served: bool) -> int:
    """End a membership and the rights that came with it; how many grants were ended."""
    act.change(member, version, ends=act.today, noting="left")
    if served:
        cadre = act.one(Cadre, member.cadre_id)
        act.change(cadre, rounds_served=cadre.rounds_served + 1)
    return end_rights(act, member)


def _need_hand_over(act: Act, handed_over: bool) -> None:
    if not handed_over:
        act.refuse(
            "hand-over",
            Sentence(
                "材料、存储介质和设备尚未交接清退，不能办理离组。",
                "Papers, media and devices are not handed over.",
            ),
            Sentence("清点无误后勾选“已交接清退”再提交。", "Tick the hand-over when all is returned."),
        )
