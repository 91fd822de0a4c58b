"""规划要素: what the office says of one target for the plan of the term: risk, work, sector, rounds that are settled or shut."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.span import Day, NotADay
from xuncha.base.words import Sentence
from xuncha.coverage.models import Target
from xuncha.desk import drafts
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import said, spoken
from xuncha.rounds.actions.plan_term import set_outlook
from xuncha.rounds.core.term.numbers import Numbers
from xuncha.rounds.core.term.windows import NotAWindow, windows_read, windows_shown
from xuncha.rounds.models import Outlook
from xuncha.rounds.pages._forms import posted_version
from xuncha.rounds.term import arranging_of, numbers_on
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import Refusal, Stale

TITLE = Sentence("规划要素", "What the plan has to know")


class OutlookForm(forms.Form):
    """Every field may be left blank: then the rule book, the registry or nothing speaks."""

    use_required_attribute = False
    risk = forms.TypedChoiceField(
        label=said(Sentence("风险等级", "Grade of risk")), coerce=int, empty_value=None, required=False
    )
    grounds = forms.CharField(
        label=said(Sentence("评定理由", "Grounds")),
        max_length=200,
        required=False,
        help_text=said(
            Sentence(
                "写单位层面的事实：资金量、项目、信访、审计发现、多久没有巡察；不评个人。",
                "Facts of the body: money, projects, letters, audits; never of a person.",
            )
        ),
    )
    days = forms.IntegerField(
        label=said(Sentence("工作量（人天）", "Person-days")), min_value=1, max_value=5000, required=False
    )
    sector = forms.CharField(label=said(Sentence("所属系统", "Sector")), max_length=30, required=False)
    last = forms.CharField(
        label=said(Sentence("上一次巡察结束", "Last inspection ended")),
        max_length=10,
        required=False,
        help_text=said(
            Sentence("例如 2019-05；上一届的档案里有。", "e.g. 2019-05; see the last term's files.")
        ),
    )
    pinned = forms.IntegerField(
        label=said(Sentence("已定在第几轮", "Settled on round")), min_value=1, max_value=99, required=False
    )
    joint = forms.IntegerField(
        label=said(Sentence("与上级联动的轮次", "Round joint with the level above")),
        min_value=1,
        max_value=99,
        required=False,
    )
    closed = forms.CharField(
        label=said(Sentence("不宜安排的轮次", "Rounds that are shut")),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=said(
            Sentence(
                "一行一段：轮次、空格、原因，例如“3-5 机构改革”。",
                "One a line: rounds, a space, why; “3-5 reform”.",
            )
        ),
    )
    look_back = forms.BooleanField(
        label=said(Sentence("本届安排一次回头看", "Look back at it in this term")), required=False
    )

    def __init__(self, *args: Any, limits: Numbers, usual: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["risk"].choices = [
            ("", spoken(Sentence("不评（按一般算）", "not graded"))),
            *((one.grade, spoken(one.name)) for one in limits.grades),
        ]
        for name, value in usual.items():
            self.fields[name].widget.attrs["placeholder"] = str(value)

    def clean_last(self) -> str:
        text = self.cleaned_data["last"].strip()
        try:
            day = Day.parse(text) if text else None
        except NotADay:
            day = Day()
        if text and (day is None or not day.known):
            raise forms.ValidationError(
                spoken(Sentence("日期写成 2019-05 或者 2019-05-20。", "Write 2019-05 or 2019-05-20."))
            )
        return str(day) if day else ""

    def clean_closed(self) -> list[list[int | str]]:
        try:
            return windows_read(self.cleaned_data["closed"])
        except NotAWindow as fault:
            raise forms.ValidationError(spoken(fault.says)) from None


@page("coverage/plan/targets/<uuid:target>/", title=TITLE, roles=OFFICE)
def outlook(request: HttpRequest, target: UUID) -> HttpResponse:
    """The form with what is said so far; what is blank shows what holds instead."""
    one = see_one(Target, request.user, target)
    row = see(Outlook, request.user).filter(target=one).first()
    usual = _usual(request, one)
    kept = drafts.take(request) if request.method == "GET" else None
    limits = numbers_on(clock.today())
    form = OutlookForm(request.POST or kept or None, initial=_said(row), limits=limits, usual=usual)
    no, status = None, 200
    if request.method == "POST" and form.is_valid():
        try:
            set_outlook(by=request.user, target=one, version=posted_version(request), **form.cleaned_data)
            drafts.drop(request)
            return go(
                request,
                "rounds-board",
                done=Sentence("已登记，看板已重新核对。", "Kept; the board is judged anew."),
            )
        except Stale as stale:
            drafts.keep(request)
            no, status = stale, stale.status
        except Refusal as refusal:
            no, status = refusal, refusal.status
    return show(
        request,
        "rounds/outlook.html",
        status=status,
        target=one,
        form=form,
        no=no,
        version=row.version if row else 0,
        submit=Sentence("登记", "Keep"),
        back_url=reverse("rounds-board"),
        draft_key=request.path,
        draft_found=bool(kept),
        crumbs=[Crumb(Sentence("五年规划", "Plan of the term"), reverse("rounds-board"))],
    )


def _usual(request: HttpRequest, one: Target) -> dict[str, Any]:
    """What holds where nothing is said."""
    problem = arranging_of(request.user, one.term, clock.today())
    target = problem.target.get(str(one.pk))
    return {"days": target.days, "sector": target.sector} if target else {}


def _said(row: Outlook | None) -> dict[str, Any]:
    """What was kept, as a form is filled."""
    if row is None:
        return {}
    names = ("risk", "grounds", "days", "sector", "last", "pinned", "joint", "look_back")
    return {**{name: getattr(row, name) for name in names}, "closed": windows_shown(row.closed)}
