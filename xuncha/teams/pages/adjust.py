"""Moving people of a plan by hand: each move is judged at once by the rules that made the plan; kept as a plan of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.spoken import spoken
from xuncha.planning.rule import Grade
from xuncha.teams.actions.adjust import adjust as keep_adjusted
from xuncha.teams.actions.adjust import plan_of
from xuncha.teams.board import shown
from xuncha.teams.core.forming import ORDER, Formation, Seat
from xuncha.teams.differences import broken_anew, changes, costs
from xuncha.teams.kept import formation_in, seats_in
from xuncha.teams.models import Proposal
from xuncha.teams.pages._laid import SHORT, crumbs, laid
from xuncha.teams.pages.compare import GRADES
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE, Role
from xuncha.trust.refusal import NotSeen, Refusal

OUT = ""
"""The place of somebody who is in no team."""


@dataclass(frozen=True)
class Trial:
    """The seats as the page has them now, and the persons it shows, in order."""

    seats: tuple[Seat, ...]
    people: tuple[str, ...]


@page("teams/proposals/<uuid:proposal>/adjust/", title=Sentence("人工调整方案", "Move by hand"), roles=OFFICE)
def adjust(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """``do``: judge (nothing is kept) or keep."""
    row = see(Proposal, request.user).select_related("round", "parent").filter(pk=proposal).first()
    if row is None or not row.plan["teams"]:
        raise NotSeen
    before = formation_in(request.user, row)
    trial = _posted(request.POST, before) if request.method == "POST" else _begun(before)
    no = None
    if request.POST.get("do") == "keep":
        try:
            made = keep_adjusted(
                by=request.user, proposal=row, seats=trial.seats, reason=request.POST.get("reason", "")
            )
            done = Sentence(f"已存为方案{made.number}，原方案不变。", f"Kept as proposal {made.number}.")
            return go(request, "teams-proposal", proposal=made.pk, done=done)
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "teams/adjust.html",
        proposal=row,
        around=row.round,
        no=no,
        reason=request.POST.get("reason", ""),
        crumbs=crumbs(row.round),
        **_judged(request, row, before, trial),
    )


def _begun(formation: Formation) -> Trial:
    return Trial(formation.seats, tuple(one.cadre for one in formation.seats))


def _posted(said: Any, formation: Formation) -> Trial:
    """What the page sent: ``who`` and ``seat`` side by side, and somebody to be added. What is no person or place is left out."""
    problem = formation.problem
    pairs = [*zip(said.getlist("who"), said.getlist("seat"), strict=False)]
    pairs.append((said.get("add", ""), said.get("add_seat", "")))
    pairs = [(who, place) for who, place in pairs if who in problem.cadre]
    people = tuple(dict.fromkeys(who for who, place in pairs))
    places = set(dict(_places(formation)))
    seats = {
        who: Seat(place[:2], who, Role(place[3:])) for who, place in pairs if place in places and place != OUT
    }
    return Trial(tuple(sorted(seats.values())), people)


def _places(formation: Formation) -> list[tuple[str, str]]:
    """Every place somebody can be put into, as the lists beside the names offer it."""
    return [
        (f"{need.key}:{role.value}", f"{need.name} {spoken(SHORT[role])}")
        for need in formation.problem.needs
        for role in reversed(ORDER)
    ]


def _judged(request: HttpRequest, row: Proposal, before: Formation, trial: Trial) -> dict[str, Any]:
    after = Formation(before.problem, trial.seats, before.help)
    plan = plan_of(after, row)
    fresh, healed = broken_anew(before, after), broken_anew(after, before)
    moved = changes(row.plan, plan)
    return {
        "teams": [_with_places(team, before) for team in laid(request.user, shown(plan))],
        "out": [
            {"cadre": key, "name": before.problem.cadre[key].name, "unit": before.problem.cadre[key].unit}
            for key in trial.people
            if key not in {seat.cadre for seat in trial.seats}
        ],
        "places": _places(before),
        "pool": _others(before, trial.people),
        "binding": [one.broken.says for one in fresh if one.broken.price is None],
        "wishes": [one.broken.says for one in fresh if one.broken.price is not None],
        "healed": [one.broken.says for one in healed],
        "moved": moved,
        "changed": {one.cadre for one in moved},
        "costs": [(Grade[name].value, old, new) for name, old, new in costs(row.plan, plan, GRADES)],
        "same": set(trial.seats) == set(seats_in(row.plan)),
    }


def _with_places(team: Mapping[str, Any], formation: Formation) -> dict[str, Any]:
    """A team of the board, with the value of each person's place in the list, and where a dropped name goes."""
    people = [{**one, "place": f"{team['key']}:{one['role']}"} for one in team["people"]]
    return {**team, "people": people, "drop": f"{team['key']}:{Role.MEMBER.value}"}


def _others(formation: Formation, shown_: Sequence[str]) -> list[tuple[str, str]]:
    """Those of the pool who are not on the page, with what stands against them."""
    problem = formation.problem
    return [
        (one.key, f"{one.name}（{one.unit}）" + (spoken(_CANNOT) if one.key in problem.obstacles else ""))
        for one in sorted(problem.cadres, key=lambda one: (one.key in problem.obstacles, one.unit, one.key))
        if one.key not in set(shown_)
    ]


_CANNOT = Sentence("·不能选调或脱产", " · cannot be drafted")
