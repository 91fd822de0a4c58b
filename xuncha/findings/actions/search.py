"""Search in what is sealed, by those who may read it: everything is opened in memory, nothing is indexed, no word is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from xuncha.base.words import Sentence
from xuncha.fieldwork.actions.write_note import read_notes
from xuncha.fieldwork.models import Note
from xuncha.findings.actions._kept_away import kept_away
from xuncha.findings.core.passages import Passage, passage
from xuncha.findings.models import LETTER_READERS, Finding, Observation, WorkingPaper
from xuncha.interviews.actions.read import read_records
from xuncha.letters.actions.read import read_words
from xuncha.rounds.models import Inspection
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM, Role


@dataclass(frozen=True)
class Found:
    """A row in which the word stands."""

    row: models.Model
    passage: Passage


@action(
    "findings.search", roles=TEAM | {Role.PETITION}, where="inspection",
    says=Sentence("在密封内容中查找", "search in sealed content"), reads=True,
)  # fmt: skip
def search(act: Act, *, inspection: Inspection, word: str) -> list[Found]:
    """The rows of one inspection in whose sealed texts ``word`` stands, of those the account may read.

    Raises Refusal for an empty word.
    """
    if not word.strip():
        act.refuse("empty", Sentence("请输入要查找的词。", "Enter the word to look for."))
    found = ((row, passage(text, word)) for row, text in _texts(act, inspection))
    return [Found(row, at) for row, at in found if at is not None]


def _texts(act: Act, inspection: Inspection) -> Iterator[tuple[models.Model, str]]:
    """Every row the account may read, with its words: letters, talks, notes, observations, working papers, findings."""
    if act.sight.has(LETTER_READERS, inspection.pk):
        yield from read_words(by=act, inspection=inspection)
    if act.sight.has(TEAM, inspection.pk):
        yield from read_records(by=act, inspection=inspection)
        notes = list(act.see(Note).filter(inspection=inspection).order_by("on", "id"))
        for note, one in zip(notes, read_notes(by=act, notes=notes), strict=True):
            yield note, "\n".join(one.values())
    yield from _opened(act, inspection, Observation, "text", "outcome")
    yield from _opened(act, inspection, WorkingPaper, "title", "text", "basis", "points_to")
    yield from _opened(act, inspection, Finding, "title", "text", "basis", "points_to")


def _opened(
    act: Act, inspection: Inspection, model: type[models.Model], *columns: str
) -> Iterator[tuple[models.Model, str]]:
    seen = list(act.see(model).filter(inspection=inspection).order_by("serial"))
    closed = kept_away(act, seen)
    rows = [row for row in seen if row.pk not in closed]
    for row, one in zip(rows, act.open(rows, *columns), strict=True):
        yield row, "\n".join(one.values())
