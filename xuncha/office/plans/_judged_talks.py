"""A timetable that the command made, given to the judge of the room."""

from __future__ import annotations

from xuncha.base.workdays import Calendar
from xuncha.interviews.core.check import Flaw, check
from xuncha.interviews.core.plan.arrange import Plan, Wanted
from xuncha.interviews.core.timetable import Hours, Talk, Terms

HOURS = Hours(480, 720, 840, 1080)


def judged(wanted: Wanted, plan: Plan, hours: Hours = HOURS) -> tuple[Flaw, ...]:
    """What the judge of the room says, who has no part in the plan."""
    wish = {one.key: one for one in wanted.wishes}
    pair = {one.key: one for one in wanted.pairs}
    talks = []
    for one in plan.placed:
        who, sat = wish[one.wish], pair[one.pair]
        barred = frozenset(name for key in who.barred for name in pair[key].inspectors)
        kind = who.kind if who.kind in ("must", "asked") else "chosen"
        talks.append(
            Talk(
                who.key, who.key, who.name, who.office, who.office_name, who.post, who.level, kind, one.day, one.slot,
                sat.room, sat.inspectors[:-1], sat.inspectors[-1], away=who.away, barred=barred, woman=who.woman,
            )
        )  # fmt: skip
    days = wanted.grid.days
    slot = wanted.grid.slots[0].length
    terms = Terms(
        days[0], days[-1], hours, 2, slot, wanted.grid.pause, (), wanted.grid.per_pair,
        frozenset(name for one in wanted.pairs if one.woman for name in one.inspectors[:1]),
        frozenset(name for one in wanted.pairs if one.experienced for name in one.inspectors[:1]),
    )  # fmt: skip
    return check(talks, terms, Calendar.official())
