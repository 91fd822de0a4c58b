"""规划方案: what arranging came to, what it changes in the present plan, what another proposal does instead; taken over here."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.coverage.models import Target
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.rounds.actions.arrange_term import accept_term
from xuncha.rounds.core.term.arrange import RULES
from xuncha.rounds.core.term.compare import changes
from xuncha.rounds.core.term.told import placed_read
from xuncha.rounds.models import PlannedTarget, TermProposal
from xuncha.rounds.pages.arrange import asked_said
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import OFFICE, Role

TITLE = Sentence("规划方案", "Proposal for the term")


@page("coverage/plan/proposals/<uuid:proposal>/", title=TITLE, roles=OFFICE | {Role.LEADING})
def show_proposal(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """A post takes it over. `?beside=` another proposal shows both side by side."""
    row = see_one(TermProposal, request.user, proposal)
    if request.method == "POST":
        count = accept_term(by=request.user, proposal=row)
        done = Sentence(f"已采用，规划改动{count}处。", f"Accepted: {count} changes.")
        return go(request, "rounds-board", done=done)
    others = see(TermProposal, request.user).filter(term=row.term).exclude(pk=row.pk)
    beside = next((one for one in others if str(one.pk) == request.GET.get("beside")), None)
    planned = see(PlannedTarget, request.user).filter(term=row.term)
    now = placed_read(planned.values_list("target_id", "number", "again"))
    names = _names(request, row)
    return show(
        request,
        "rounds/proposal.html",
        proposal=row,
        says=Sentence(**row.told["says"]),
        gap=None if row.told["gap"] is None else f"{row.told['gap']:.2%}",
        asked=asked_said(row.asked),
        notices=[Sentence(**one) for one in row.told["notices"]],
        reasons=[_reason(one) for one in row.told["reasons"]],
        costs=_costs(row),
        better=_bettered(row, names),
        changes=changes(now, placed_read(row.placed), names) if row.placed else (),
        rounds=_rounds(row),
        others=others,
        beside=beside,
        pair=_pair(row, beside) if beside else None,
        between=changes(placed_read(beside.placed), placed_read(row.placed), names) if beside else (),
        may=request.user.sight.has(OFFICE) and bool(row.placed) and not row.accepted,
        crumbs=[
            Crumb(Sentence("五年规划", "Plan of the term"), reverse("rounds-board")),
            Crumb(Sentence("排方案", "Arrange"), reverse("rounds-arrange")),
        ],
    )


def _names(request: HttpRequest, row: TermProposal) -> dict[str, str]:
    rows = see(Target, request.user).filter(term=row.term).values_list("pk", "name")
    return {str(key): name for key, name in rows}


def _reason(told: dict[str, Any]) -> tuple[Sentence, list[str]]:
    return Sentence(**told["says"]), [name for one in told["lists"] for name in one["names"]]


def _costs(row: TermProposal) -> list[tuple[Sentence, int]]:
    titles = {rule.key: rule.title for rule in RULES}
    points = row.told.get("points", {})
    return [(titles[key], points[key]) for key in sorted(points) if key in titles and points[key]]


def _bettered(row: TermProposal, names: dict[str, str]) -> int:
    """How many targets stand elsewhere than in the first plan."""
    return len(changes(placed_read(row.first), placed_read(row.placed), names)) if row.placed else 0


def _rounds(row: TermProposal) -> list[dict[str, Any]]:
    return [
        {**one, "targets": [_shown(target) for target in one["targets"]]}
        for one in row.told.get("rounds", ())
    ]


def _shown(target: dict[str, Any]) -> dict[str, Any]:
    return {**target, "why": [Sentence(**one) for one in target["why"]]}


def _pair(row: TermProposal, other: TermProposal) -> list[dict[str, Any]]:
    """Both proposals as figures: numbers tried, points by rule, round by round the work."""
    return [
        {
            "proposal": one,
            "asked": asked_said(one.asked),
            "gap": None if one.told["gap"] is None else f"{one.told['gap']:.2%}",
            "costs": _costs(one),
            "rounds": one.told.get("rounds", []),
        }
        for one in (other, row)
    ]
