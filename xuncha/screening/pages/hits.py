"""疑点: what the screens point at, screen by screen, and the list of vouchers to pull."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.table import Mark
from xuncha.rounds.models import Inspection
from xuncha.screening.actions.print_spotcheck import print_spotcheck
from xuncha.screening.actions.read_hits import OpenedHit, read_hits, read_run
from xuncha.screening.core.screen import Declared
from xuncha.screening.facts import declared
from xuncha.screening.models import STATES, Hit, Screening
from xuncha.screening.pages._ways import TONES, tabs
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal

FIRST = 20
"""So many doubts of a screen are shown at first; `?screen=<key>` shows all of one."""

DRAFTED = Sentence("抽查凭证清单已拟好，可以打印。", "The list of vouchers is drafted and can be printed.")


@dataclass(frozen=True)
class Line:
    """One doubt in the list: closed data and its sentence."""

    opened: OpenedHit
    state: Mark

    @property
    def row(self) -> Hit:
        return self.opened.row


@dataclass(frozen=True)
class Group:
    """One screen of the last run: its doubts, or why it did not apply."""

    screen: Declared
    ran: dict[str, Any]
    lines: tuple[Line, ...]
    more: int

    @property
    def not_applicable(self) -> Sentence | None:
        said = self.ran.get("not_applicable")
        return Sentence(**said) if said else None

    @property
    def is_quiet(self) -> bool:
        """Ran, and pointed at nothing."""
        return not self.lines and self.not_applicable is None

    @property
    def parameters(self) -> list[Sentence]:
        return [Sentence(**one) for one in self.ran.get("parameters", ())]


@page(
    "inspections/<uuid:inspection>/doubts/", title=Sentence("疑点", "Doubts"), roles=TEAM, where="inspection"
)
def hits(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """POST with the chosen doubts drafts 抽查凭证清单, in Excel or Word as `form` says."""
    one = see_one(Inspection, request.user, inspection)
    no = None
    if request.method == "POST":
        chosen = [key for key in request.POST.getlist("hit") if _is_key(key)]
        rows = list(see(Hit, request.user).filter(inspection=one, pk__in=chosen).order_by("serial"))
        try:
            form = "vouchers_to_pull" if request.POST.get("form") == "vouchers_to_pull" else "voucher_list"
            paper = print_spotcheck(by=request.user, inspection=one, hits=rows, form=form)
            return go(request, "papers-paper", paper=paper.pk, done=DRAFTED)
        except Refusal as refusal:
            no = refusal
    ran = see(Screening, request.user).filter(inspection=one).order_by("-serial").first()
    only = request.GET.get("screen", "")
    groups = _groups(request, ran, only) if ran else []
    return show(
        request,
        "screening/hits.html",
        status=no.status if no else 200,
        inspection=one,
        tabs=tabs(one, "screening-hits"),
        ran=ran,
        groups=[group for group in groups if group.lines or only],
        quiet=[group for group in groups if group.is_quiet and not only],
        not_applicable=[group for group in groups if group.not_applicable and not group.lines and not only],
        only=only,
        no=no,
    )


def _groups(request: HttpRequest, ran: Screening, only: str) -> list[Group]:
    told = {one["screen"]: one for one in read_run(by=request.user, screening=ran)["screens"]}
    found: dict[str, list[Hit]] = {}
    for hit in see(Hit, request.user).filter(inspection_id=ran.inspection_id).order_by("-amount", "serial"):
        found.setdefault(hit.screen, []).append(hit)
    known = declared(Path(settings.XUNCHA_HOME)).values()
    wanted = [screen for screen in known if screen.key in told and only in ("", screen.key)]
    shown = {screen.key: _first(found.get(screen.key, []), bool(only)) for screen in wanted}
    every = [hit for hits_of in shown.values() for hit in hits_of]
    opened = {one.row.pk: one for one in read_hits(by=request.user, hits=every)} if every else {}
    return [
        Group(
            screen,
            told.get(screen.key, {}),
            tuple(
                Line(opened[hit.pk], Mark(STATES[hit.state], TONES[hit.state])) for hit in shown[screen.key]
            ),
            len(found.get(screen.key, [])) - len(shown[screen.key]),
        )
        for screen in wanted
    ]


def _first(rows: list[Hit], every: bool) -> list[Hit]:
    """Doubts still to be checked come first."""
    rows = sorted(rows, key=lambda hit: hit.state != "open")
    return rows if every else rows[:FIRST]


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
