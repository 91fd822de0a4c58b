"""巡察范围: the verdict on every body, with rule, basis and reason."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.coverage.core.facts import Body, Kind
from xuncha.coverage.core.rules import Outcome
from xuncha.coverage.core.scope import Verdict
from xuncha.coverage.facts import Scene, current_term, scene
from xuncha.coverage.pages._tabs import NO_TERM, SET_UP, TONES, tabs
from xuncha.desk.page import page, show
from xuncha.desk.spoken import said, spoken
from xuncha.desk.table import Mark, Table
from xuncha.trust import clock
from xuncha.trust.core.roles import OFFICE, Role

TITLE = Sentence("巡察范围", "Scope")
COLUMNS = (
    Column("name", Sentence("单位、党组织、岗位", "Body"), width=30),
    Column("kind", Sentence("类别", "Kind"), width=10),
    Column("outcome", Sentence("结论", "Verdict"), "mark", width=16),
    Column("mode", Sentence("方式", "Mode"), width=10),
    Column("reason", Sentence("理由", "Reason"), width=60),
    Column("basis", Sentence("依据", "Basis"), width=40),
    Column("who", Sentence("由谁决定", "Who decides"), width=24),
    Column("target", Sentence("巡察对象", "Target"), width=30),
    Column("check", Sentence("请核对", "To check"), width=34),
)
EMPTY = Sentence(
    "名册里还没有单位。请先导入县域名册。", "The registry is empty. Import the county workbook first."
)


class Filters(forms.Form):
    """By verdict and by kind; both may be left open."""

    outcome = forms.ChoiceField(label=said(Sentence("结论", "Verdict")), required=False)
    kind = forms.ChoiceField(label=said(Sentence("类别", "Kind")), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anything = ("", spoken(Sentence("全部", "All")))
        for name, enum in (("outcome", Outcome), ("kind", Kind)):
            self.fields[name].choices = [anything, *((one.name, spoken(one.value)) for one in enum)]


@page("coverage/scope/", title=TITLE, roles=OFFICE | {Role.LEADING})
def scope(request: HttpRequest) -> HttpResponse:
    """Figures, then the table; narrowed by verdict and kind."""
    term = current_term(clock.today())
    if term is None:
        return show(
            request,
            "coverage/no_term.html",
            tabs=tabs(request, "coverage-scope", None),
            says=NO_TERM,
            remedy=SET_UP,
        )
    now = scene(term, clock.today())
    filters = Filters(request.GET or None)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    rows = [
        _row(body, one, now)
        for body, one in now.verdicts.items()
        if chosen.get("outcome") in (None, "", one.outcome.name)
        and chosen.get("kind") in (None, "", body.kind.name)
    ]
    counts = Counter(one.outcome for one in now.verdicts.values())
    return show(
        request,
        "coverage/scope.html",
        tabs=tabs(request, "coverage-scope", now),
        term=term,
        filters=filters,
        parts=[(outcome.value, counts[outcome], TONES[outcome]) for outcome in Outcome],
        table=Table("scope", TITLE, COLUMNS, rows, EMPTY),
    )


def _row(body: Body, one: Verdict, now: Scene) -> dict[str, object]:
    return {
        "name": one.name,
        "kind": body.kind.value,
        "outcome": Mark(one.outcome.value, TONES[one.outcome]),
        "mode": one.mode.value if one.mode else "",
        "reason": one.reason,
        "basis": one.basis,
        "who": one.who_decides,
        "target": now.target_of.get(body, ""),
        "check": one.assumed,
    }
