"""规划看板: rounds as columns, targets as cards; moved by mouse or by the form on each card, judged at once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.coverage.facts import current_term
from xuncha.coverage.models import Target
from xuncha.coverage.pages._tabs import NO_TERM, SET_UP, tabs
from xuncha.desk.page import download, page, show
from xuncha.rounds.actions.plan_term import move_target
from xuncha.rounds.core.term.arrange import RULES
from xuncha.rounds.core.term.arranging import Arrangement
from xuncha.rounds.core.term.board import Board, Card, board, described
from xuncha.rounds.core.term.table import workbook
from xuncha.rounds.pages._term import sections
from xuncha.rounds.term import arranging_of, present
from xuncha.trust import clock
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import OFFICE, Role
from xuncha.trust.refusal import Refusal

TITLE = Sentence("规划看板", "Board of the term")


@page("coverage/plan/board/", title=TITLE, roles=OFFICE | {Role.LEADING})
def show_board(request: HttpRequest) -> HttpResponse:
    """A post moves one card (`card`, `to`: a round, or nothing); `?moved=` marks the card that was moved last."""
    term = current_term(clock.today())
    if term is None:
        above = tabs(request, "rounds-plan", None)
        return show(request, "coverage/no_term.html", tabs=above, says=NO_TERM, remedy=SET_UP)
    plan = present(request.user, arranging_of(request.user, term, clock.today()), term)
    if request.method == "POST":
        return _move(request, plan)
    if request.GET.get("xlsx") == "plan":
        return download(f"{term.name}五年规划.xlsx", workbook(plan))
    shown = board(plan)
    sheet = request.GET.get("sheet") == "a3"
    return show(
        request,
        "rounds/board.html",
        tabs=tabs(request, "rounds-plan", None),
        sections=sections(request, "rounds-board"),
        term=term,
        shown=shown,
        columns=[(column, _cards(column.cards)) for column in shown.columns],
        waiting=_cards(shown.waiting),
        costs=costs(shown),
        rounds=list(plan.problem.rounds),
        done=_done(plan),
        moved=request.GET.get("moved", ""),
        sheet=sheet,
        may=request.user.sight.has(OFFICE) and not sheet,
    )


def _cards(cards: tuple[Card, ...]) -> list[tuple[Card, Sentence, Any]]:
    return [
        (card, described(card), reverse("rounds-outlook", kwargs={"target": card.target.key}))
        for card in cards
    ]


def costs(shown: Board) -> list[tuple[Sentence, int]]:
    """The points of each priced rule that a plan pays for."""
    titles = {rule.key: rule.title for rule in RULES}
    return [(titles[key], points) for key, points in sorted(shown.points.items()) if points]


def _done(plan: Arrangement) -> list[tuple[int, list[str]]]:
    """The rounds that are over, with what they took."""
    took: dict[int, list[str]] = {}
    for target in plan.problem.targets:
        if target.done is not None:
            took.setdefault(target.done, []).append(target.name)
    return sorted(took.items())


def _move(request: HttpRequest, plan: Arrangement) -> HttpResponse:
    """Put the card into its round; a township takes its villages along."""
    key, _, kind = request.POST.get("card", "").partition("/")
    to = request.POST.get("to", "")
    again = kind == "again"
    target = see_one(Target, request.user, key)
    number = int(to) if to.isdigit() and int(to) in plan.problem.rounds else None
    if to and number is None:
        raise Refusal(
            "round",
            Sentence("这一轮不在可安排的范围内。", "This round is not one of those to come."),
            Sentence("请从列表中选择轮次。", "Choose a round from the list."),
        )
    villages = (one.key for one in plan.problem.free if one.town == key and one.key in plan.visits)
    along = [see_one(Target, request.user, village) for village in villages]
    move_target(by=request.user, target=target, number=number, again=again, along=along)
    return redirect(f"{reverse('rounds-board')}?moved={key}#card-{key}")
