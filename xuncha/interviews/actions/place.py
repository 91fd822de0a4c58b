"""Give talks their place: one by hand, the must-talks laid out, a whole table imported, the timetable confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.interviews.actions._talk_plan import body_of, keep_body, pairs_in
from xuncha.interviews.actions.add import add_person
from xuncha.interviews.actions.read import dumped, opened, read_talks
from xuncha.interviews.core.candidates import Candidate
from xuncha.interviews.core.check import Flaw, check
from xuncha.interviews.core.editions import following, read_editions
from xuncha.interviews.core.lay import Desk, lay
from xuncha.interviews.core.pairs import TalkPair
from xuncha.interviews.core.stages import PLACEABLE
from xuncha.interviews.core.timetable import Slot, Talk, Terms
from xuncha.interviews.core.timetable_in import PlannedRow
from xuncha.interviews.facts import candidates_of, outlines, terms
from xuncha.interviews.models import Interview
from xuncha.planning.rule import Grade
from xuncha.rounds.models import Inspection
from xuncha.rulebook import calendar
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import HEADS, TEAM

_BINDING = (Grade.MUST, Grade.LEGAL)


@action("interviews.place", roles=TEAM, where="interview", says=Sentence("安排谈话时间地点", "place a talk"))
def place_talk(
    act: Act,
    *,
    interview: Interview,
    version: int,
    day: date | None,
    slot: Slot | None,
    room: str,
    talkers: Sequence[str],
    recorder: str,
    alone_because: str = "",
) -> Interview:
    """Day, slot, room and inspectors of one talk. A clash is not refused here: the judge tells it on the table.

    Refuses a talk that has begun, a day without a slot, and a slot that ends before it starts.
    """
    if interview.stage not in PLACEABLE:
        act.refuse("begun", Sentence("谈话已经开始，不能再改安排。", "The talk has begun."))
    if (day is None) != (slot is None):
        act.refuse(
            "half", Sentence("日期和时段要一起填，或者都不填。", "Give both day and slot, or neither.")
        )
    if slot is not None and slot.length <= 0:
        act.refuse("slot", Sentence("时段的结束不晚于开始。", "The slot ends before it starts."))
    seats = {
        "room": room.strip(),
        "talkers": [one.strip() for one in talkers if one.strip()],
        "recorder": recorder.strip(),
        "alone_because": alone_because.strip(),
    }
    return act.change(
        interview,
        version,
        day=day,
        slot=str(slot) if slot else "",
        stage="planned",
        seats=vault.seal(interview, "seats", dumped(seats)),
        noting="placed",
    )


@action(
    "interviews.lay", roles=TEAM, where="inspection", says=Sentence("排必谈谈话", "lay out the must-talks")
)
def lay_musts(act: Act, *, inspection: Inspection, desks: Sequence[Desk]) -> tuple[int, int]:
    """Places for the must-talks that have none: (placed, left over). Only posts, terms and must-talks that have
    a place enter: a talk that a letter led to moves no must-talk, the judge tells where the two clash.

    Refuses desks without two inspectors or a room. Talks that are placed keep their place.
    """
    limits = terms(inspection)
    if not desks or any(
        len({*desk.talkers, desk.recorder} - {""}) < limits.talkers or not desk.room for desk in desks
    ):
        act.refuse(
            "desks",
            Sentence(
                f"每组至少{limits.talkers}名巡察人员，并写明谈话室。",
                f"Each pair: {limits.talkers} inspectors and a room.",
            ),
        )
    listed = read_talks(by=act, inspection=inspection)
    musts = [(row, talk) for row, talk in listed if row.kind == "must"]
    waiting = {talk.person: row for row, talk in musts if not talk.placed}
    wanted = [_as_candidate(talk) for _, talk in musts if not talk.placed]
    taken = {(talk.day, talk.slot, talk.room) for _, talk in musts if talk.placed}
    placed = 0
    for place in lay(wanted, limits, desks, calendar.official(), taken):
        row = waiting.pop(place.candidate.person)
        place_talk(
            by=act,
            interview=row,
            version=row.version,
            day=place.day,
            slot=place.slot,
            room=place.desk.room,
            talkers=place.desk.talkers,
            recorder=place.desk.recorder,
        )
        placed += 1
    return placed, len(waiting)


def _as_candidate(talk: Talk) -> Candidate:
    return Candidate(
        talk.person, talk.name, talk.office, talk.office_name, talk.post, "", talk.level, True, ()
    )


@action(
    "interviews.import", roles=TEAM, where="inspection", says=Sentence("导入谈话安排", "import a timetable")
)
def import_timetable(act: Act, *, inspection: Inspection, rows: Sequence[PlannedRow]) -> tuple[int, int]:
    """A hand-made timetable, all or nothing: (placed, added). People are found by name and office, else added.

    "必谈" in the table makes nobody a must-talk who is not one by post; he is added as 选谈. The same table twice
    changes nothing.
    """
    known = {
        _who(talk.name, talk.office_name): row for row, talk in read_talks(by=act, inspection=inspection)
    }
    people = {_who(one.name, one.office_name): one for one in candidates_of(inspection)}
    added = 0
    for planned in rows:
        row = _found(known, planned)
        if row is None:
            candidate = _found(people, planned)
            row = _added(act, inspection, planned, candidate)
            known[_who(planned.name, planned.office)] = row
            added += 1
        _put(act, row, planned)
    return len(rows), added


def _who(name: str, office: str) -> tuple[str, str]:
    return name, office


def _found(known: Mapping[tuple[str, str], Any], planned: PlannedRow) -> Any:
    """By name and office; by the name alone when only one bears it."""
    exact = known.get(_who(planned.name, planned.office))
    namesakes = [one for (name, _), one in known.items() if name == planned.name]
    return exact or (namesakes[0] if len(namesakes) == 1 else None)


def _added(act: Act, inspection: Inspection, planned: PlannedRow, candidate: Candidate | None) -> Interview:
    kind = "asked" if planned.kind == "asked" else "chosen"
    if candidate:
        return add_person(by=act, inspection=inspection, kind=kind, person=candidate.person)
    return add_person(
        by=act, inspection=inspection, kind=kind, name=planned.name, office=planned.office, post=planned.post
    )


def _put(act: Act, row: Interview, planned: PlannedRow) -> None:
    now = opened(act, [row])[0]
    wanted = (planned.day, planned.slot, planned.room, planned.talkers, planned.recorder)
    if (now.day, now.slot, now.room, now.talkers, now.recorder) == wanted:
        return
    place_talk(
        by=act,
        interview=row,
        version=row.version,
        day=planned.day,
        slot=planned.slot,
        room=planned.room,
        talkers=planned.talkers,
        recorder=planned.recorder,
    )
    if planned.outline in outlines():
        act.change(row, outline=planned.outline, noting="outline")


@action(
    "interviews.confirm",
    roles=HEADS,
    where="inspection",
    says=Sentence("确认谈话安排", "confirm the timetable"),
)
def confirm_timetable(act: Act, *, inspection: Inspection) -> int:
    """Set every placed talk; returns how many. What stands is kept as the next edition, where it differs from the last.

    Refuses while the table breaks a rule that binds, naming the first.
    """
    listed = read_talks(by=act, inspection=inspection)
    live = [talk for row, talk in listed if row.stage in ("planned", "set", "open")]
    _, body = body_of(act, inspection)
    flaws = judged(inspection, live, pairs_in(body))
    binding = [flaw for flaw in flaws if flaw.grade in _BINDING]
    if binding:
        act.refuse("flaws", binding[0].says, Sentence("请先改安排，再确认。", "Change the table first."))
    ready = [row for row, talk in listed if row.stage == "planned" and talk.placed]
    for row in ready:
        act.change(row, stage="set", noting="confirmed")
    edition = following(read_editions(body.get("editions", ())), act.today, [talk for _, talk in listed])
    if edition:
        kept = [*body.get("editions", ()), edition.as_dict()]
        keep_body(act, inspection, None, {"editions": kept}, "confirmed")
    return len(ready)


def judged(inspection: Inspection, talks: Sequence[Talk], pairs: Iterable[TalkPair] = ()) -> tuple[Flaw, ...]:
    """What the timetable breaks, by the judge of the room; `pairs` tell who has led talks and who is a woman."""
    return check(talks, terms_with(inspection, pairs), calendar.official())


def terms_with(inspection: Inspection, pairs: Iterable[TalkPair]) -> Terms:
    """The terms of an inspection with what the team has told of its talkers. Raises NoRule."""
    people = [person for pair in pairs for person in pair.people]
    return replace(
        terms(inspection),
        women=frozenset(one.name for one in people if one.woman),
        experienced=frozenset(one.name for one in people if one.experienced),
    )
