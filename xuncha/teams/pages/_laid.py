"""What every page of a plan of teams shares: the way up, and people with what they are called and where they are told of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.parts import Crumb, Tab
from xuncha.rounds.models import Round
from xuncha.teams.facts import cadre_keys
from xuncha.teams.models import AUDIT, Cadre, Proposal
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


def laid(by: Any, teams: Iterable[dict[str, Any]], proposal: Proposal | None = None) -> list[dict[str, Any]]:
    """Teams of ``board.shown`` as the cards show them; with `proposal`, each name leads on to who else could sit there."""
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
                    **_links(pool.get(one["cadre"]), proposal),
                }
                for one in team["people"]
            ],
            "skills": [{**one, "named": "、".join(one["who"])} for one in team["skills"]],
        }
        for team in teams
    ]


def _links(cadre: Cadre | None, proposal: Proposal | None) -> dict[str, str]:
    """Where a name leads: the person's page, and who else could take the seat; nowhere for who has left the pool."""
    if cadre is None:
        return {"href": "", "others": ""}
    asked = {"proposal": proposal.pk, "cadre": cadre.pk} if proposal else None
    return {
        "href": reverse("teams-cadre", kwargs={"cadre": cadre.pk}),
        "others": reverse("teams-others", kwargs=asked) if asked else "",
    }
