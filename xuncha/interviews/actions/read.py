"""Open what is sealed about talks: who, when with whom, what was said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.interviews.core.timetable import Talk
from xuncha.interviews.facts import talk_of
from xuncha.interviews.models import Disclosure, Interview, Record
from xuncha.rounds.models import Inspection
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM, Role


@action(
    "interviews.read",
    roles=TEAM,
    where="inspection",
    says=Sentence("查看谈话安排", "read the timetable of talks"),
    reads=True,
)
def read_talks(act: Act, *, inspection: Inspection) -> list[tuple[Interview, Talk]]:
    """Every talk of an inspection with its person and seats, in the order of numbers."""
    rows = list(act.see(Interview).filter(inspection=inspection).order_by("serial"))
    return list(zip(rows, opened(act, rows), strict=True))


@action(
    "interviews.read_one", roles=TEAM, where="interview", says=Sentence("打开谈话", "open a talk"), reads=True
)
def read_talk(act: Act, *, interview: Interview) -> tuple[Talk, dict[str, Any], dict[str, Any]]:
    """One talk, what is known of its person (with the reasons), and its record so far."""
    talk = opened(act, [interview])[0]
    person = loaded(act.open([interview], "person")[0]["person"])
    record = act.see(Record).filter(interview=interview).first()
    body = loaded(act.open([record], "body")[0]["body"]) if record else {}
    return talk, person, body


@action(
    "interviews.read_records", roles=TEAM, where="inspection", says=Sentence("通读谈话记录", "read all records of talks"),
    reads=True,
)  # fmt: skip
def read_records(act: Act, *, inspection: Inspection) -> list[tuple[Interview, str]]:
    """Every talk of an inspection with its person and all that its record says, as one text."""
    records = list(act.see(Record).filter(inspection=inspection).select_related("interview"))
    said = {
        row.interview_id: "\n".join(_words(loaded(one["body"])))
        for row, one in zip(records, act.open(records, "body"), strict=True)
    }
    talks = read_talks(by=act, inspection=inspection)
    return [(row, f"{talk.name}\n{said.get(row.pk, '')}") for row, talk in talks]


def _words(value: Any) -> Iterator[str]:
    """All texts of a record, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _words(one)


@action(
    "interviews.read_disclosure",
    roles={Role.LEADER},
    where="interview",
    says=Sentence("打开中止谈话的记录", "open what was written when a talk was stopped"),
    reads=True,
)
def read_disclosure(act: Act, *, interview: Interview) -> str:
    """What was written when the talk was stopped; for the leader alone."""
    row = act.see(Disclosure).filter(interview=interview).first()
    return act.open([row], "text")[0]["text"] if row else ""


def opened(act: Act, rows: Sequence[Interview]) -> list[Talk]:
    """The talks of interviews, for actions of this room."""
    plain = act.open(rows, "person", "seats", "safety")
    return [
        talk_of(row, loaded(one["person"]), loaded(one["seats"]), loaded(one["safety"]))
        for row, one in zip(rows, plain, strict=True)
    ]


def loaded(sealed_json: str) -> dict[str, Any]:
    """A sealed JSON column's mapping; an empty column is an empty mapping."""
    return json.loads(sealed_json) if sealed_json else {}


def dumped(mapping: dict[str, Any]) -> str:
    """A mapping as a sealed JSON column keeps it."""
    return json.dumps(mapping, ensure_ascii=False)
