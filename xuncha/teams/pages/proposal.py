"""The board of one proposal: teams as cards with a reason at each name, what is left to be wished for, or why there are none."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.spoken import spoken
from xuncha.desk.table import Table
from xuncha.planning.rule import Grade
from xuncha.rounds.models import Round
from xuncha.teams.actions._keeping import digest_of
from xuncha.teams.actions.adopt import adopt
from xuncha.teams.board import shown
from xuncha.teams.differences import binding_now, changes
from xuncha.teams.kept import formation_in
from xuncha.teams.models import Proposal
from xuncha.teams.pages._laid import crumbs, laid
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import OFFICE, Role
from xuncha.trust.refusal import NotSeen, Refusal

COLUMNS = (
    Column("team", Sentence("组别", "Team"), width=14),
    Column("role", Sentence("职务", "Role"), width=12),
    Column("name", Sentence("姓名", "Name"), width=12),
    Column("unit", Sentence("派出单位", "Lending unit"), width=22),
    Column("reasons", Sentence("理由", "Reasons"), width=70),
)
RULE_COLUMNS = (
    Column("title", Sentence("规则", "Rule"), width=30),
    Column("grade", Sentence("类别", "Grade"), width=12),
    Column("cost", Sentence("代价", "Cost"), "int"),
    Column("slack", Sentence("余量", "Slack"), width=30),
)
MOBILE_COLUMNS = (
    Column("name", Sentence("姓名", "Name"), width=12),
    Column("teams", Sentence("支援", "Helps"), width=40),
    Column("days", Sentence("合计天数", "Days in all"), "int"),
)
SHEETS = ("a4", "a3")


@page("teams/proposals/<uuid:proposal>/", title=Sentence("组队方案", "Proposal"), roles=OFFICE)
def proposal(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Posting adopts and publishes it. ``?sheet=a4`` or ``a3`` lays it out for printing."""
    row = see(Proposal, request.user).select_related("round", "parent").filter(pk=proposal).first()
    if row is None:
        raise NotSeen
    no = None
    if request.method == "POST":
        try:
            adopt(by=request.user, proposal=row)
            done = Sentence("已采用并发布，各组已建立。", "Accepted and published.")
            return go(request, "teams-forming", around=row.round_id, done=done)
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "teams/proposal.html",
        proposal=row,
        published_on=row.published_on.isoformat() if row.published_on else "",
        intact=digest_of(row.plan) == row.digest,
        sheet=request.GET.get("sheet") if request.GET.get("sheet") in SHEETS else "",
        excel=Table("plan", Sentence("组队方案", "Proposal"), COLUMNS, _flat(row.plan)),
        no=no,
        crumbs=crumbs(row.round),
        **_around(request, row),
        **_content(request, row),
    )


def _content(request: HttpRequest, row: Proposal) -> dict[str, Any]:
    """The plan itself, in words."""
    plan = row.plan
    teams = shown(plan)
    in_cards = {one["says"] for team in teams for one in team["wishes"]}
    return {
        "says": Sentence(**plan["says"]),
        "gap": f"{100 * plan['gap']:.1f}" if plan["gap"] else "",
        "teams": laid(request.user, teams, row),
        "broken": [says for one in plan["broken"] if (says := Sentence(**one["says"])) not in in_cards],
        "costs": [(Grade[name].value, cost) for name, cost in plan["by_grade"].items() if name != "MUST"],
        "reasons": [_reason(one) for one in plan["reasons"]],
        "repair": _repair(plan["repair"]),
        "notices": [_reason(one) for one in plan["notices"]],
        "rules": _rules(plan),
        "mobile": _mobile(teams),
        "changed": binding_now(formation_in(request.user, row)) if teams else [],
    }


def _rules(plan: dict[str, Any]) -> Table | None:
    """What each rule costs, and how near its limits the plan is."""
    if not plan["rules"]:
        return None
    slacks = {one["rule"]: one for one in plan["slacks"]}
    rows = [
        {
            "title": Sentence(**one["title"]),
            "grade": Grade[one["grade"]].value,
            "cost": one["cost"],
            "slack": _slack(slacks.get(one["rule"])),
        }
        for one in sorted(plan["rules"], key=lambda one: list(Grade).index(Grade[one["grade"]]))
    ]
    return Table("", Sentence("逐条规则", "Rule by rule"), RULE_COLUMNS, rows)


def _slack(told: dict[str, Any] | None) -> Sentence | None:
    if told is None:
        return None
    if told["reached"]:
        zh = f"{told['limits']}处限制中{told['reached']}处已到限"
        return Sentence(zh, f"{told['reached']} of {told['limits']} limits reached")
    return Sentence(f"最紧的一处还余{told['least']}", f"{told['least']} left where it is tightest")


def _mobile(teams: list[dict[str, Any]]) -> Table | None:
    """财审机动组: who helps which team for how many days; None where nobody does."""
    rows: dict[str, dict[str, Any]] = {}
    for team in teams:
        for one in team["help"]:
            row = rows.setdefault(one["cadre"], {"name": one["name"], "teams": [], "days": 0})
            row["teams"].append(
                Sentence(f"{team['name']}{one['days']}天", f"{team['name']}: {one['days']} days")
            )
            row["days"] += one["days"]
    if not rows:
        return None
    title = Sentence("财审机动组支援安排", "Mobile specialists")
    return Table("mobile", title, MOBILE_COLUMNS, [rows[key] for key in sorted(rows)])


def _repair(told: dict[str, Any] | None) -> dict[str, Any] | None:
    """The cheapest repair in words; None where teams were formed."""
    if told is None:
        return None
    return {**told, "steps": [Sentence(**step["does"]) for step in told["steps"]]}


def _around(request: HttpRequest, row: Proposal) -> dict[str, Any]:
    """The plans beside it: what it came from and what it can be compared with."""
    others = see(Proposal, request.user).filter(round=row.round).exclude(pk=row.pk).order_by("number")
    return {
        "around": see_one(Round, request.user, row.round_id),
        "parent": row.parent,
        "differences": changes(row.parent.plan, row.plan) if row.parent else (),
        "others": [one for one in others if one.plan["teams"]],
    }


def _flat(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """One line a person with the reasons in one cell, for Excel."""
    return [
        {
            "team": team["name"],
            "role": Role(one["role"]).called,
            "name": one["name"],
            "unit": one["unit"],
            "reasons": "；".join(spoken(Sentence(**says)) for says in one["reasons"]),
        }
        for team in plan["teams"]
        for one in team["people"]
    ]


def _reason(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "says": Sentence(**one["says"]),
        "basis": one["basis"],
        "lists": [(Sentence(**names["title"]), names["names"]) for names in one["lists"]],
    }
