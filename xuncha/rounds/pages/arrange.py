"""排方案: arrange the term by the rules beside the page, with other numbers if one wants to see what they would do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.coverage.facts import current_term
from xuncha.coverage.models import Term
from xuncha.coverage.pages._tabs import NO_TERM, SET_UP, tabs
from xuncha.desk.page import page, show
from xuncha.desk.progress import Progress, start
from xuncha.desk.solving import awaited
from xuncha.desk.spoken import said
from xuncha.desk.table import Link, Mark, Table
from xuncha.planning import apart
from xuncha.planning.apart import Working
from xuncha.rounds.actions.arrange_term import propose_term
from xuncha.rounds.core.term.arrange import Arranged, arrange, first_only
from xuncha.rounds.core.term.arranging import Arranging
from xuncha.rounds.models import TermProposal
from xuncha.rounds.pages._term import sections
from xuncha.rounds.term import arranging_of, numbers_on
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal

TITLE = Sentence("排五年规划", "Arranging the term")
COLUMNS = (
    Column("number", Sentence("方案", "Proposal"), width=10),
    Column("made_on", Sentence("日期", "Day"), "date"),
    Column("asked", Sentence("试用的数字", "Numbers tried"), width=34),
    Column("says", Sentence("结果", "Result"), width=22),
    Column("points", Sentence("分（越少越好）", "Points"), "int", width=12),
    Column("gap", Sentence("离最优不超过", "Within"), width=12),
    Column("accepted", Sentence("采用", "Accepted"), "mark", width=10),
)
EMPTY = Sentence("还没有方案。填好上面的表，点“开始排”。", "No proposal yet: fill in the form and start.")
ASKED = {
    "capacity": Sentence("一轮至多{n}人天", "{n} person-days a round"),
    "most": Sentence("每轮至多{n}个对象", "{n} targets a round"),
    "townships": Sentence("每轮至多{n}个镇（街道）", "{n} townships a round"),
    "apart": Sentence("系统每多分散一轮{n}分", "{n} points a round apart"),
    "rounds": Sentence("一届{n}轮", "{n} rounds"),
}


class ArrangeForm(forms.Form):
    """Numbers to be tried in place of those of the rule book; all may be left blank."""

    use_required_attribute = False
    capacity = forms.IntegerField(
        label=said(Sentence("一轮至多多少人天", "Person-days a round at most")),
        min_value=1,
        max_value=1_000_000,
        required=False,
        help_text=said(
            Sentence(
                "不填就只按均衡范围排。几个组乘人数乘驻点天数，就是一轮的力量。",
                "Blank: only the band counts. Teams times people times days is what a round can do.",
            )
        ),
    )
    most = forms.IntegerField(
        label=said(Sentence("每轮至多几个巡察对象", "Targets a round at most")),
        min_value=1,
        max_value=500,
        required=False,
    )
    townships = forms.IntegerField(
        label=said(Sentence("每轮至多几个镇（街道）", "Townships a round at most")),
        min_value=0,
        max_value=500,
        required=False,
    )
    apart = forms.IntegerField(
        label=said(Sentence("一个系统每多分散一轮记几分", "Points for each round a sector is spread over")),
        min_value=1,
        max_value=10_000,
        required=False,
        help_text=said(
            Sentence(
                "分值大，同一系统更集中；分值小，风险高的更靠前。",
                "More: sectors stay together. Fewer: risk comes first.",
            )
        ),
    )
    rounds = forms.IntegerField(
        label=said(Sentence("一届几轮", "Rounds of the term")), min_value=1, max_value=99, required=False
    )

    def __init__(self, *args: Any, usual: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value in usual.items():
            self.fields[name].widget.attrs["placeholder"] = str(value)


@page("coverage/plan/arrange/", title=TITLE, roles=OFFICE)
def show_arrange(request: HttpRequest) -> HttpResponse:
    """The form, and every proposal made before."""
    term = current_term(clock.today())
    if term is None:
        shown = tabs(request, "rounds-plan", None)
        return show(request, "coverage/no_term.html", tabs=shown, says=NO_TERM, remedy=SET_UP)
    limits = numbers_on(clock.today())
    usual = {name: getattr(limits, name) for name in ("most", "townships", "apart", "rounds")}
    form = ArrangeForm(request.POST or None, usual=usual)
    if request.method == "POST" and form.is_valid():
        asked = {name: number for name, number in form.cleaned_data.items() if number is not None}
        problem = arranging_of(request.user, term, clock.today(), asked)
        job = start(request.user, TITLE, _work(request.user, term, asked, problem))
        return redirect("desk-progress", job=job.id)
    problem = arranging_of(request.user, term, clock.today())
    return show(
        request,
        "rounds/arrange.html",
        tabs=tabs(request, "rounds-plan", None),
        sections=sections(request, "rounds-arrange"),
        term=term,
        form=form,
        submit=Sentence("开始排", "Start"),
        free=len(problem.free),
        wished=len(problem.wished),
        work=problem.work,
        rounds=len(problem.rounds),
        proposals=_table(request, term),
    )


def _work(by: Account, term: Term, asked: dict[str, Any], problem: Arranging) -> Callable[[Progress], str]:
    def work(progress: Progress) -> str:
        found = _solved(problem, progress)
        row = propose_term(by=by, term=term, asked=asked, found=found)
        return reverse("rounds-proposal", kwargs={"proposal": row.pk})

    return work


def _solved(problem: Arranging, progress: Progress) -> Arranged:
    """Arranges in a process of its own; whoever stops it keeps the first plan."""
    first = first_only(problem)
    beginning = (
        Sentence(f"初步方案{first.cost}分，正在改进", f"first plan: {first.cost} points, going on")
        if first.cost is not None
        else Sentence("正在寻找能满足全部规则的方案", "looking for a plan that keeps every rule")
    )
    progress.at(10, beginning)
    try:
        found: Arranged = awaited(progress, Working(arrange, problem), lambda note: _told(beginning, note))
    except Refusal:
        if not progress.cancelled:
            raise
        return first
    return found


def _told(beginning: Sentence, note: apart.Progress) -> tuple[int, Sentence]:
    near = max(0, 60 - int(note.gap))
    if note.part:
        says = Sentence("各系统的轮次已定，正在排具体对象", "sectors have their rounds; placing the targets")
        return 80 + near // 4, says
    return 15 + near, Sentence(
        f"{beginning.zh}：离最优还差不超过{note.gap:.1f}%（停止后保留初步方案）",
        f"{beginning.en}: within {note.gap:.1f} % of the best (stopping keeps the first plan)",
    )


def asked_said(asked: dict[str, int]) -> Sentence:
    """The numbers that a proposal tried; those of the rule book are not said."""
    parts = [ASKED[key].filled(n=number) for key, number in asked.items() if key in ASKED]
    if not parts:
        return Sentence("规则库", "rule book")
    return Sentence("；".join(one.zh for one in parts), "; ".join(one.en for one in parts))


def _table(request: HttpRequest, term: Term) -> Table:
    rows = [
        {
            "number": Link(
                Sentence(f"方案{one.number}", f"proposal {one.number}"),
                reverse("rounds-proposal", kwargs={"proposal": one.pk}),
            ),
            "made_on": one.made_on,
            "asked": asked_said(one.asked),
            "says": Sentence(**one.told["says"]),
            "points": sum(one.told["points"].values()) if one.placed else None,
            "gap": "" if one.told["gap"] is None else f"{one.told['gap']:.2%}",
            "accepted": Mark(Sentence("已采用", "accepted"), "ok") if one.accepted else None,
        }
        for one in see(TermProposal, request.user).filter(term=term)
    ]
    return Table("proposals", Sentence("历次方案", "Proposals"), COLUMNS, rows, EMPTY)
