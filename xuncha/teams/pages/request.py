"""One request to a lending unit: its answer, a recommendation, the organisation department's decision, who stands in at home."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.fields import choice, day, line
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import said
from xuncha.desk.steps import Step, StepForm, take_step
from xuncha.registry.choices import choices
from xuncha.teams.actions.answer import agree, decide, decline, recommend, stand_in
from xuncha.teams.models import Drafting
from xuncha.teams.pages.drafting import WAYS, state_of
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.models import Account
from xuncha.trust.refusal import NotSeen

OUTCOMES = (
    ("yes", Sentence("仍按点名抽调", "comes all the same")),
    ("no", Sentence("同意另选", "somebody else is sought")),
)


class AgreeForm(StepForm):
    part = forms.BooleanField(
        label=said(Sentence("只能部分时间参加", "For a part of each week only")),
        required=False,
        help_text=said(
            Sentence("组长须全程脱产；组员宜全程脱产。", "A leader serves wholly; members should.")
        ),
    )


class DeclineForm(StepForm):
    reason = line("单位答复的理由", "Reason of the unit", "照回执填写。", "As on the reply slip.")


class DecideForm(StepForm):
    upheld = forms.ChoiceField(
        label=said(Sentence("组织部决定", "Decision")),
        choices=[(value, said(says)) for value, says in OUTCOMES],
        widget=forms.RadioSelect,
    )
    document = line(
        "文号或会议", "Document or meeting", "如“明组发〔2026〕12号”，或者部务会日期。", longest=120
    )
    decided_on = day("决定日期", "Decided on")
    decided = line("意见摘要", "In a few words", "可留空。", "May be left blank.", required=False)


class RecommendForm(StepForm):
    name = line("姓名", "Name", longest=40)
    identity = choice("人员身份", "Identity")
    rank = choice("领导职务层次", "Leading post rank", required=False)
    grade = choice("职级", "Grade", required=False)
    discipline = line(
        "处分影响期或审查期",
        "Sanction or investigation",
        "没有的留空。",
        "Blank if nothing.",
        required=False,
        longest=40,
    )


class StandInForm(StepForm):
    name = line("临时主持工作的人", "Who stands in", "写姓名和职务，如“张某，副局长”。", longest=40)
    starts = day("开始日期", "From")
    document = line("依据", "By what", "如会议纪要、分工通知，可留空。", required=False, longest=120)


def _identities(by: Account, row: Drafting) -> dict[str, list[tuple[str, str]]]:
    words = choices()
    return {name: [("", "—"), *((one, one) for one in words[name])] for name in ("identity", "rank", "grade")}


AGREE = Step(
    "agree",
    Sentence("登记单位同意", "The unit agrees"),
    lambda by, row, said_: agree(by=by, drafting=row, **said_),
    AgreeForm,
)
DECLINE = Step(
    "decline",
    Sentence("登记单位不同意", "The unit refuses"),
    lambda by, row, said_: decline(by=by, drafting=row, **said_),
    DeclineForm,
)
DECIDE = Step(
    "decide",
    Sentence("登记组织部决定", "The organisation department's word"),
    lambda by, row, said_: decide(by=by, drafting=row, **{**said_, "upheld": said_["upheld"] == "yes"}),
    DecideForm,
    Sentence(
        "单位不同意的，由组织部定：仍按点名抽调，或者同意另选。决定同时记入决定登记。",
        "Where a unit refuses, the organisation department decides; it stands in the register of decisions too.",
    ),
)
STAND_IN = Step(
    "stand_in",
    Sentence("登记原单位临时主持", "Who stands in at home"),
    lambda by, row, said_: stand_in(by=by, drafting=row, **said_),
    StandInForm,
    Sentence(
        "抽调单位主要负责人的，写明期间由谁主持原单位工作。",
        "Where a head is drafted: who leads the unit meanwhile.",
    ),
)


def _recommend(by: Account, row: Drafting, said_: dict[str, Any]) -> Drafting:
    version = said_.pop("version")
    return recommend(by=by, drafting=row, version=version, person=said_)


CHECKED = Sentence(
    "登记后立即对照选调条件；不符合的写明第几条，留档并请单位另行推荐。",
    "Checked against the conditions at once; the article is told, and kept.",
)
RECOMMEND = Step(
    "recommend",
    Sentence("登记推荐人选", "Whom the unit recommends"),
    _recommend,
    RecommendForm,
    CHECKED,
    _identities,
)
REPLACE = Step(
    "recommend",
    Sentence("登记单位另派的人", "The unit sends somebody else"),
    _recommend,
    RecommendForm,
    CHECKED,
    _identities,
)


@page("teams/requests/<uuid:request_id>/", title=Sentence("抽调办理", "Request"), roles=OFFICE)
def one_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The steps that can be taken now stand open one by one."""
    rows = see(Drafting, request.user).select_related("unit", "cadre__person", "round", "replaced_by")
    row = rows.filter(pk=request_id).first()
    if row is None:
        raise NotSeen
    taken = take_step(request, _steps(row), row)
    if taken.done is not None:
        return go(request, "teams-drafting", around=row.round_id, done=_told(taken.done, request, row))
    return show(
        request,
        "teams/request.html",
        status=taken.status,
        row=row,
        pairs=_pairs(row),
        objections=[Sentence(**one) for one in row.objections],
        boxes=taken.boxes,
        crumbs=[
            Crumb(
                Sentence("抽调台账", "Drafting register"),
                reverse("teams-drafting", kwargs={"around": row.round_id}),
            )
        ],
    )


def _steps(row: Drafting) -> tuple[Step, ...]:
    named = row.cadre_id is not None
    if row.state == "asked":
        return (AGREE, DECLINE, REPLACE) if named else (RECOMMEND,)
    if row.state == "refused":
        return (DECIDE,)
    if row.state == "decided" and not row.upheld:
        return (REPLACE,)
    return (STAND_IN,) if named and row.state in ("agreed", "decided") else ()


def _told(step: Step, request: HttpRequest, row: Drafting) -> Sentence:
    if step.key != "recommend":
        return Sentence("已登记。", "Recorded.")
    fresh = see(Drafting, request.user).filter(pk=row.pk).first()
    if fresh is not None and fresh.objections and fresh.state == "asked":
        return Sentence(
            "推荐人选不符合选调条件，已留档，请单位另行推荐。",
            "The person does not meet the conditions; ask for another.",
        )
    return Sentence("推荐人选符合条件，已入人才库。", "The person qualifies and has joined the pool.")


def _pairs(row: Drafting) -> list[tuple[Sentence, Any]]:
    decided = f"{row.decided}（{row.decided_document}，{row.decided_on}）" if row.decided else ""
    home = f"{row.stand_in}，自{row.stand_in_from}起" if row.stand_in else ""
    return [
        (Sentence("派出单位", "Lending unit"), row.unit.name),
        (Sentence("方式", "Way"), WAYS[row.way]),
        (Sentence("人选", "Person"), row.cadre.person.name if row.cadre else row.person.get("name", "")),
        (Sentence("需要的专长", "Skill wanted"), row.skill),
        (Sentence("发起日期", "Asked on"), row.asked_on),
        (Sentence("状态", "State"), state_of(row)),
        (Sentence("理由", "Reason"), row.reason),
        (Sentence("组织部决定", "Decision"), decided),
        (Sentence("原单位临时主持", "Stands in at home"), home),
    ]
