"""抽调台账: every request of a round with its answer, refusals with their reasons, and how the burden is shared."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import said, spoken
from xuncha.desk.table import Link, Mark, Table
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Round
from xuncha.teams.actions.draft import ask
from xuncha.teams.actions.draft_papers import draft_letter
from xuncha.teams.burden import Burden, burdens
from xuncha.teams.models import Cadre, Drafting
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal

STATES = {
    "asked": Mark(Sentence("待答复", "waiting"), "wait"),
    "agreed": Mark(Sentence("同意", "agreed"), "ok"),
    "refused": Mark(Sentence("不同意", "refused"), "wait"),
    "replaced": Mark(Sentence("另派他人", "replaced"), "off"),
    "decided": Mark(Sentence("组织部已定", "decided"), "go"),
}
WAYS = {"by_name": Sentence("点名抽调", "by name"), "recommended": Sentence("单位推荐", "recommended")}
COLUMNS = (
    Column("unit", Sentence("派出单位", "Lending unit"), width=24),
    Column("way", Sentence("方式", "Way"), width=12),
    Column("name", Sentence("人选", "Person"), width=16),
    Column("asked_on", Sentence("发起", "Asked"), "date"),
    Column("state", Sentence("答复", "Answer"), "mark", width=12),
    Column("answered_on", Sentence("答复日期", "Answered"), "date"),
    Column("reason", Sentence("理由、组织部意见", "Reason, decision"), width=40),
    Column("open", Sentence("办理", "Open"), width=10),
)
REFUSALS = (
    Column("unit", Sentence("派出单位", "Lending unit"), width=24),
    Column("refused", Sentence("不同意", "Refused"), "int"),
    Column("unfit", Sentence("推荐人选不合条件", "Unfit recommended"), "int"),
    Column("reasons", Sentence("理由", "Reasons"), width=60),
)


class AskForm(forms.Form):
    use_required_attribute = False
    unit = forms.ChoiceField(label=said(Sentence("单位", "Unit")))
    skill = forms.CharField(
        label=said(Sentence("需要的专长", "Skill wanted")),
        required=False,
        max_length=40,
        help_text=said(Sentence("如财务审计；不限可留空。", "Like 财务审计; may be left blank.")),
    )

    def __init__(self, *args: Any, by: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = see(Organisation, by).filter(tree="unit").order_by("name")
        self.fields["unit"].choices = [(str(one.pk), one.name) for one in units]


@page("rounds/<uuid:around>/drafting/", title=Sentence("抽调台账", "Drafting register"), roles=OFFICE)
def drafting(request: HttpRequest, around: UUID) -> HttpResponse:
    """``do``: ask a unit to recommend, or draft the letter to a unit."""
    row = see_one(Round, request.user, around)
    what = request.POST.get("do", "")
    form = AskForm(request.POST if what == "ask" else None, by=request.user)
    no = None
    try:
        if what == "ask" and form.is_valid():
            unit = see_one(Organisation, request.user, form.cleaned_data["unit"])
            ask(by=request.user, around=row, unit=unit, skill=form.cleaned_data["skill"])
            return go(
                request,
                "teams-drafting",
                around=row.pk,
                done=Sentence("已登记，请发函。", "Recorded; send the letter."),
            )
        if what == "letter":
            unit = see_one(Organisation, request.user, request.POST.get("unit"))
            paper = draft_letter(by=request.user, around=row, unit=unit)
            return go(
                request, "papers-paper", paper=paper.pk, done=Sentence("抽调函草稿已生成。", "Drafted.")
            )
    except Refusal as refusal:
        no = refusal
    requests = list(
        see(Drafting, request.user)
        .filter(round=row)
        .select_related("unit", "cadre__person")
        .order_by("unit__name", "id")
    )
    waiting = {one.unit_id: one.unit for one in requests if one.state == "asked"}
    shares = burdens(request.user, row)
    return show(
        request,
        "teams/drafting.html",
        around=row,
        table=Table(
            "drafting",
            Sentence("抽调台账", "Drafting register"),
            COLUMNS,
            [_row(one) for one in requests],
            EMPTY,
        ),
        refusals=Table(
            "refusals",
            Sentence("不同意和推荐不合条件的情况", "Refusals"),
            REFUSALS,
            _refusals(requests),
            NONE,
        ),
        letters=list(waiting.values()),
        burden=Table(
            "burden", Sentence("派出单位负担", "Burden of lending units"), BURDEN, [_share(b) for b in shares]
        ),
        bars=shares[:12],
        most=max((one.total for one in shares), default=1),
        form=form,
        no=no,
        crumbs=[
            Crumb(Sentence("组建巡察组", "Teams"), reverse("teams-teams")),
            Crumb(Sentence(row.title, row.title), reverse("teams-forming", kwargs={"around": row.pk})),
        ],
    )


EMPTY = Sentence(
    "还没有抽调。请在人才库点名抽调，或者请单位推荐人选。",
    "Nobody was asked for. Draft by name from the pool.",
)
NONE = Sentence("没有单位不同意。", "No unit has refused.")
BURDEN = (
    Column("unit", Sentence("派出单位", "Lending unit"), width=24),
    Column("staff", Sentence("人数", "Staff"), "int"),
    Column("before", Sentence("本届以前各轮", "Earlier rounds"), "int"),
    Column("now", Sentence("本轮", "This round"), "int"),
    Column("percent", Sentence("累计占人数", "Share of staff"), width=12),
)


def _row(one: Drafting) -> dict[str, Any]:
    said_ = [one.reason, one.decided, *(Sentence(**says) for says in one.objections)]
    return {
        "unit": one.unit.name,
        "way": WAYS[one.way],
        "name": _name(one),
        "asked_on": one.asked_on,
        "state": STATES[one.state],
        "answered_on": one.answered_on,
        "reason": "；".join(spoken(says) for says in said_ if says),
        "open": Link(Sentence("办理", "open"), reverse("teams-request", kwargs={"request_id": one.pk})),
    }


def _name(one: Drafting) -> str:
    cadre: Cadre | None = one.cadre
    if cadre is not None:
        return cadre.person.name
    return one.person.get("name", "") or f"待推荐{one.skill}"


def _refusals(requests: list[Drafting]) -> list[dict[str, Any]]:
    """By unit, in the order of names: a refusal is told with its reason, units are not ranked."""
    units: dict[str, list[Drafting]] = {}
    for one in requests:
        if one.state in ("refused", "decided") or one.objections:
            units.setdefault(one.unit.name, []).append(one)
    return [
        {
            "unit": unit,
            "refused": sum(1 for one in rows if one.state in ("refused", "decided")),
            "unfit": sum(1 for one in rows if one.objections),
            "reasons": [one.reason for one in rows if one.reason],
        }
        for unit, rows in units.items()
    ]


def _share(one: Burden) -> dict[str, Any]:
    percent = (
        f"{100 * one.total / one.staff:.1f}%" if one.staff else spoken(Sentence("人数未填", "not known"))
    )
    return {"unit": one.unit, "staff": one.staff, "before": one.before, "now": one.now, "percent": percent}
