"""The clock of an item: due day, countdown, overdue, extension by recorded decision.

A limit is a :class:`xuncha.base.workdays.Clock` (number, unit 工作日/日/月, basis).  Where two limits are on record, both
are shown and the office chooses; nothing is chosen here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xuncha.base.words import Sentence, same
from xuncha.base.workdays import Calendar, Clock


class State(StrEnum):
    """States of an item (domain practice); ``LONG`` has no end date and is never overdue."""

    NEW = "未启动"
    RUNNING = "整改中"
    SUBMITTED = "已报送待审核"
    DONE = "完成"
    MOSTLY = "基本完成"
    UNDONE = "未完成"
    LONG = "长期坚持"

    @property
    def at_rest(self) -> bool:
        """Whether the clock no longer counts: closed, or without an end."""
        return self in (State.DONE, State.LONG)


@dataclass(frozen=True, slots=True)
class Option:
    """One limit on record and the day it would give."""

    clock: Clock
    due: date


def options(clocks: Sequence[Clock], start: date, calendar: Calendar) -> tuple[Option, ...]:
    """Every limit on record with its due day, earliest first.  Raises YearUnknown."""
    return tuple(sorted((Option(c, c.due(start, calendar)) for c in clocks), key=lambda option: option.due))


@dataclass(frozen=True, slots=True)
class Extension:
    """A recorded decision that moves the due day: who decided, when, by which paper, why, and until when."""

    until: date
    decided_by: str
    decided_on: date
    paper: str
    reason: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The first due day, which never disappears, and the extensions in the order in which they were decided."""

    first: date
    extensions: tuple[Extension, ...] = ()

    @property
    def due(self) -> date:
        """The day that counts now."""
        return self.extensions[-1].until if self.extensions else self.first


def extension_problems(deadline: Deadline, wanted: Extension, today: date) -> tuple[Sentence, ...]:
    """Why an extension may not be recorded; empty when it may."""
    problems = []
    if not wanted.decided_by.strip() or not wanted.paper.strip():
        problems.append(
            Sentence(
                "延期须有批准：请填写批准机关和批准文书（文号或会议）",
                "An extension needs a decision: enter who decided and by which paper",
            )
        )
    if not wanted.reason.strip():
        problems.append(Sentence("请写明延期理由", "Give the reason for the extension"))
    if wanted.decided_on > today:
        problems.append(
            Sentence("批准日期在今天之后，请核对", "The day of the decision lies in the future; check it")
        )
    if wanted.until <= deadline.due:
        problems.append(
            Sentence(
                f"延期后的期限应晚于现期限{deadline.due:%Y-%m-%d}",
                f"The new day must be later than {deadline.due:%Y-%m-%d}",
            )
        )
    return tuple(problems)


@dataclass(frozen=True, slots=True)
class Countdown:
    """What stands beside an item.  ``days`` left, negative when overdue, None when the clock is at rest."""

    days: int | None
    overdue: bool
    says: Sentence


def countdown(deadline: Deadline | None, state: State, today: date) -> Countdown:
    """The countdown in calendar days.  Due today is not overdue; 长期坚持 and closed items never are."""
    if state is State.LONG:
        return Countdown(None, False, Sentence("长期坚持，不计逾期", "lasting, never overdue"))
    if state is State.DONE:
        return Countdown(None, False, Sentence("已销号", "closed"))
    if deadline is None:
        return Countdown(None, False, Sentence("未定期限", "no deadline set"))
    left = (deadline.due - today).days
    if left < 0:
        return Countdown(left, True, Sentence(f"逾期{-left}天", f"{-left} days overdue"))
    if left == 0:
        return Countdown(0, False, Sentence("今天到期", "due today"))
    return Countdown(left, False, Sentence(f"还有{left}天", f"{left} days left"))


def next_report(since: date, every: Clock, today: date, calendar: Calendar) -> date:
    """The next day on which a lasting item is reported on: the first multiple of ``every`` on or after ``today``.

    Raises ValueError for a limit of nothing, which would never arrive.
    """
    if every.number == 0:
        raise ValueError("the interval between two reports must be longer than nothing")
    step = 1
    while (due := Clock(every.number * step, every.unit).due(since, calendar)) < today:
        step += 1
    return due


def shown(option: Option) -> Sentence:
    """``2026-05-20 (2个月，依据《…》)``: how a choice between limits is put to the office."""
    length = option.clock.shown()
    basis = same(option.clock.basis) if option.clock.basis else Sentence("未注明依据", "no basis given")
    return Sentence(
        f"{option.due:%Y-%m-%d}({length.zh}，依据：{basis.zh})",
        f"{option.due:%Y-%m-%d} ({length.en}, {basis.en})",
    )
