"""谈话安排: the timetable by day, what it breaks, who has no time yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence, joined, same
from xuncha.desk.page import go, page, show
from xuncha.desk.table import Mark, Table
from xuncha.interviews.actions.add import add_musts
from xuncha.interviews.actions.place import confirm_timetable, judged, lay_musts
from xuncha.interviews.actions.plan import read_plan
from xuncha.interviews.actions.read import read_talks
from xuncha.interviews.core.check import Flaw
from xuncha.interviews.core.editions import Change, Edition, changes, places_of, read_editions
from xuncha.interviews.core.pairs import read_pairs
from xuncha.interviews.core.timetable import Talk
from xuncha.interviews.facts import released_until
from xuncha.interviews.models import Interview
from xuncha.interviews.pages._forms import DesksForm
from xuncha.interviews.pages._words import (
    CHANGED,
    COLUMNS,
    SHEET,
    changed_row,
    sheet_row,
    tabs,
    talk_row,
    weekday,
)
from xuncha.planning.rule import Grade
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import HEADS, TEAM, Role
from xuncha.trust.refusal import Refusal

FLAWS = (
    Column("grade", Sentence("程度", "Level"), "mark"),
    Column("says", Sentence("不合要求之处", "What it breaks"), width=80),
)
EMPTY = Sentence("还没有谈话对象。请先列出必谈人员，或者导入手工排好的表。", "Nobody is listed yet.")
Until = Mapping[UUID, date]
_TONES = {Grade.MUST: "stop", Grade.LEGAL: "stop"}


@page(
    "inspections/<uuid:inspection>/interviews/",
    title=Sentence("谈话安排", "Talks"),
    roles=TEAM,
    where="inspection",
)
def table(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """`do` is musts, lay or confirm."""
    one = see_one(Inspection, request.user, inspection)
    desks, no = DesksForm(), None
    if request.method == "POST":
        desks = DesksForm(request.POST if request.POST.get("do") == "lay" else None)
        try:
            done = _do(request, one, desks)
            if done:
                return go(request, "interviews-table", inspection=one.pk, done=done)
        except Refusal as refusal:
            no = refusal
    listed = read_talks(by=request.user, inspection=one)
    until = released_until(request.user, [row for row, _ in listed], clock.today())
    waiting = [pair for pair in listed if not pair[1].placed]
    _, body = read_plan(by=request.user, inspection=one)
    kept = read_editions(body.get("editions", ()))
    live = [talk for row, talk in listed if row.stage in ("planned", "set", "open")]
    return show(
        request,
        "interviews/table.html",
        status=no.status if no else 200,
        inspection=one,
        tabs=tabs(one, "table"),
        no=no,
        days=_by_day(listed, until),
        waiting=Table("", Sentence("还没有排时间的", "Without a time"), COLUMNS, _rows(waiting, until)),
        edition=kept[-1] if kept else None,
        editions=_editions(listed, kept),
        flaws=_flaws(judged(one, [talk for talk in live if talk.placed], read_pairs(body.get("pairs", ())))),
        desks=desks,
        listed=bool(listed),
        plan=Table(
            "plan", Sentence("谈话安排（组内）", "Talks"), SHEET, [sheet_row(*pair) for pair in listed]
        ),
        empty=EMPTY,
        leads=request.user.sight.has({Role.LEADER}, one.pk),
        musts_waiting=sum(row.kind == "must" for row, _ in waiting),
        may_confirm=request.user.sight.has(HEADS, one.pk)
        and any(row.stage == "planned" for row, _ in listed),
    )


def _do(request: HttpRequest, inspection: Inspection, desks: DesksForm) -> Sentence | None:
    do, by = request.POST.get("do"), request.user
    if do == "musts":
        added = add_musts(by=by, inspection=inspection)
        return Sentence(f"新列出必谈人员{len(added)}名。", f"{len(added)} must-talks listed.")
    if do == "confirm":
        number = confirm_timetable(by=by, inspection=inspection)
        return Sentence(f"已确认{number}场谈话。", f"{number} talks confirmed.")
    if do == "lay" and desks.is_valid():
        placed, left = lay_musts(by=by, inspection=inspection, desks=desks.cleaned_data["desks"])
        rest = f"，{left}名排不下" if left else ""
        return Sentence(f"已排{placed}名必谈人员{rest}。", f"{placed} placed, {left} left over.")
    return None


def _by_day(listed: list[tuple[Interview, Talk]], until: Until) -> list[Table]:
    """One table a day, by time and room."""
    days: defaultdict[date, list[tuple[Interview, Talk]]] = defaultdict(list)
    for row, talk in listed:
        if talk.placed:
            days[talk.day].append((row, talk))
    return [
        Table(
            "",
            joined([same(f"{day}"), weekday(day)], "　", " "),
            COLUMNS,
            _rows(pairs, until),
            numbered=False,
        )
        for day, pairs in sorted(days.items())
    ]


def _rows(pairs: list[tuple[Interview, Talk]], until: Until) -> list[dict[str, Any]]:
    ordered = sorted(pairs, key=lambda pair: (str(pair[1].slot or ""), pair[1].room, pair[0].serial))
    return [talk_row(row, talk, until.get(row.pk)) for row, talk in ordered]


def _editions(listed: list[tuple[Interview, Talk]], kept: tuple[Edition, ...]) -> list[Table]:
    """What was changed since the timetable was confirmed, then what each edition changed in the one before, newest first."""
    if not kept:
        return []
    talks = {talk.key: (row, talk) for row, talk in listed}
    now = places_of(talk for _, talk in listed)
    since = changes(kept[-1].places, now)
    told = (
        [_changed(talks, Sentence("确认后又改的", "Changed since it was confirmed"), since)] if since else []
    )
    for before, after in zip(reversed(kept[:-1]), reversed(kept[1:]), strict=True):
        title = Sentence(
            f"第{after.number}版（{after.on} 确认）比第{before.number}版",
            f"Edition {after.number}, confirmed {after.on}, against edition {before.number}",
        )
        told.append(_changed(talks, title, changes(before.places, after.places)))
    return told


def _changed(talks: dict[str, tuple[Interview, Talk]], title: Sentence, found: tuple[Change, ...]) -> Table:
    rows = [changed_row(talks[one.key], one) for one in found if one.key in talks]
    return Table("", title, CHANGED, rows)


def _flaws(flaws: tuple[Flaw, ...]) -> Table:
    rows = [
        {"grade": Mark(flaw.grade.value, _TONES.get(flaw.grade, "wait")), "says": flaw.says} for flaw in flaws
    ]
    return Table("", Sentence("安排检查", "What the timetable breaks"), FLAWS, rows)
