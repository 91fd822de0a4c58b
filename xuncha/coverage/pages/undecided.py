"""待领导小组确定: what only the leading group can settle; one 呈批件 for all of it, and a form to record the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.coverage.actions.ask_scope import ask_scope
from xuncha.coverage.actions.decide_scope import decide_scope
from xuncha.coverage.core.facts import Body, Kind
from xuncha.coverage.core.rules import Mode, Outcome
from xuncha.coverage.core.scope import Verdict
from xuncha.coverage.facts import Scene, current_term, scene
from xuncha.coverage.models import ScopeDecision, Term
from xuncha.coverage.pages._checks import Checks
from xuncha.coverage.pages._tabs import NO_TERM, SET_UP, tabs
from xuncha.desk.page import go, page, show
from xuncha.desk.spoken import said, spoken
from xuncha.desk.table import Mark, Table
from xuncha.registry.models import Organisation
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import Refusal

TITLE = Sentence("待领导小组确定", "For the leading group to decide")
COLUMNS = (
    Column("name", Sentence("单位、党组织", "Body"), width=30),
    Column("kind", Sentence("类别", "Kind"), width=10),
    Column("reason", Sentence("为什么定不了", "Why it is open"), width=70),
    Column("proposed", Sentence("规则倾向（未核实）", "What the rule proposes"), "mark", width=18),
    Column("who", Sentence("由谁决定", "Who decides"), width=30),
)
DECIDED = (
    Column("name", Sentence("单位、党组织", "Body"), width=30),
    Column("outcome", Sentence("决定", "Decision"), "mark", width=14),
    Column("mode", Sentence("方式", "Mode"), width=10),
    Column("decided_on", Sentence("日期", "Day"), "date"),
    Column("body", Sentence("决定机构", "Decided by"), width=26),
    Column("document", Sentence("文件、会议纪要", "Document"), width=34),
)
NONE_LEFT = Sentence("没有待领导小组确定的单位。", "Nothing waits for the leading group.")
NONE_DECIDED = Sentence("还没有记录过决定。", "No decision is on record.")


class DecisionForm(forms.Form):
    """What the minutes say, for as many bodies as they name."""

    use_required_attribute = False
    organisations = forms.MultipleChoiceField(
        label=said(Sentence("决定涉及的单位、党组织", "Bodies")), widget=Checks
    )
    outcome = forms.ChoiceField(label=said(Sentence("决定", "Decision")))
    mode = forms.ChoiceField(
        label=said(Sentence("巡察方式", "Mode")),
        required=False,
        help_text=said(
            Sentence("只在“纳入”时填写；不选为直接。", "Only when in scope; left open it is direct.")
        ),
    )
    decided_on = forms.DateField(
        label=said(Sentence("决定日期", "Decided on")),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    body = forms.CharField(
        label=said(Sentence("决定机构", "Decided by")),
        max_length=80,
        initial=said(Sentence("县委巡察工作领导小组", "县委巡察工作领导小组")),
    )
    document = forms.CharField(
        label=said(Sentence("文件、会议纪要", "Document")),
        max_length=120,
        help_text=said(
            Sentence("文号或会议纪要名称，使别人能找到原件。", "So that somebody else can find the original.")
        ),
    )
    reason = forms.CharField(label=said(Sentence("说明", "Remark")), required=False, max_length=200)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisations"].choices = choices
        self.fields["outcome"].choices = [
            (one.name.lower(), spoken(one.value)) for one in (Outcome.IN, Outcome.JOINT, Outcome.OUT)
        ]
        self.fields["mode"].choices = [("", ""), *((one.value.zh, spoken(one.value)) for one in Mode)]


@page("coverage/undecided/", title=TITLE, roles=OFFICE)
def undecided(request: HttpRequest) -> HttpResponse:
    """The list, the button for the 呈批件, and the form for what was decided."""
    term = current_term(clock.today())
    if term is None:
        shown = tabs(request, "coverage-undecided", None)
        return show(request, "coverage/no_term.html", tabs=shown, says=NO_TERM, remedy=SET_UP)
    now = scene(term, clock.today())
    open_ones = [one for one in now.proof.undecided if one.body.kind is not Kind.POST]
    rest = _others(request, now, {one.body for one in open_ones})
    form = DecisionForm(
        request.POST if "outcome" in request.POST else None,
        choices=[(one.body.key, _label(one)) for one in (*open_ones, *rest)],
    )
    no = None
    if request.method == "POST":
        try:
            if "ask" in request.POST:
                paper = ask_scope(by=request.user, term=term)
                return go(
                    request,
                    "papers-paper",
                    paper=paper.pk,
                    done=Sentence("呈批件草稿已生成。", "The draft is made."),
                )
            if form.is_valid():
                return _recorded(request, term, form)
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "coverage/undecided.html",
        status=no.status if no else 200,
        tabs=tabs(request, "coverage-undecided", now),
        table=Table("undecided", TITLE, COLUMNS, [_row(one) for one in open_ones], NONE_LEFT),
        decisions=_decisions(request, term),
        form=form,
        no=no,
        any_open=bool(open_ones),
        back_url=reverse("coverage-scope"),
    )


def _others(request: HttpRequest, now: Scene, open_ones: set[Body]) -> list[Verdict]:
    """All other bodies, when the address asks for them: a decision may be corrected, a rule overruled."""
    if "all" not in request.GET:
        return []
    return [one for body, one in now.verdicts.items() if body.kind is not Kind.POST and body not in open_ones]


def _recorded(request: HttpRequest, term: Term, form: DecisionForm) -> HttpResponse:
    said_so = dict(form.cleaned_data)
    keys = said_so.pop("organisations")
    organisations = list(see(Organisation, request.user).filter(pk__in=keys))
    decide_scope(by=request.user, term=term, organisations=organisations, **said_so)
    done = Sentence(
        f"已记录{len(organisations)}个单位、党组织的决定。", f"Recorded for {len(organisations)} bodies."
    )
    return go(request, "coverage-undecided", done=done)


def _label(one: Verdict) -> str:
    return f"{one.name}（{spoken(one.body.kind.value)}，{spoken(one.outcome.value)}）"


def _row(one: Verdict) -> dict[str, object]:
    return {
        "name": one.name,
        "kind": one.body.kind.value,
        "reason": one.reason,
        "proposed": Mark(one.proposed.value, "plain") if one.proposed else None,
        "who": one.who_decides,
    }


def _decisions(request: HttpRequest, term: Term) -> Table:
    rows = [
        {
            "name": one.organisation.name,
            "outcome": Mark(Outcome[one.outcome.upper()].value),
            "mode": one.mode,
            "decided_on": one.decided_on,
            "body": one.body,
            "document": one.document,
        }
        for one in see(ScopeDecision, request.user)
        .filter(term=term)
        .select_related("organisation")
        .order_by("-decided_on", "organisation__name")
    ]
    return Table("decisions", Sentence("已作出的范围决定", "Decisions on scope"), DECIDED, rows, NONE_DECIDED)
