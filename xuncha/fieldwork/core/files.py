"""A borrowed file: asked for, received, returned; and what about it is late. Nothing may still be held when the team leaves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from xuncha.base.words import Sentence

State = Literal["asked", "held", "returned", "withdrawn"]

STATES: dict[State, Sentence] = {
    "asked": Sentence("待提供", "asked for"),
    "held": Sentence("在巡察组", "held by the team"),
    "returned": Sentence("已归还", "returned"),
    "withdrawn": Sentence("不再调阅", "withdrawn"),
}


@dataclass(frozen=True)
class File:
    """The days of one borrowed file. `due` is when it must be handed over; copies are kept and never returned."""

    serial: int
    asked_on: date
    due: date | None = None
    received_on: date | None = None
    returned_on: date | None = None
    withdrawn: bool = False
    copy: bool = False

    @property
    def state(self) -> State:
        """Where the file is. A copy that was received has come to stay and counts as returned."""
        if self.withdrawn:
            return "withdrawn"
        if self.returned_on or (self.received_on and self.copy):
            return "returned"
        return "held" if self.received_on else "asked"


@dataclass(frozen=True)
class Late:
    """A file that is due: `days` past its day (0 on the day itself, negative before it), and who has to act."""

    file: File
    due: date
    days: int
    says: Sentence


def return_by(file: File, leaves: date) -> date | None:
    """The day by which a held file must be back: the team's last day on site."""
    return leaves if file.state == "held" else None


def due_day(file: File, leaves: date) -> date | None:
    """The next day that matters for a file: of handing over, or of return; None when nothing is open."""
    return file.due if file.state == "asked" else return_by(file, leaves)


def late_files(files: Iterable[File], today: date, leaves: date, remind_before: int) -> list[Late]:
    """Files not handed over in time, and files still held from `remind_before` days before leaving on; worst first."""
    found = []
    for file in files:
        due = due_day(file, leaves)
        if due is None:
            continue
        days = (today - due).days
        if file.state == "asked" and days > 0:
            found.append(Late(file, due, days, _not_given(file, days)))
        if file.state == "held" and today >= due - timedelta(days=remind_before):
            found.append(Late(file, due, days, _not_back(file, days)))
    return sorted(found, key=lambda late: (-late.days, late.file.serial))


def _not_given(file: File, days: int) -> Sentence:
    return Sentence(
        f"第 {file.serial} 号资料超过 {days} 天没有提供", f"File No. {file.serial} is {days} days overdue"
    )


def _not_back(file: File, days: int) -> Sentence:
    if days > 0:
        return Sentence(
            f"第 {file.serial} 号资料应在撤离前归还，已超过 {days} 天",
            f"File No. {file.serial} should have gone back before the team left, {days} days ago",
        )
    return Sentence(
        f"第 {file.serial} 号资料还没有归还，离撤离还有 {-days} 天",
        f"File No. {file.serial} is still held; the team leaves in {-days} days",
    )


def order_fault(file: File) -> Sentence | None:
    """What is impossible about the days of a file, or None."""
    if file.due and file.due < file.asked_on:
        return Sentence("提供时限早于提出调阅的日期", "It is due before it was asked for")
    if file.received_on and file.received_on < file.asked_on:
        return Sentence("收到日期早于提出调阅的日期", "It was received before it was asked for")
    if file.returned_on and not file.received_on:
        return Sentence("没有收到的资料不能归还", "What was not received cannot be returned")
    if file.returned_on and file.received_on and file.returned_on < file.received_on:
        return Sentence("归还日期早于收到日期", "It was returned before it was received")
    return None
