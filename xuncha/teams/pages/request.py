"""One request to a lending unit: record the answer, a recommendation, a decision."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import said
from xuncha.registry.choices import choices
from xuncha.teams.actions.answer import agree, decide, decline, recommend
from xuncha.teams.models import Drafting
from xuncha.teams.pages.drafting import STATES, WAYS
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import NotSeen, Refusal


class DeclineForm(forms.Form):
    use_required_attribute = False
    reason = forms.CharField(label=said(Sentence("单位答复的理由", "Reason of the unit")), max_length=200)


class DecideForm(forms.Form):
    use_required_attribute = False
    decided = forms.CharField(
        label=said(Sentence("组织部意见", "Decision")),
        max_length=200,
        help_text=said(Sentence("如“仍按点名抽调”“同意另选”。", "Like 仍按点名抽调 or 同意另选.")),
    )


class RecommendForm(forms.Form):
    use_required_attribute = False
    name = forms.CharField(label=said(Sentence("姓名", "Name")), max_length=40)
    identity = forms.ChoiceField(label=said(Sentence("人员身份", "Identity")))
    rank = forms.ChoiceField(label=said(Sentence("领导职务层次", "Leading post rank")), required=False)
    grade = forms.ChoiceField(label=said(Sentence("职级", "Grade")), required=False)
    discipline = forms.CharField(
        label=said(Sentence("处分影响期或审查期", "Sanction or investigation")),
        required=False,
        max_length=40,
        help_text=said(Sentence("没有的留空。", "Blank if nothing.")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = choices()
        for name in ("identity", "rank", "grade"):
            self.fields[name].choices = [("", "—"), *((one, one) for one in words[name])]


@page("teams/requests/<uuid:request_id>/", title=Sentence("抽调办理", "Request"), roles=OFFICE)
def one_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """``do``: agree, decline, recommend or decide."""
    rows = see(Drafting, request.user).select_related("unit", "cadre__person", "round")
    row = rows.filter(pk=request_id).first()
    if row is None:
        raise NotSeen
    what = request.POST.get("do", "")
    bound = {
        "decline": DeclineForm(request.POST if what == "decline" else None),
        "recommend": RecommendForm(request.POST if what == "recommend" else None),
        "decide": DecideForm(request.POST if what == "decide" else None),
    }
    no = None
    try:
        done = _do(request, row, what, bound)
        if done is not None:
            return go(request, "teams-drafting", around=row.round_id, done=done)
    except Refusal as refusal:
        no = refusal
    return show(
        request,
        "teams/request.html",
        row=row,
        pairs=_pairs(row),
        objections=[Sentence(**one) for one in row.objections],
        forms=bound,
        no=no,
        crumbs=[
            Crumb(
                Sentence("抽调台账", "Drafting register"),
                reverse("teams-drafting", kwargs={"around": row.round_id}),
            )
        ],
    )


def _do(request: HttpRequest, row: Drafting, what: str, bound: dict[str, forms.Form]) -> Sentence | None:
    by = request.user
    said_ = request.POST.get("version", "")
    version = int(said_) if said_.isdigit() else row.version
    if what == "agree":
        agree(by=by, drafting=row, version=version)
        return Sentence("已登记同意。", "Recorded: agreed.")
    form = bound.get(what)
    if form is None or not form.is_valid():
        return None
    if what == "decline":
        decline(by=by, drafting=row, version=version, **form.cleaned_data)
        return Sentence("已登记不同意的理由。", "Recorded: refused.")
    if what == "decide":
        decide(by=by, drafting=row, version=version, **form.cleaned_data)
        return Sentence("已登记组织部意见。", "Recorded.")
    kept = recommend(by=by, drafting=row, version=version, person=form.cleaned_data)
    if kept.objections:
        return Sentence(
            "推荐人选不符合选调条件，已留档，请单位另行推荐。",
            "The person does not meet the conditions; ask for another.",
        )
    return Sentence("推荐人选符合条件，已入人才库。", "The person qualifies and has joined the pool.")


def _pairs(row: Drafting) -> list[tuple[Sentence, Any]]:
    return [
        (Sentence("派出单位", "Lending unit"), row.unit.name),
        (Sentence("方式", "Way"), WAYS[row.way]),
        (Sentence("人选", "Person"), row.cadre.person.name if row.cadre else row.person.get("name", "")),
        (Sentence("需要的专长", "Skill wanted"), row.skill),
        (Sentence("发起日期", "Asked on"), row.asked_on),
        (Sentence("状态", "State"), STATES[row.state]),
        (Sentence("理由", "Reason"), row.reason),
        (Sentence("组织部意见", "Decision"), row.decided),
    ]
