"""Talks as tables and marks show them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.parts import Crumb, Tab
from xuncha.desk.table import Link, Mark
from xuncha.interviews.core.editions import CHANGES, Change, Place
from xuncha.interviews.core.release import AWAITED, RELEASED
from xuncha.interviews.core.stages import KINDS, PLACEABLE, STAGES
from xuncha.interviews.core.timetable import Talk
from xuncha.interviews.models import Interview
from xuncha.rounds.models import Inspection

TONES = {"planned": "wait", "set": "plain", "open": "go", "held": "wait", "signed": "ok", "stopped": "off"}
COLUMNS = (
    Column("slot", Sentence("时间", "Time"), width=14),
    Column("room", Sentence("地点", "Room"), width=16),
    Column("name", Sentence("谈话对象", "Person"), width=14),
    Column("office", Sentence("单位", "Office"), width=24),
    Column("post", Sentence("职务", "Post"), width=20),
    Column("kind", Sentence("类别", "Kind"), "mark"),
    Column("team", Sentence("谈话人 / 记录人", "Talkers / recorder"), width=20),
    Column("stage", Sentence("进度", "Stage"), "mark"),
    Column("release", Sentence("核对放行", "Release"), "mark"),
)
CHANGED = (
    Column("name", Sentence("谈话对象", "Person"), width=14),
    Column("post", Sentence("职务", "Post"), width=20),
    Column("how", Sentence("变动", "Change"), "mark"),
    Column("was", Sentence("原安排", "Before"), width=40),
    Column("now", Sentence("现安排", "Now"), width=40),
)

SHEET = (
    Column("name", Sentence("姓名", "姓名"), width=14),
    Column("office", Sentence("单位", "单位"), width=24),
    Column("post", Sentence("职务", "职务"), width=20),
    Column("kind", Sentence("类别", "类别")),
    Column("day", Sentence("日期", "日期"), "date"),
    Column("slot", Sentence("时段", "时段"), width=14),
    Column("room", Sentence("地点", "地点"), width=16),
    Column("talkers", Sentence("谈话人", "谈话人"), width=18),
    Column("recorder", Sentence("记录人", "记录人")),
    Column("outline", Sentence("提纲", "提纲")),
)
"""The headings that an import understands, whatever the language of the page."""


def days_in(text: str) -> list[date]:
    """Days parted by 、 or a comma or a space, as `2026-03-16`. Raises ValueError."""
    return [date.fromisoformat(one) for one in names(text)]


def names(text: str) -> list[str]:
    """Names parted by 、 or a comma or a space."""
    return text.translate(_SEPARATORS).split()


_SEPARATORS = str.maketrans({"、": " ", "，": " ", ",": " ", "；": " ", ";": " ", "/": " "})


def weekday(day: date) -> Sentence:
    """星期一 …"""
    return Sentence(f"星期{'一二三四五六日'[day.weekday()]}", f"{day:%a}")


def talk_row(row: Interview, talk: Talk, until: date | None) -> dict[str, Any]:
    """A talk as a row of the team's table; ``until``: released up to this day."""
    return {
        "slot": str(talk.slot) if talk.slot else None,
        "room": talk.room,
        "name": Link(talk.name, reverse("interviews-interview", args=[row.pk])),
        "office": talk.office_name,
        "post": talk.post,
        "kind": Mark(KINDS[row.kind], "go" if row.kind == "must" else "plain"),
        "team": " / ".join(part for part in ("、".join(talk.talkers), talk.recorder) if part),
        "stage": Mark(STAGES[row.stage], TONES[row.stage]),
        "release": _release(row, until),
    }


def _release(row: Interview, until: date | None) -> Mark | None:
    if row.stage not in PLACEABLE or (row.day is None and until is None):
        return None
    return Mark(RELEASED, "ok") if until else Mark(AWAITED, "plain")


def changed_row(pair: tuple[Interview, Talk], change: Change) -> dict[str, Any]:
    """A talk that stands otherwise than in the edition before."""
    row, talk = pair
    return {
        "name": Link(talk.name, reverse("interviews-interview", args=[row.pk])),
        "post": talk.post,
        "how": Mark(CHANGES[change.how], "off" if change.how == "dropped" else "wait"),
        "was": _place(change.was),
        "now": _place(change.now),
    }


def _place(place: Place | None) -> str:
    if place is None:
        return "—"
    team = " / ".join(part for part in ("、".join(place.talkers), place.recorder) if part)
    return "　".join(part for part in (place.day, place.slot, place.room, team) if part)


def sheet_row(row: Interview, talk: Talk) -> dict[str, Any]:
    """A talk as a row of the workbook that can be filled in and imported again."""
    return {
        "name": talk.name,
        "office": talk.office_name,
        "post": talk.post,
        "kind": KINDS[row.kind],
        "day": talk.day,
        "slot": str(talk.slot) if talk.slot else None,
        "room": talk.room,
        "talkers": "、".join(talk.talkers),
        "recorder": talk.recorder,
        "outline": row.outline,
    }


def tabs(inspection: Inspection, here: str) -> list[Tab]:
    """The pages about the talks of one inspection."""
    pages = (
        ("table", Sentence("安排", "Timetable")),
        ("calendar", Sentence("日历", "Calendar")),
        ("people", Sentence("人选", "People")),
        ("pairs", Sentence("谈话组", "Pairs")),
        ("arrange", Sentence("自动编排", "Arrange")),
        ("worth", Sentence("岗位收效", "Worth of posts")),
        ("bring", Sentence("导入", "Import")),
        ("print", Sentence("文书", "Papers")),
    )
    return [Tab(t, reverse(f"interviews-{k}", args=[inspection.pk]), k == here) for k, t in pages]


def crumbs_to(inspection: Inspection) -> list[Crumb]:
    """The way down to a talk."""
    return [Crumb(Sentence("谈话安排", "Talks"), reverse("interviews-table", args=[inspection.pk]))]


def crumb_of(row: Interview) -> Crumb:
    """The crumb of one talk."""
    return Crumb(
        Sentence(f"第{row.serial}号", f"No. {row.serial}"), reverse("interviews-interview", args=[row.pk])
    )
