"""Rows of letters as tables and marks show them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.parts import Crumb
from xuncha.desk.table import Link, Mark
from xuncha.letters.core.handling import STAGES, STATES
from xuncha.letters.facts import triage_lists
from xuncha.letters.models import Letter, Matter

TONES = {
    "open": "wait",
    "proposed": "wait",
    "recorded": "wait",
    "decided": "go",
    "sent": "go",
    "answered": "wait",
    "closed": "ok",
}
SEALED = Mark(Sentence("密封件", "sealed"), "plain")
REPEAT = Mark(Sentence("重复件", "repeat"), "plain")
COLUMNS = (
    Column("serial", Sentence("编号", "No."), "int"),
    Column("due", Sentence("期限", "Due"), "mark"),
    Column("received_on", Sentence("收到日期", "Received"), "date"),
    Column("channel", Sentence("渠道", "Channel")),
    Column("matters", Sentence("事项", "Matters"), "int"),
    Column("ways", Sentence("去向", "Ways"), width=24),
    Column("stage", Sentence("进度", "Stage"), "mark"),
    Column("kind", Sentence("性质", "Kind"), "mark"),
)


def due_mark(due: date | None, today: date) -> Mark | None:
    """How long it has: red only when it is over."""
    if due is None:
        return None
    days = (due - today).days
    if days < 0:
        return Mark(Sentence(f"已超{-days}天", f"{-days} days over"), "late")
    says = Sentence(f"还有{days}天", f"{days} days left") if days else Sentence("今天到期", "due today")
    return Mark(says, "wait" if days <= 3 else "plain")


def letter_row(letter: Letter, matters: list[Matter], today: date) -> dict[str, Any]:
    """A letter as a row of the desk's table: nothing of its content."""
    lists = triage_lists()
    ways = dict.fromkeys(lists.ways[m.way].title for m in matters if m.way in lists.ways and m.decided_on)
    named = Sentence("实名", "real name") if letter.named else Sentence("匿名或未核实", "anonymous")
    kinds = [SEALED] if letter.sealed_upward else [Mark(named, "plain")] + ([REPEAT] if letter.repeat else [])
    waiting = sorted({m.state for m in matters}, key=list(STATES).index) if matters else []
    stage = waiting[0] if waiting else None
    return {
        "serial": Link(letter.serial, reverse("letters-letter", args=[letter.pk])),
        "due": due_mark(letter.due, today),
        "received_on": letter.received_on,
        "channel": lists.channels[letter.channel].title,
        "matters": len(matters) or None,
        "ways": list(ways) or None,
        "stage": Mark(STATES[stage], TONES[stage]) if stage else Mark(STAGES[letter.stage], "plain"),
        "kind": kinds,
    }


def crumbs_to(inspection: Any, *more: Crumb) -> list[Crumb]:
    """The way down to a page of one inspection's letters."""
    desk = Crumb(Sentence("信访登记", "Letters"), reverse("letters-desk", args=[inspection.pk]))
    return [desk, *more]


def back_to(letter: Letter) -> Crumb:
    """The letter above one of its pages."""
    says = Sentence(f"第{letter.serial}号", f"No. {letter.serial}")
    return Crumb(says, reverse("letters-letter", args=[letter.pk]))
