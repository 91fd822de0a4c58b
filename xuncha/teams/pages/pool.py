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
from xuncha.rounds.models import Round
from xuncha.teams.core.eligibility import Standing, leader_standing, objections
from xuncha.teams.core.facts import Cadre as PoolCadre
from xuncha.teams.core.pool import span_of
from xuncha.teams.facts import as_pool, provisions_on
from xuncha.teams.models import Cadre, CadreEntry
from xuncha.teams.upkeep import KINDS, TRAINING, Kind, entries_of
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
    Column("free", Sentence("不能脱产", "Away"), width=22),
    Column("trained", Sentence("最近培训", "Trained"), width=12),
    Column("qualified", Sentence("选调条件", "Qualified"), "mark", width=14),
    Column("leader", Sentence("组长条件", "May lead"), "mark", width=16),
)
EMPTY = Sentence(
    "人才库还是空的。请在县情登记工作簿的“干部人才库”表填写后导入。",
    "The pool is empty. Fill in the sheet 干部人才库 of the county workbook and import it.",
)
LEADER_TONES = {Standing.FIT: "ok", Standing.PENDING: "wait", Standing.UNFIT: "plain"}


LACKS = {
    "": Sentence("不限", "any"),
    "training": Sentence("没有培训记录的", "without training"),
    "pledge": Sentence("没有保密承诺的", "without pledge"),
    "never": Sentence("没有参加过巡察的", "never served"),
}


class Filters(forms.Form):
    """By name or unit, skill, who may lead, who is free for a round, and what is lacking."""

    text = forms.CharField(label=said(Sentence("姓名或单位", "Name or unit")), required=False)
    skill = forms.CharField(label=said(Sentence("专长", "Skill")), required=False)
    around = forms.ChoiceField(label=said(Sentence("能参加", "Free for")), required=False)
    lacks = forms.ChoiceField(label=said(Sentence("查缺", "Lacking")), required=False)
    leader = forms.BooleanField(
        label=said(Sentence("只看可任组长的", "Only those who may lead")), required=False
    )

    def __init__(self, *args: Any, rounds: list[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", spoken(LACKS[""]))
        self.fields["around"].choices = [everything, *((str(one.pk), one.title) for one in rounds)]
        self.fields["lacks"].choices = [(key, spoken(says)) for key, says in LACKS.items()]


@page("teams/pool/", title=Sentence("人才库", "Cadre pool"), roles=OFFICE, menu=Menu("plan", 40))
def pool(request: HttpRequest) -> HttpResponse:
    """One line a person; the sealed side of recusal facts stays on the person's own page."""
    rounds = list(see(Round, request.user).exclude(state="closed").order_by("-entry_day"))
    filters = Filters(request.GET or None, rounds=rounds)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    around = next((one for one in rounds if str(one.pk) == wanted.get("around")), None)
    provisions = provisions_on(clock.today())
    cadres = see(Cadre, request.user).select_related("person", "unit")
    cadres = list(cadres.order_by("unit__name", "person__name"))
    facts = as_pool(request.user, cadres, around.entry_day if around else clock.today())
    entries = entries_of(request.user)
    span = span_of(around.entry_day, around.leaves_day) if around else None
    rows = []
    for cadre in cadres:
        fact, dated = facts[cadre.pk], entries.get(cadre.pk, [])
        standing = leader_standing(fact, provisions)
        against = objections(fact, provisions)
        fits = span is None or not (against or fact.away(span))
        if fits and _wanted(wanted, fact, standing) and _lacks(wanted.get("lacks", ""), fact, dated):
            rows.append(_row(cadre, fact, standing, against, dated))
    table = Table("pool", Sentence("干部人才库", "Cadre pool"), COLUMNS, rows, EMPTY)
    kinds = [(one.title, reverse("teams-upkeep", kwargs={"kind": one.key})) for one in KINDS.values()]
    return show(request, "teams/pool.html", table=table, filters=filters, kinds=kinds)


def _wanted(wanted: dict[str, Any], fact: PoolCadre, standing: Standing) -> bool:
    text, skill = wanted.get("text", ""), wanted.get("skill", "")
    found = text in fact.name or text in fact.unit
    able = not skill or any(skill in one for one in fact.skills)
    return found and able and (not wanted.get("leader") or standing is not Standing.UNFIT)


def _lacks(what: str, fact: PoolCadre, dated: list[CadreEntry]) -> bool:
    if what == "never":
        return not fact.rounds
    return not what or all(one.kind != what for one in dated)


def _last(kind: Kind, dated: list[CadreEntry]) -> str:
    """The day of the last entry of a kind; entries come earliest first."""
    return next((one.starts for one in reversed(dated) if one.kind == kind.key), "")


def _row(
    cadre: Cadre,
    fact: PoolCadre,
    standing: Standing,
    against: tuple[Sentence, ...],
    dated: list[CadreEntry],
) -> dict[str, Any]:
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
        "trained": _last(TRAINING, dated),
        "qualified": Mark(Sentence("不符合", "no"), "wait")
        if against
        else Mark(Sentence("符合", "yes"), "ok"),
        "leader": Mark(standing.value, LEADER_TONES[standing]),
    }
