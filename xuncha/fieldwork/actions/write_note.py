"""调阅、走访、听取汇报……的记录."""

from __future__ import annotations

from datetime import date

from xuncha.base.words import Sentence
from xuncha.fieldwork.facts import lists
from xuncha.fieldwork.models import Note
from xuncha.rounds.models import Inspection
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM

FUTURE = Sentence("日期在今天之后。", "The day lies in the future.")


@action(
    "fieldwork.write_note",
    roles=TEAM,
    where="inspection",
    says=Sentence("写调阅走访记录", "write a field note"),
)
def write_note(
    act: Act, *, inspection: Inspection, method: str, on: date, heading: str, where: str = "", text: str
) -> Note:
    """A new note. Raises Refusal for an unknown method, a day to come, or an empty note."""
    _judge(act, method, on, heading, text)
    note = Note(
        inspection=inspection,
        serial=act.next_serial(Note, inspection),
        method=method,
        on=on,
        written_by=act.by,
    )
    act.seal(note, "heading", heading.strip())
    act.seal(note, "where", where.strip())
    act.seal(note, "text", text.strip())
    return act.add(note, method=method)


@action(
    "fieldwork.change_note",
    roles=TEAM,
    where="note",
    says=Sentence("修改调阅走访记录", "change a field note"),
)
def change_note(
    act: Act, *, note: Note, version: int, method: str, on: date, heading: str, where: str = "", text: str
) -> Note:
    """Write a note anew; only its writer may. Raises Refusal, Stale."""
    if note.written_by_id != act.by.pk:
        act.refuse(
            "not-writer",
            Sentence("记录由写的人自己修改。", "A note is changed by the person who wrote it."),
            Sentence("有补充的，请另写一条记录。", "If there is more to say, write a note of your own."),
        )
    _judge(act, method, on, heading, text)
    sealed = {
        name: vault.seal(note, name, value.strip())
        for name, value in (("heading", heading), ("where", where), ("text", text))
    }
    return act.change(note, version, noting="rewritten", method=method, on=on, **sealed)


@action(
    "fieldwork.read_notes",
    roles=TEAM,
    where="anywhere",
    says=Sentence("查看调阅走访记录", "read field notes"),
    reads=True,
)
def read_notes(act: Act, *, notes: list[Note]) -> list[dict[str, str]]:
    """Heading, place and text of notes, in their order."""
    return act.open(notes, "heading", "where", "text")


def _judge(act: Act, method: str, on: date, heading: str, text: str) -> None:
    if method not in lists().methods:
        act.refuse("method", Sentence("请选择了解情况的方式。", "Choose the way of looking."))
    if on > act.today:
        act.refuse("future", FUTURE)
    if not heading.strip() or not text.strip():
        act.refuse("empty", Sentence("请写标题和内容。", "Write a heading and a text."))
