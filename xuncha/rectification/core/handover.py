"""A change of head: what it asks of the one who leaves, of the former holder, of the office and of the one who comes.

The duty moves to the new holder of the post; the deadline of the items stays where it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xuncha.base.words import Sentence
from xuncha.base.workdays import Calendar, Clock
from xuncha.rectification.core.duty import Duty, InPost


class Kind(StrEnum):
    """The tasks that a change of head creates."""

    HANDOVER_LIST = "离任整改交接清单"
    EXPLAIN = "原任书面说明"
    ASSIST = "原任协助整改"
    FORMER_FEEDBACK = "向原任反馈"
    BRIEFING = "接任整改提示"
    REFEEDBACK = "再反馈"
    NAME_ACTING = "明确主持工作人员"


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item that is not closed, with the people in post when its problem happened (person id → name)."""

    item: str
    number: str
    held_then: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: for whom (``person`` "" is the office), about which items, until when, on what basis."""

    kind: Kind
    person: str
    person_name: str
    items: tuple[str, ...]
    due: date | None
    basis: str
    says: Sentence


@dataclass(frozen=True, slots=True)
class Clocks:
    """The limits of the tasks, from the rule book; None where the office set no limit."""

    handover: Clock | None
    refeedback: Clock
    explanation: Clock | None


def head_change(
    outgoing: InPost | None,
    now: Duty,
    items: Sequence[OpenItem],
    on: date,
    clocks: Clocks,
    calendar: Calendar,
) -> tuple[Task, ...]:
    """The tasks of one change of head, ``on`` being the day it took effect.

    No open item, no task.  The same person staying (for instance 主持工作 → 任职) creates none either.  Raises
    YearUnknown when a limit runs into a year whose holidays nobody entered.
    """
    if not items or _same_person(outgoing, now):
        return ()
    numbers = tuple(item.item for item in items)
    tasks: list[Task] = []
    if outgoing is not None:
        tasks.append(
            _task(
                Kind.HANDOVER_LIST, (outgoing.person, outgoing.person_name), numbers, clocks.handover, on, calendar,
                Sentence(
                    f"{outgoing.person_name}离任，逐项交接{len(items)}项未完成整改，签字存档",
                    f"{outgoing.person_name} leaves: hand over {len(items)} open items, signed and filed",
                ),
            )
        )  # fmt: skip
    tasks.extend(former(items, now, on, clocks, calendar))
    tasks.extend(_incoming(now, numbers, on, clocks, calendar))
    return tuple(tasks)


def _same_person(outgoing: InPost | None, now: Duty) -> bool:
    return outgoing is not None and now.holder is not None and outgoing.person == now.holder.person


def former(
    items: Iterable[OpenItem], now: Duty, on: date, clocks: Clocks, calendar: Calendar
) -> Iterable[Task]:
    """For everybody who held the post when a problem happened and no longer does, with his own items.

    Made at the feedback when the head had changed before it, and again at a change of head afterwards.
    """
    present = now.holder.person if now.holder else ""
    own: dict[tuple[str, str], list[str]] = {}
    for item in items:
        for person, name in item.held_then:
            if person != present:
                own.setdefault((person, name), []).append(item.item)
    for (person, name), mine in own.items():
        for kind, clock, zh, en in (
            (Kind.FORMER_FEEDBACK, clocks.explanation, f"向{name}反馈其任职期间的{len(mine)}项问题",
             f"Give {name} feedback on {len(mine)} problems of his time"),
            (Kind.EXPLAIN, clocks.explanation, f"请{name}对其任职期间的{len(mine)}项问题作书面说明",
             f"Ask {name} to explain {len(mine)} problems of his time in writing"),
            (Kind.ASSIST, None, f"请{name}协助整改其任职期间的{len(mine)}项问题",
             f"Ask {name} to help repair {len(mine)} problems of his time"),
        ):  # fmt: skip
            yield _task(kind, (person, name), tuple(mine), clock, on, calendar, Sentence(zh, en))


def _incoming(
    now: Duty, numbers: tuple[str, ...], on: date, clocks: Clocks, calendar: Calendar
) -> Iterable[Task]:
    if now.holder is None:
        says = Sentence(
            f"{now.post_title}空缺，商组织部明确主持工作的人员，{len(numbers)}项整改责任落在该职务上",
            f"{now.post_title} is vacant: ask who runs the work; {len(numbers)} items rest on the post",
        )
        yield Task(Kind.NAME_ACTING, "", "", numbers, None, "", says)
        return
    name = now.holder.person_name
    incoming = (now.holder.person, name)
    yield _task(
        Kind.BRIEFING, incoming, numbers, clocks.refeedback, on, calendar,
        Sentence(
            f"向{name}送接任整改提示：{len(numbers)}项未完成整改、可查阅的材料、单位内知情人员、同类问题的做法",
            f"Give {name} the way in: {len(numbers)} open items, papers, who knows, how others did it",
        ),
    )  # fmt: skip
    yield _task(
        Kind.REFEEDBACK, incoming, numbers, clocks.refeedback, on, calendar,
        Sentence(f"向{name}当面再反馈，并请其签收", f"Repeat the feedback to {name} face to face, with receipt"),
    )  # fmt: skip


def _task(
    kind: Kind,
    who: tuple[str, str],
    items: tuple[str, ...],
    clock: Clock | None,
    on: date,
    calendar: Calendar,
    says: Sentence,
) -> Task:
    due = clock.due(on, calendar) if clock else None
    return Task(kind, *who, items, due, clock.basis if clock else "", says)
