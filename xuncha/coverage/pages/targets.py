"""巡察对象: what is inspected together, cut out of both trees, with the proof that nobody is left out or counted twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.coverage.actions.build_targets import build_targets
from xuncha.coverage.actions.certify_coverage import certify_coverage
from xuncha.coverage.core.choose import choose
from xuncha.coverage.core.facts import Kind, Target
from xuncha.coverage.facts import current_term, scene
from xuncha.coverage.models import Target as TargetRow
from xuncha.coverage.models import Term
from xuncha.coverage.pages._tabs import NO_TERM, SET_UP, tabs
from xuncha.desk.page import go, page, show
from xuncha.desk.progress import Progress, start
from xuncha.desk.solving import awaited
from xuncha.desk.table import Link, Mark, Table
from xuncha.planning.apart import Working
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE, Role
from xuncha.trust.models import Account
from xuncha.trust.refusal import NoRight, Refusal

TITLE = Sentence("巡察对象", "Targets")
COLUMNS = (
    Column("name", Sentence("巡察对象", "Target"), width=40),
    Column("form", Sentence("构成", "Form"), width=20),
    Column("mode", Sentence("方式", "Mode"), width=10),
    Column("units", Sentence("单位", "Units"), "int"),
    Column("parties", Sentence("党组织", "Organisations"), "int"),
    Column("posts", Sentence("关键岗位", "Key posts"), "int"),
    Column("listed", Sentence("一并巡察、不计数", "Along, not counted"), width=30),
    Column("counts", Sentence("计数", "Counts"), "mark"),
)
BUILDING = Sentence("生成巡察对象", "Building the targets")
CHOOSING = Sentence("正在比较怎样切分对象最少、不重不漏", "choosing the fewest targets that leave nobody out")
EMPTY = Sentence(
    "还没有巡察对象。范围核定后，点“生成巡察对象”。", "No targets yet. Settle the scope, then build them."
)
SORTS = {
    "blanks": Sentence("空白：在范围内而没有对象", "Blank: in scope without a target"),
    "doubles": Sentence("重复计数", "Counted twice"),
    "astray": Sentence("计数有误", "Wrongly counted"),
}


@page("coverage/targets/", title=TITLE, roles=OFFICE | {Role.LEADING})
def targets(request: HttpRequest) -> HttpResponse:
    """The targets and their proof; one button cuts those that are missing, one drafts the certificate."""
    term = current_term(clock.today())
    if term is None:
        shown = tabs(request, "coverage-targets", None)
        return show(request, "coverage/no_term.html", tabs=shown, says=NO_TERM, remedy=SET_UP)
    no = None
    if request.method == "POST" and "certify" in request.POST:
        try:
            paper = certify_coverage(by=request.user, term=term)
            done = Sentence("核对单草稿已生成。", "The draft is made.")
            return go(request, "papers-paper", paper=paper.pk, done=done)
        except Refusal as refusal:
            no = refusal
    elif request.method == "POST":
        if not request.user.sight.has(OFFICE):
            raise NoRight
        job = start(request.user, BUILDING, _work(request.user, term))
        return redirect("desk-progress", job=job.id)
    now = scene(term, clock.today())
    names = now.bodies.names()
    modes = dict(see(TargetRow, request.user).filter(term=term).values_list("pk", "mode"))
    faults = [(title, getattr(now.proof, sort)) for sort, title in SORTS.items()]
    return show(
        request,
        "coverage/targets.html",
        status=no.status if no else 200,
        no=no,
        tabs=tabs(request, "coverage-targets", now),
        table=Table(
            "targets",
            TITLE,
            COLUMNS,
            [_row(one, names, {str(key): mode for key, mode in modes.items()}) for one in now.targets],
            EMPTY,
        ),
        holds=now.proof.holds,
        faults=[(title, found) for title, found in faults if found],
        missing=len(now.proof.blanks),
        built=_built(request),
        may_build=request.user.sight.has(OFFICE),
    )


def _built(request: HttpRequest) -> Sentence | None:
    """How many targets were cut just now, as the address says."""
    told = request.GET.get("built", "")
    if not told.isdecimal():
        return None
    return Sentence(f"新生成{int(told)}个巡察对象。", f"{int(told)} targets were cut.")


def _work(by: Account, term: Term) -> Callable[[Progress], str]:
    """Chooses in a process of its own, which the button of the progress page ends, and keeps what was chosen."""

    def work(progress: Progress) -> str:
        def apart(*given: Any) -> tuple[Target, ...]:
            progress.at(20, CHOOSING)
            found: tuple[Target, ...] = awaited(progress, Working(choose, *given), lambda _: (20, CHOOSING))
            return found

        progress.at(5, Sentence("正在核对范围", "looking at the scope"))
        made = build_targets(by=by, term=term, choosing=apart)
        return f"{reverse('coverage-targets')}?built={len(made)}"

    return work


def _row(one: Target, names: dict, modes: dict[str, str]) -> dict[str, object]:
    def number(kind: Kind) -> int:
        return sum(body.kind is kind for body in one.counts)

    return {
        "name": Link(one.name, reverse("rounds-target", args=[one.key])),
        "form": one.form.value,
        "mode": modes[one.key],
        "units": number(Kind.UNIT),
        "parties": number(Kind.ORGANISATION),
        "posts": number(Kind.POST),
        "listed": "、".join(names[body] for body in sorted(one.listed, key=lambda body: body.sort_key)),
        "counts": Mark(Sentence(one.why_not, one.why_not), "off")
        if one.why_not
        else Mark(Sentence("计一次", "once"), "ok"),
    }
