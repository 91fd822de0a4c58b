"""Draft the papers of drafting and of teams: their facts come from the requests and from the team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from xuncha.base.words import Sentence
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.models import Paper, organ
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Inspection, Round
from xuncha.rulebook import calendar
from xuncha.rulebook.models import look
from xuncha.teams.facts import provisions_on
from xuncha.teams.models import Cadre, Drafting, Team, TeamMember
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("teams.draft_letter", roles=OFFICE, says=Sentence("拟制抽调函", "draft a drafting letter"))
def draft_letter(act: Act, *, around: Round, unit: Organisation) -> Paper:
    """One letter to a unit for everybody it is asked for and has not answered about. Raises Refusal for
    nobody.
    """
    open_ = act.see(Drafting).filter(round=around, unit=unit, state="asked")
    asked = list(open_.select_related("cadre__person"))
    if not asked:
        act.refuse(
            "nobody",
            Sentence("没有等待该单位答复的抽调。", "This unit is asked for nobody."),
            Sentence(
                "请先在人才库点名抽调，或者请该单位推荐。",
                "Draft somebody by name, or ask for a recommendation first.",
            ),
        )
    facts = {
        "organ": organ("office", act.today),
        "to": unit.name,
        "round": around.title,
        "starts": around.entry_day.isoformat(),
        "ends": around.leaves_day.isoformat(),
        "people": [
            {"name": one.cadre.person.name, "post": _known(one.cadre)}
            for one in asked
            if one.cadre is not None
        ],
        "skills": _wanted(asked),
        "articles": [article.says.zh for article in provisions_on(around.entry_day).articles],
        "reply_by": _reply_by(act),
        "contact": around.settings.get("contact", ""),
        "phone": around.settings.get("phone", ""),
        "copies_to": [organ("organisation", act.today)],
    }
    return draft_paper(
        by=act,
        form="drafting_letter",
        facts=facts,
        organisation_id=unit.pk,
        about_id=around.pk,
        title=f"抽调函（{unit.name}）",
    )


def _wanted(asked: Iterable[Drafting]) -> list[dict[str, Any]]:
    """How many people of each skill a unit is to recommend, in the order asked."""
    counted = Counter(one.skill or "符合选调条件的人员" for one in asked if one.cadre is None)
    return [{"skill": skill, "people": people} for skill, people in counted.items()]


def _reply_by(act: Act) -> str:
    return look("teams.reply", act.today).clock().due(act.today, calendar.official()).isoformat()


def _known(cadre: Cadre) -> str:
    said = (cadre.identity, cadre.rank if cadre.rank != "无" else "", cadre.grade, *cadre.skills)
    return "，".join(one for one in said if one)


@action("teams.draft_team_paper", roles=OFFICE, says=Sentence("拟制巡察组文书", "draft a paper of a team"))
def draft_team_paper(act: Act, *, team: Team, form: str) -> Paper:
    """回避申报表 or 保密承诺书 of a team. Raises Refusal for another form."""
    if form not in ABOUT_TEAM:
        act.refuse("form", Sentence("这种文书不按巡察组拟制。", "This paper is not drafted for a team."))
    facts = {"round": team.round.title, "team": team.name, **ABOUT_TEAM[form](act, team)}
    return draft_paper(by=act, form=form, facts=facts, about_id=team.round_id, title=_title(form, team))


def _title(form: str, team: Team) -> str:
    return {"recusal_form": "回避申报表", "secrecy_pledge": "保密承诺书"}[form] + f"（{team.name}）"


def _bodies(act: Act, team: Team) -> dict[str, Any]:
    inspections = act.see(Inspection).filter(teams=team).select_related("target").order_by("target__name")
    return {"bodies": [one.target.name for one in inspections]}


def _people(act: Act, team: Team) -> dict[str, Any]:
    members = act.see(TeamMember).filter(team=team, ends=None).select_related("cadre__person", "cadre__unit")
    return {
        "people": [
            {"name": one.cadre.person.name, "unit": one.cadre.unit.name if one.cadre.unit else ""}
            for one in members
        ]
    }


ABOUT_TEAM: dict[str, Callable[[Act, Team], dict[str, Any]]] = {
    "recusal_form": _bodies,
    "secrecy_pledge": _people,
}
"""Forms about a team, and where their facts come from."""
