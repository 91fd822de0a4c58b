"""谈话日历: days down, pairs across; a talk is taken up and put down elsewhere, and what that breaks is told at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.interviews.actions.place import judged, place_talk, terms_with
from xuncha.interviews.actions.plan import read_plan
from xuncha.interviews.actions.read import read_talks
from xuncha.interviews.core.calendar import OTHER, Cell, cells, openings, pair_of
from xuncha.interviews.core.check import Flaw
from xuncha.interviews.core.lay import slots_of_a_day
from xuncha.interviews.core.pairs import TalkPair, read_pairs
from xuncha.interviews.core.stages import KINDS, PLACEABLE
from xuncha.interviews.core.timetable import NotATime, Slot, Talk, has_place
from xuncha.interviews.facts import grid, terms
from xuncha.interviews.models import Interview
from xuncha.interviews.pages._words import tabs, weekday
from xuncha.planning.rule import Grade
from xuncha.rounds.models import Inspection
from xuncha.rulebook import calendar as workdays
from xuncha.trust.access import see_one
from xuncha.trust.clock import today
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import NotSeen, Refusal

_BINDING = (Grade.MUST, Grade.LEGAL)
LIVE = ("planned", "set", "open")
Listed = list[tuple[Interview, Talk]]


@page(
    "inspections/<uuid:inspection>/interviews/calendar/",
    title=Sentence("谈话日历", "Calendar of talks"),
    roles=TEAM,
    where="inspection",
)
def calendar(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """`move` takes a talk up, POST puts it down; `sheet` is a4 or a3."""
    one = see_one(Inspection, request.user, inspection)
    _, body = read_plan(by=request.user, inspection=one)
    pairs = read_pairs(body.get("pairs", ()))
    listed = read_talks(by=request.user, inspection=one)
    moved, no = _moved(request, listed), None
    if request.method == "POST" and moved:
        try:
            _put_down(request, moved, pairs)
            return go(request, "interviews-calendar", inspection=one.pk, done=Sentence("已改。", "Moved."))
        except Refusal as refusal:
            no = refusal
    flaws = judged(one, [talk for row, talk in listed if talk.placed and row.stage in LIVE], pairs)
    sheet = request.GET.get("sheet", "")
    return show(
        request,
        "interviews/calendar.html",
        status=no.status if no else 200,
        inspection=one,
        tabs=tabs(one, "calendar"),
        no=no,
        sheet=sheet if sheet in ("a3", "a4") else "",
        pairs=pairs,
        rows=_rows(one, listed, pairs, moved, flaws),
        others=any(talk.placed and pair_of(talk, pairs) == OTHER for _, talk in listed),
        moved=moved[1] if moved else None,
        moved_row=moved[0] if moved else None,
        waiting=[
            (row, talk, KINDS[row.kind]) for row, talk in listed if not talk.placed and row.stage in PLACEABLE
        ],
        flaws=[(flaw.grade in _BINDING, flaw.says) for flaw in flaws],
        wishes=[flaw.says for flaw in flaws if flaw.grade not in _BINDING],
    )


def _moved(request: HttpRequest, listed: Listed) -> tuple[Interview, Talk] | None:
    """The talk that was taken up. Raises NotSeen for one that is not of this inspection."""
    wanted = request.POST.get("talk") or request.GET.get("move")
    if not wanted:
        return None
    found = next(((row, talk) for row, talk in listed if str(row.pk) == wanted), None)
    if found is None:
        raise NotSeen
    return found if found[0].stage in PLACEABLE else None


def _put_down(request: HttpRequest, moved: tuple[Interview, Talk], pairs: Sequence[TalkPair]) -> None:
    """Raises Refusal for a place that is none."""
    try:
        day, slot = date.fromisoformat(request.POST.get("day", "")), Slot.parse(request.POST.get("slot", ""))
    except (ValueError, NotATime):
        raise Refusal("place", Sentence("请选择日历上的空档。", "Choose a free place.")) from None
    pair = next((one for one in pairs if one.key == request.POST.get("pair")), None)
    if pair is None:
        raise Refusal("pair", Sentence("没有这个谈话组。", "There is no such pair."))
    version = request.POST.get("version", "")
    *talkers, recorder = pair.names
    place_talk(
        by=request.user,
        interview=moved[0],
        version=int(version) if version.isdigit() else 0,
        day=day,
        slot=slot,
        room=pair.room,
        talkers=talkers,
        recorder=recorder,
        alone_because=moved[1].alone_because,
    )


def _rows(
    inspection: Inspection,
    listed: Listed,
    pairs: Sequence[TalkPair],
    moved: tuple[Interview, Talk] | None,
    flaws: Sequence[Flaw],
) -> list[dict[str, Any]]:
    """A row a day: its cells, each with talks and, while a talk is being moved, the places free for it."""
    limits = terms(inspection)
    days = grid(inspection, limits).days
    placed = [talk for _, talk in listed if has_place(talk)]
    table = cells(placed, pairs, days)
    if moved:
        full = terms_with(inspection, pairs)
        slots = slots_of_a_day(limits)
        left = [day for day in days if day >= today()]
        for day, key, opening in openings(moved[1], placed, pairs, left, slots, full, workdays.official()):
            cell = table[day][key]
            table[day][key] = replace(cell, openings=(*cell.openings, opening))
    rows = {talk.key: row for row, talk in listed}
    others = any(columns[OTHER].talks for columns in table.values())
    marked = {key for flaw in flaws for key in flaw.talks[: 1 if flaw.rule == "order" else None]}
    return [
        {
            "day": day,
            "weekday": weekday(day),
            "cells": [_shown(cell, rows, marked) for key, cell in columns.items() if key != OTHER or others],
        }
        for day, columns in table.items()
        if day >= today() or any(cell.talks for cell in columns.values())
    ]


def _shown(cell: Cell, rows: dict[str, Interview], marked: set[str]) -> dict[str, Any]:
    return {
        "pair": cell.pair,
        "day": cell.day.isoformat(),
        "talks": [
            {
                "talk": talk,
                "row": rows[talk.key],
                "kind": KINDS[talk.kind],
                "flawed": talk.key in marked,
                "movable": rows[talk.key].stage in PLACEABLE,
            }
            for talk in cell.talks
        ],
        "openings": [
            {
                "slot": str(one.slot),
                "binding": any(flaw.grade in _BINDING for flaw in one.flaws),
                "flaws": [flaw.says for flaw in one.flaws],
            }
            for one in cell.openings
        ],
    }
