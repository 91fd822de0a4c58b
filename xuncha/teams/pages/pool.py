"""人才库: who can be drafted and who may lead, with what stands against it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page, show
from xuncha.desk.spoken import said, spoken
from xuncha.desk.table import Link, Mark, Table
from xuncha.teams.core.eligibility import Standing, leader_standing, objections
from xuncha.teams.core.facts import Cadre as PoolCadre
from xuncha.teams.facts import as_pool, provisions_on
from xuncha.teams.models import Cadre
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE

COLUMNS = (
    Column("name", Sentence("姓名", "Name"), width=12),
    Column("unit", Sentence("所在单位", "Unit"), width=22),
    Column("identity", Sentence("人员身份", "Identity"), width=12),
    Column("rank", Sentence("领导职务层次", "Leading post rank"), width=14),
    Column("grade", Sentence("职级", "Grade"), width=14),
    Column("skills", Sentence("专长", "Skills"), width=22),
    Column("rounds", Sentence("参加轮次", "Rounds"), "int"),
    Column("free", Sentence("可抽调时间", "Free"), width=22),
    Column("qualified", Sentence("选调条件", "Qualified"), "mark", width=14),
    Column("leader", Sentence("组长条件", "May lead"), "mark", width=16),
)
EMPTY = Sentence(
    "人才库还是空的。请在县情登记工作簿的“干部人才库”表填写后导入。",
    "The pool is empty. Fill in the sheet 干部人才库 of the county workbook and import it.",
)
LEADER_TONES = {Standing.FIT: "ok", Standing.PENDING: "wait", Standing.UNFIT: "plain"}


class Filters(forms.Form):
    """By name or unit, by skill, and only those who may lead."""

    text = forms.CharField(label=said(Sentence("姓名或单位", "Name or unit")), required=False)
    skill = forms.CharField(label=said(Sentence("专长", "Skill")), required=False)
    leader = forms.BooleanField(
        label=said(Sentence("只看可任组长的", "Only those who may lead")), required=False
    )


@page("teams/pool/", title=Sentence("人才库", "Cadre pool"), roles=OFFICE, menu=Menu("plan", 40))
def pool(request: HttpRequest) -> HttpResponse:
    """One line a person; the sealed side of recusal facts stays on the person's own page."""
    filters = Filters(request.GET or None)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    provisions = provisions_on(clock.today())
    cadres = see(Cadre, request.user).select_related("person", "unit")
    cadres = list(cadres.order_by("unit__name", "person__name"))
    facts = as_pool(cadres)
    rows = []
    for cadre in cadres:
        fact = facts[cadre.pk]
        standing = leader_standing(fact, provisions)
        if _wanted(wanted, fact, standing):
            rows.append(_row(cadre, fact, standing, objections(fact, provisions)))
    table = Table("pool", Sentence("干部人才库", "Cadre pool"), COLUMNS, rows, EMPTY)
    return show(request, "teams/pool.html", table=table, filters=filters)


def _wanted(wanted: dict[str, Any], fact: PoolCadre, standing: Standing) -> bool:
    text, skill = wanted.get("text", ""), wanted.get("skill", "")
    found = text in fact.name or text in fact.unit
    able = not skill or any(skill in one for one in fact.skills)
    return found and able and (not wanted.get("leader") or standing is not Standing.UNFIT)


def _row(cadre: Cadre, fact: PoolCadre, standing: Standing, against: tuple[Sentence, ...]) -> dict[str, Any]:
    free = [spoken(Sentence(one.why, one.why)) for one in fact.absences]
    return {
        "name": Link(fact.key, reverse("teams-cadre", kwargs={"cadre": cadre.pk})),
        "unit": fact.unit,
        "identity": fact.identity,
        "rank": fact.leading_rank,
        "grade": fact.grade,
        "skills": "、".join(fact.skills),
        "rounds": fact.rounds,
        "free": "，".join(free),
        "qualified": Mark(Sentence("不符合", "no"), "wait")
        if against
        else Mark(Sentence("符合", "yes"), "ok"),
        "leader": Mark(standing.value, LEADER_TONES[standing]),
    }
