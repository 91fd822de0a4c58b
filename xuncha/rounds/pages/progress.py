"""一张图: the county as rows of bodies in patterns that print, and coverage over the days of the term."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.coverage.core.facts import Body, Kind
from xuncha.coverage.core.picture import OUTSIDE, Picture, Standing, State, picture
from xuncha.coverage.facts import Scene, current_term, scene
from xuncha.coverage.models import Term
from xuncha.coverage.pages._tabs import NO_TERM, SET_UP, tabs
from xuncha.desk.page import page, show
from xuncha.desk.table import Table
from xuncha.rounds.core.term.curve import Curve, curve
from xuncha.rounds.core.term.gather import TOWNSHIPS, VILLAGES
from xuncha.rounds.facts import visits_of
from xuncha.rounds.models import PlannedTarget
from xuncha.rounds.pages._term import sections
from xuncha.rounds.pages.picture import Filters
from xuncha.rounds.term import numbers_on, township_names
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE, Role

TITLE = Sentence("覆盖进度图", "Coverage map")
OTHERS = Sentence("其他单位", "other bodies")
ROWS = (
    Column("row", Sentence("镇（街道）、系统", "Township or sector"), width=20),
    Column("name", Sentence("单位", "Unit"), width=34),
    Column("state", Sentence("进度", "State"), width=16),
    Column("round", Sentence("计划轮次", "Planned round"), "int", width=10),
    Column("target", Sentence("巡察对象", "Target"), width=44),
    Column("reason", Sentence("未巡察的原因", "Why not covered"), width=60),
)


@page("coverage/progress/", title=TITLE, roles=OFFICE | {Role.LEADING})
def progress(request: HttpRequest) -> HttpResponse:
    """The map and the line of coverage; `?on=` asks of another day."""
    filters = Filters(request.GET or None, initial={"on": clock.today()})
    asked = filters.cleaned_data["on"] if filters.is_valid() else None
    today = asked or clock.today()
    term = current_term(today)
    if term is None:
        shown = tabs(request, "rounds-plan", None)
        return show(request, "coverage/no_term.html", tabs=shown, says=NO_TERM, remedy=SET_UP)
    now = scene(term, today)
    found = picture(now.verdicts, now.targets, visits_of(term, today), today)
    planned = see(PlannedTarget, request.user).filter(term=term, again=False)
    rounds = {str(key): number for key, number in planned.values_list("target_id", "number")}
    round_of = {body: rounds[one.key] for one in now.targets if one.key in rounds for body in one.counts}
    rows = _rows(now, found, round_of)
    covered, inside = found.share()
    return show(
        request,
        "rounds/progress.html",
        tabs=tabs(request, "rounds-plan", None),
        sections=sections(request, "rounds-progress"),
        term=term,
        today=today,
        filters=filters,
        rows=rows,
        covered=covered,
        inside=inside,
        percent=f"{covered / inside:.1%}" if inside else "—",
        states=_states(rows),
        kinds=[(kind.value, *found.share(kind)) for kind in Kind],
        line=_drawn(_curve(term, today, now, found, rounds)),
        table=_table(rows),
    )


def _rows(
    now: Scene, found: Picture, round_of: dict[Body, int]
) -> list[tuple[Sentence, list[dict[str, Any]]]]:
    """Townships with their villages first, then the sectors, then what belongs to none; by name."""
    standing = {one.body: one for one in found.of(Kind.UNIT)}
    home = township_names()
    limits = numbers_on(now.on)
    towns: dict[str, list[dict[str, Any]]] = defaultdict(list)
    sectors: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for node in now.bodies.units:
        body = Body(Kind.UNIT, node.key)
        cell = _cell(standing[body], round_of.get(body))
        if node.sort in TOWNSHIPS:
            towns[node.name].insert(0, cell)
        elif node.sort in VILLAGES and node.key in home:
            towns[home[node.key]].append(cell)
        else:
            sectors[limits.sector_of(node.name)].append(cell)
    others = sectors.pop("", [])
    named = [(Sentence(name, name), cells) for name, cells in sorted(towns.items())]
    named += [(one.name, sectors[one.name.zh]) for one in limits.sectors if one.name.zh in sectors]
    return [*named, (OTHERS, others)] if others else named


def _cell(one: Standing, number: int | None) -> dict[str, Any]:
    """A body in its pattern; one that only the plan knows of stands as planned."""
    state = State.PLANNED if one.state is State.WAITING and number else one.state
    return {"name": one.name, "state": state, "round": number, "target": one.target, "reason": one.reason}


def _states(rows: list[tuple[Sentence, list[dict[str, Any]]]]) -> list[tuple[State, int]]:
    """The legend, with how many units stand so; nothing that does not occur."""
    counts = Counter(cell["state"] for _, cells in rows for cell in cells)
    return [(state, counts[state]) for state in State if counts[state]]


def _curve(term: Term, today: date, now: Scene, found: Picture, rounds: dict[str, int]) -> Curve:
    """Bodies in scope by the day their target was covered, and by the round that is to cover it."""
    inside = {one.body for one in found.standings if one.state not in OUTSIDE.values()}
    bodies = {one.key: len(one.counts & inside) for one in now.targets}
    done: dict[str, date] = {}
    for visit in visits_of(term, today):
        ends = visit.stay.ends
        if visit.target in bodies and (visit.done or (ends is not None and ends.known)):
            done[visit.target] = ends.latest if ends is not None and ends.known else term.starts
    limits = numbers_on(today)
    ahead = [(number, bodies[key]) for key, number in rounds.items() if key in bodies and key not in done]
    return curve(
        (term.starts, term.ends),
        today,
        found.share()[1],
        [(day, bodies[key]) for key, day in done.items()],
        ahead,
        limits.rounds,
    )


def _drawn(found: Curve) -> dict[str, Any]:
    years = [date(year, 1, 1) for year in range(found.starts.year, found.ends.year + 1)]
    return {
        "past": found.line(found.past),
        "ahead": found.line(found.ahead),
        "now": found.at(found.today),
        "years": [(one.year, found.at(one)) for one in years if found.starts <= one <= found.ends],
        "planned": found.ahead[-1].covered if found.ahead else 0,
        "whole": found.whole,
    }


def _table(rows: list[tuple[Sentence, list[dict[str, Any]]]]) -> Table:
    told = [
        {
            **cell,
            "row": title,
            "state": cell["state"].value,
            "reason": None if cell["state"] is State.COVERED else cell["reason"],
        }
        for title, cells in rows
        for cell in cells
    ]
    return Table("map", TITLE, ROWS, told)
