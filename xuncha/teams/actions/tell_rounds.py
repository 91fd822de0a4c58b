"""What the rounds learn from here: the teams as papers name them, that they are formed, and who has not left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xuncha.base.words import Sentence
from xuncha.rounds.later import TeamShown, closer, prover, team_teller
from xuncha.rounds.models import Inspection, Round
from xuncha.teams.models import Team, TeamMember
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role


@team_teller
def teams(by: Any, around: Round) -> Iterable[TeamShown]:
    """Leader and deputies by name where `by` may see them, in the order of the teams' numbers."""
    for team in see(Team, by).filter(round=around).exclude(state="dissolved").order_by("number"):
        members = see(TeamMember, by).filter(team=team, ends=None).select_related("cadre__person")
        named = [(one.role, one.cadre.person.name) for one in members]
        leaders = [name for role, name in named if role == Role.LEADER]
        deputies = tuple(name for role, name in named if role == Role.DEPUTY)
        inspections = frozenset(see(Inspection, by).filter(teams=team).values_list("pk", flat=True))
        yield TeamShown(team.name, leaders[0] if leaders else "", deputies, inspections)


@prover
def formed(by: Any, around: Round) -> Iterable[str]:
    """`teams`: the teams of the round are formed."""
    if see(Team, by).filter(round=around).exclude(state="dissolved").exists():
        yield "teams"


@closer
def not_left(by: Any, around: Round) -> Iterable[Sentence]:
    """Members of authorised teams who have not handed over and left."""
    staying = see(TeamMember, by).filter(team__round=around, team__state="authorised", ends=None).count()
    if staying:
        yield Sentence(f"还有{staying}名组员没有办理离组交接", f"{staying} members have not taken leave")
