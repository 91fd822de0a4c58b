"""What every page of a plan of teams shares: the way up, and people with what they are called and where they are told of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.parts import Crumb, Tab
from xuncha.rounds.models import Round
from xuncha.teams.facts import cadre_keys
from xuncha.teams.models import AUDIT
from xuncha.trust.core.roles import Role

SHORT = {
    Role.LEADER: Sentence("组长", "leader"),
    Role.DEPUTY: Sentence("副组长", "deputy"),
    Role.LIAISON: Sentence("联络员", "liaison"),
    Role.MEMBER: Sentence("组员", "member"),
}
"""What a role is called on a card that names the team already."""


def crumbs(around: Round) -> list[Crumb]:
    """组建巡察组 › the round."""
    return [
        Crumb(Sentence("组建巡察组", "Teams"), reverse("teams-teams")),
        Crumb(Sentence(around.title, around.title), reverse("teams-forming", kwargs={"around": around.pk})),
    ]


def drafting_tabs(around: Round, here: str) -> list[Tab]:
    """The register and the burden: two pages of one matter."""
    pages = {
        "drafting": Sentence("抽调台账", "Register"),
        "lenders": Sentence("派出单位负担", "Burden of lending units"),
    }
    return [
        Tab(title, reverse(f"teams-{name}", kwargs={"around": around.pk}), here=name == here)
        for name, title in pages.items()
    ]


def laid(by: Any, teams: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Teams of ``board.shown`` as the cards show them."""
    pool = cadre_keys(by)
    return [
        {
            **team,
            "audit": AUDIT.get(team["audit"]),
            "most": max(team["wanted"], len(team["people"])),
            "people": [
                {
                    **one,
                    "called": SHORT[Role(one["role"])],
                    "href": reverse("teams-cadre", kwargs={"cadre": pool[one["cadre"]].pk})
                    if one["cadre"] in pool
                    else "",
                }
                for one in team["people"]
            ],
            "skills": [{**one, "named": "、".join(one["who"])} for one in team["skills"]],
        }
        for team in teams
    ]
