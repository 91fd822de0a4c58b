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
from xuncha.desk.spoken import said, spoken
from xuncha.desk.table import Link, Mark, Table
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Round
from xuncha.teams.actions.draft import MOST, ask, draft_all
from xuncha.teams.actions.draft_papers import draft_letter
from xuncha.teams.models import Cadre, Drafting
from xuncha.teams.pages._laid import crumbs, drafting_tabs
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal

STATES = {
    "asked": Mark(Sentence("待答复", "waiting"), "wait"),
    "agreed": Mark(Sentence("同意", "agreed"), "ok"),
    "refused": Mark(Sentence("不同意", "refused"), "wait"),
    "replaced": Mark(Sentence("另派他人", "replaced"), "off"),
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


class AskForm(forms.Form):
    use_required_attribute = False
    unit = forms.ChoiceField(label=said(Sentence("单位", "Unit")))
    skill = forms.CharField(
        label=said(Sentence("需要的专长", "Skill wanted")),
        required=False,
        max_length=40,
        help_text=said(Sentence("如财务审计；不限可留空。", "Like 财务审计; may be left blank.")),
    )
    people = forms.IntegerField(
        label=said(Sentence("人数", "People")), min_value=1, max_value=MOST, initial=1
    )

    def __init__(self, *args: Any, by: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = see(Organisation, by).filter(tree="unit").order_by("name")
        self.fields["unit"].choices = [(str(one.pk), one.name) for one in units]


@page("rounds/<uuid:around>/drafting/", title=Sentence("抽调台账", "Drafting register"), roles=OFFICE)
def drafting(request: HttpRequest, around: UUID) -> HttpResponse:
    """``do``: draft all of the plan by name, ask a unit to recommend, or draft the letter to a unit."""
    row = see_one(Round, request.user, around)
    what = request.POST.get("do", "")
    form = AskForm(request.POST if what == "ask" else None, by=request.user)
    no = None
    try:
        done = _do(request, row, what, form)
        if done is not None:
            return done
    except Refusal as refusal:
        no = refusal
    requests = list(
        see(Drafting, request.user)
        .filter(round=row)
        .select_related("unit", "cadre__person")
        .order_by("unit__name", "id")
    )
    title = Sentence("抽调台账", "Drafting register")
    return show(
        request,
        "teams/drafting.html",
        around=row,
        table=Table("drafting", title, COLUMNS, [_row(one) for one in requests], EMPTY),
        letters=list({one.unit_id: one.unit for one in requests if one.state == "asked"}.values()),
        form=form,
        no=no,
        tabs=drafting_tabs(row, "drafting"),
        crumbs=crumbs(row),
    )


def _do(request: HttpRequest, row: Round, what: str, form: AskForm) -> HttpResponse | None:
    by = request.user
    if what == "all":
        drafted = draft_all(by=by, around=row)
        left = f"；{'、'.join(drafted.left)}没有填写所在单位，未能发起" if drafted.left else ""
        says = Sentence(f"已点名抽调{drafted.asked}人{left}。", f"{drafted.asked} asked for by name.")
        return go(request, "teams-drafting", around=row.pk, done=says)
    if what == "ask" and form.is_valid():
        unit = see_one(Organisation, by, form.cleaned_data["unit"])
        ask(
            by=by, around=row, unit=unit, skill=form.cleaned_data["skill"], people=form.cleaned_data["people"]
        )
        says = Sentence("已登记，请发函。", "Recorded; send the letter.")
        return go(request, "teams-drafting", around=row.pk, done=says)
    if what == "letter":
        unit = see_one(Organisation, by, request.POST.get("unit"))
        paper = draft_letter(by=by, around=row, unit=unit)
        return go(request, "papers-paper", paper=paper.pk, done=Sentence("抽调函草稿已生成。", "Drafted."))
    return None


EMPTY = Sentence(
    "还没有抽调。请在人才库点名抽调，或者请单位推荐人选。",
    "Nobody was asked for. Draft by name from the pool.",
)


def state_of(one: Drafting) -> Mark:
    """How a request stands, the organisation department's word told apart."""
    if one.state != "decided":
        return STATES[one.state]
    if one.upheld:
        return Mark(Sentence("组织部定：抽调", "upheld"), "ok")
    return Mark(Sentence("组织部定：另选", "somebody else"), "off")


def _row(one: Drafting) -> dict[str, Any]:
    document = f"（{one.decided_document}，{one.decided_on}）" if one.decided_document else ""
    home = Sentence(f"原单位由{one.stand_in}临时主持", f"{one.stand_in} stands in at home")
    said_ = [
        one.reason,
        one.decided + document if one.decided else "",
        Sentence("只能部分时间参加", "a part of each week") if one.part else "",
        home if one.stand_in else "",
        *(Sentence(**says) for says in one.objections),
    ]
    return {
        "unit": one.unit.name,
        "way": WAYS[one.way],
        "name": _name(one),
        "asked_on": one.asked_on,
        "state": state_of(one),
        "answered_on": one.answered_on,
        "reason": "；".join(spoken(says) for says in said_ if says),
        "open": Link(Sentence("办理", "open"), reverse("teams-request", kwargs={"request_id": one.pk})),
    }


def _name(one: Drafting) -> str:
    cadre: Cadre | None = one.cadre
    if cadre is not None:
        return cadre.person.name
    return one.person.get("name", "") or f"待推荐{one.skill}"
