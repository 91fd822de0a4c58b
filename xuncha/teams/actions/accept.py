"""Make the teams of a proposal the teams of the round, and publish it as the edition in force."""

from __future__ import annotations

from typing import Any

from xuncha.base.words import Sentence
from xuncha.rounds.models import Inspection
from xuncha.teams.actions._keeping import publish
from xuncha.teams.facts import cadre_keys
from xuncha.teams.models import Cadre, Proposal, Team, TeamMember
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action(
    "teams.accept",
    roles=OFFICE,
    says=Sentence("采用并发布组队方案", "accept and publish the teams of a proposal"),
)
def accept(act: Act, *, proposal: Proposal) -> list[Team]:
    """The teams, with their people. A plan accepted before is replaced as long as no team has been
    authorised.

    Raises Refusal when the proposal holds no teams, when a team is authorised, or when somebody has left the
    pool.
    """
    if not proposal.plan["teams"]:
        act.refuse(
            "no-plan",
            Sentence("这次没有得出可行的方案，不能采用。", "There is no plan to accept."),
            Sentence("请按所列原因调整后重新组队。", "Remove one of the causes and form the teams again."),
        )
    before = _cleared(act, proposal)
    cadres = cadre_keys(act)
    teams = []
    for group, planned in zip(proposal.plan["groups"], proposal.plan["teams"], strict=True):
        number, name = group["number"], planned["name"]
        values = {"name": name, "state": "formed", "audit": group["audit"]}
        if number in before:
            team = act.change(before.pop(number), **values)
        else:
            team = act.add(Team(round=proposal.round, number=number, **values))
        team.inspections.add(*act.see(Inspection).filter(pk__in=group["inspections"]))
        _seat(act, team, planned["people"], cadres)
        teams.append(team)
    for team in before.values():
        act.change(team, state="dissolved")
    publish(act, proposal)
    return teams


def _seat(act: Act, team: Team, people: list[dict[str, Any]], cadres: dict[str, Cadre]) -> None:
    starts = team.round.entry_day
    for one in people:
        if one["cadre"] not in cadres:
            act.refuse(
                "gone",
                Sentence(f"{one['name']}已不在人才库。", f"{one['name']} is no longer in the pool."),
                Sentence("请重新组队。", "Form the teams again."),
            )
        cadre, role = cadres[one["cadre"]], one["role"]
        act.add(TeamMember(team=team, cadre=cadre, role=role, starts=starts, reasons=one["reasons"]))


def _cleared(act: Act, proposal: Proposal) -> dict[int, Team]:
    """The round's teams by number, emptied. Raises Refusal when one of them is authorised."""
    before = list(act.see(Team).filter(round=proposal.round))
    authorised = [team.name for team in before if team.state == "authorised"]
    if authorised:
        act.refuse(
            "authorised",
            Sentence(f"{'、'.join(authorised)}已授权，不能整体更换。", "A team has been authorised already."),
            Sentence("请在组页面逐人调整。", "Move people one by one on the team's page."),
        )
    act.see(TeamMember).filter(team__in=[team.pk for team in before]).delete()
    for team in before:
        team.inspections.clear()
    return {team.number: team for team in before}
