"""The judge of a timetable, whoever made it: sentences for what it breaks. It shares no code with any planner."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from xuncha.base.words import Sentence
from xuncha.base.workdays import Calendar, YearUnknown
from xuncha.interviews.core.timetable import PlacedTalk, Talk, Terms, has_place
from xuncha.planning.rule import Grade


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing a timetable breaks: the rule, how grave, the keys of the talks, and the sentence."""

    rule: str
    grade: Grade
    talks: tuple[str, ...]
    says: Sentence


Check = Callable[[Sequence[PlacedTalk], Terms, Calendar], Iterable[Flaw]]


def check(talks: Iterable[Talk], terms: Terms, calendar: Calendar) -> tuple[Flaw, ...]:
    """Everything that a timetable breaks, the gravest first. Talks without a place are told, not judged further."""
    all_talks = tuple(talks)
    placed = tuple(talk for talk in all_talks if has_place(talk))
    flaws = [flaw for rule in RULES for flaw in rule(placed, terms, calendar)]
    flaws += [flaw for talk in all_talks for flaw in _without_place(talk)]
    grades = list(Grade)
    return tuple(sorted(flaws, key=lambda flaw: (grades.index(flaw.grade), flaw.rule, flaw.talks)))


def _without_place(talk: Talk) -> Iterator[Flaw]:
    if not talk.placed:
        says = Sentence(f"{talk.name}还没有排时间。", f"{talk.name} has no time yet.")
        yield Flaw("unplaced", Grade.COVERAGE, (talk.key,), says)


def one_person_one_place(talks: Sequence[PlacedTalk], terms: Terms, calendar: Calendar) -> Iterator[Flaw]:
    """A person is not talked to twice at once."""
    for one, other in _at_once(talks):
        if one.person == other.person:
            says = Sentence(
                f"{one.name}在{_when(one)}排了两场谈话。", f"{one.name} has two talks at {_when(one)}."
            )
            yield Flaw("person", Grade.MUST, (one.key, other.key), says)


def one_inspector_one_place(talks: Sequence[PlacedTalk], terms: Terms, calendar: Calendar) -> Iterator[Flaw]:
    """An inspector does not sit in two talks at once."""
    for one, other in _at_once(talks):
        for inspector in sorted(one.team & other.team):
            says = Sentence(
                f"{inspector}在{_when(one)}同时参加与{one.name}、{other.name}的谈话。",
                f"{inspector} sits in the talks with {one.name} and {other.name} at {_when(one)}.",
            )
            yield Flaw("inspector", Grade.MUST, (one.key, other.key), says)


def one_room_one_talk(talks: Sequence[PlacedTalk], terms: Terms, calendar: Calendar) -> Iterator[Flaw]:
    """A room holds one talk at a time."""
    for one, other in _at_once(talks):
        if one.room and one.room == other.room:
            says = Sentence(
                f"{one.room}在{_when(one)}排了{one.name}、{other.name}两场谈话。",
                f"{one.room} holds the talks with {one.name} and {other.name} at {_when(one)}.",
            )
            yield Flaw("room", Grade.MUST, (one.key, other.key), says)


def enough_inspectors(talks: Sequence[PlacedTalk], terms: Terms, calendar: Calendar) -> Iterator[Flaw]:
    """At least so many inspectors at a talk, unless there is a reason on record."""
    for talk in talks:
        if len(talk.team) < terms.talkers and not talk.alone_because:
            says = Sentence(
                f"与{talk.name}的谈话只有{len(talk.team)}名巡察人员，应有{terms.talkers}名；一对一谈心须写明理由。",
                f"{len(talk.team)} inspectors at the talk with {talk.name}, {terms.talkers} are needed, or a reason.",
            )
            yield Flaw("inspectors", Grade.LEGAL, (talk.key,), says)


def within_hours(talks: Sequence[PlacedTalk], terms: Terms, calendar: Calendar) -> Iterator[Flaw]:
    """Talks are held in working hours of working days while the team is on site; never at night."""
    for talk in talks:
        if talk.slot.length <= 0:
            says = Sentence(
                f"与{talk.name}的谈话结束不晚于开始。", f"The talk with {talk.name} ends before it starts."
            )
            yield Flaw("hours", Grade.MUST, (talk.key,), says)
        elif not any(
            half.starts <= talk.slot.starts and talk.slot.ends <= half.ends for half in terms.hours.halves
        ):
            says = Sentence(
                f"与{talk.name}的谈话排在{_when(talk)}，不在谈话时间内；不得安排在夜间。",
                f"The talk with {talk.name} at {_when(talk)} lies outside the hours; never at night.",
            )
            yield Flaw("hours", Grade.LEGAL, (talk.key,), says)
        if not terms.first_day <= talk.day <= terms.last_day:
            says = Sentence(
                f"与{talk.name}的谈话排在{talk.day}，不在驻点期间（{terms.first_day}至{terms.last_day}）。",
                f"The talk with {talk.name} on {talk.day} lies outside the stay.",
            )
            yield Flaw("stay", Grade.MUST, (talk.key,), says)
        elif _is_day_off(talk.day, calendar):
            says = Sentence(
                f"与{talk.name}的谈话排在{talk.day}，是休息日。",
                f"{talk.day}, the talk with {talk.name}, is a day off.",
            )
            yield Flaw("day_off", Grade.PREFERENCE, (talk.key,), says)


def superior_after_subordinate(
    talks: Sequence[PlacedTalk], terms: Terms, calendar: Calendar
) -> Iterator[Flaw]:
    """Of one office, those of a higher layer are talked to after those of the lower layers."""
    for talk in talks:
        later = [t for t in talks if t.office == talk.office and t.level < talk.level and _at(t) > _at(talk)]
        if later:
            says = Sentence(
                f"{talk.office_name}：{talk.name}（{talk.post}）排在{len(later)}名下级之前，宜放到他们之后。",
                f"{talk.office_name}: {talk.name} comes before {len(later)} subordinates; better after them.",
            )
            yield Flaw("order", Grade.PREFERENCE, (talk.key, *(t.key for t in later)), says)


def same_office_apart(talks: Sequence[PlacedTalk], terms: Terms, calendar: Calendar) -> Iterator[Flaw]:
    """People of one office do not follow each other, so that they do not meet at the door.

    Not held against a day of which one office has more than half of the talks: there it cannot be avoided.
    """
    by_day: defaultdict[date, list[PlacedTalk]] = defaultdict(list)
    for talk in talks:
        by_day[talk.day].append(talk)
    for day_talks in by_day.values():
        often = Counter(talk.office for talk in day_talks)
        for one, other in combinations(sorted(day_talks, key=_at), 2):
            avoidable = 2 * often[one.office] <= len(day_talks) + 1
            if one.office == other.office and avoidable and _follow(one, other, terms.pause_minutes):
                says = Sentence(
                    f"{one.office_name}的{one.name}、{other.name}在{one.day}前后相接，容易碰面，宜错开。",
                    f"{one.name} and {other.name} of {one.office_name} follow each other on {one.day}.",
                )
                yield Flaw("apart", Grade.PREFERENCE, (one.key, other.key), says)


def equal_slots(talks: Sequence[PlacedTalk], terms: Terms, calendar: Calendar) -> Iterator[Flaw]:
    """All must-talks take equally long: a longer slot on the paper sent to the body would point at somebody."""
    for talk in talks:
        if talk.kind == "must" and talk.slot.length != terms.talk_minutes:
            says = Sentence(
                f"必谈对象{talk.name}排了{talk.slot.length}分钟，送单位的安排表各场应同为{terms.talk_minutes}分钟。",
                f"The must-talk with {talk.name} takes {talk.slot.length} minutes, not {terms.talk_minutes} like all.",
            )
            yield Flaw("equal", Grade.LEGAL, (talk.key,), says)


def keeps_out(talks: Sequence[PlacedTalk], terms: Terms, calendar: Calendar) -> Iterator[Flaw]:
    """An inspector who is tied to the person does not sit in the talk."""
    for talk in talks:
        for inspector in sorted(talk.team & talk.barred):
            says = Sentence(
                f"{inspector}须回避与{talk.name}的谈话。",
                f"{inspector} must keep out of the talk with {talk.name}.",
            )
            yield Flaw("recusal", Grade.LEGAL, (talk.key,), says)


def a_woman_where_needed(talks: Sequence[PlacedTalk], terms: Terms, calendar: Calendar) -> Iterator[Flaw]:
    """A talk that needs a woman has one among the inspectors."""
    for talk in talks:
        if talk.woman and not talk.team & terms.women:
            says = Sentence(
                f"与{talk.name}的谈话须有女干部参加。",
                f"The talk with {talk.name} needs a woman among the talkers.",
            )
            yield Flaw("woman", Grade.LEGAL, (talk.key,), says)


def one_who_has_led_talks(talks: Sequence[PlacedTalk], terms: Terms, calendar: Calendar) -> Iterator[Flaw]:
    """One of the inspectors has led talks before; not asked while the team has named nobody."""
    for talk in talks:
        if terms.experienced and talk.team and not talk.team & terms.experienced:
            says = Sentence(
                f"与{talk.name}的谈话缺少有经验的主谈。",
                f"Nobody at the talk with {talk.name} has led talks before.",
            )
            yield Flaw("experienced", Grade.LEGAL, (talk.key,), says)


def only_when_there(talks: Sequence[PlacedTalk], terms: Terms, calendar: Calendar) -> Iterator[Flaw]:
    """Nobody is asked to come on a day away."""
    for talk in talks:
        if talk.day in talk.away:
            says = Sentence(f"{talk.name}在{talk.day}不在单位。", f"{talk.name} is away on {talk.day}.")
            yield Flaw("away", Grade.MUST, (talk.key,), says)


def time_to_write_up(talks: Sequence[PlacedTalk], terms: Terms, calendar: Calendar) -> Iterator[Flaw]:
    """An inspector has no more talks a day than can be written up."""
    held: defaultdict[tuple[date, str], list[str]] = defaultdict(list)
    for talk in talks:
        for inspector in talk.team:
            held[talk.day, inspector].append(talk.key)
    for (day, inspector), keys in sorted(held.items()):
        if terms.a_day and len(keys) > terms.a_day:
            says = Sentence(
                f"{inspector}在{day}有{len(keys)}场谈话，超过每天{terms.a_day}场，来不及整理记录。",
                f"{inspector} has {len(keys)} talks on {day}, more than {terms.a_day}.",
            )
            yield Flaw("a_day", Grade.PREFERENCE, tuple(keys), says)


RULES: tuple[Check, ...] = (
    one_person_one_place,
    one_inspector_one_place,
    one_room_one_talk,
    enough_inspectors,
    within_hours,
    superior_after_subordinate,
    same_office_apart,
    equal_slots,
    keeps_out,
    a_woman_where_needed,
    one_who_has_led_talks,
    only_when_there,
    time_to_write_up,
)


def missing_safety(talk: Talk, wanted: Sequence[str]) -> tuple[str, ...]:
    """The safety items that are not filled in; a talk is not opened before there are none."""
    return tuple(item for item in wanted if not talk.safety.get(item, "").strip())


def _at_once(talks: Sequence[PlacedTalk]) -> Iterator[tuple[PlacedTalk, PlacedTalk]]:
    by_day: defaultdict[date, list[PlacedTalk]] = defaultdict(list)
    for talk in sorted(talks, key=lambda t: (_at(t), t.key)):
        by_day[talk.day].append(talk)
    for day_talks in by_day.values():
        for one, other in combinations(day_talks, 2):
            if one.slot.meets(other.slot):
                yield one, other


def _at(talk: PlacedTalk) -> tuple[date, int]:
    return talk.day, talk.slot.starts


def _when(talk: PlacedTalk) -> str:
    return f"{talk.day} {talk.slot}"


def _follow(one: PlacedTalk, other: PlacedTalk, pause: int) -> bool:
    return 0 <= other.slot.starts - one.slot.ends <= pause


def _is_day_off(day: date, calendar: Calendar) -> bool:
    try:
        return not calendar.is_workday(day)
    except YearUnknown:
        return False
