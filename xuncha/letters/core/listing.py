"""Triage as rows of a list: row number, matter, suggestion, reason. Content only where it is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from xuncha.base.words import Sentence, joined
from xuncha.letters.core.lists import Lists
from xuncha.letters.core.suggest import UNDECIDED, Read, Suggestion, basis_line
from xuncha.letters.core.triage import Triaged


def reasoned(suggestion: Suggestion, lists: Lists) -> Sentence:
    """A suggestion as one line: way (with the usual body), reason, basis."""
    way = lists.ways[suggestion.way].title
    if suggestion.department:
        way = Sentence(f"{way.zh}（{suggestion.department}）", f"{way.en} ({suggestion.department})")
    basis = basis_line(suggestion.basis, suggestion.confirmed)
    return Sentence(
        f"{way.zh}：{suggestion.reason.zh.rstrip('。')}。依据：{basis.zh}",
        f"{way.en}: {suggestion.reason.en.rstrip('.')}. Basis: {basis.en}",
    )


def lines(triaged: Iterable[Triaged], lists: Lists, *, with_text: bool = False) -> list[dict[str, Any]]:
    """One mapping a matter: sheet, row, matters, matter, subject, ways, reasons, resembles (a row number).

    `with_text` adds `text`, the matter as written: for a file that stays with the clerk, never for a terminal.
    """
    triaged = list(triaged)
    found = []
    for one in triaged:
        for number, read in enumerate(one.matters, 1):
            line: dict[str, Any] = {
                "sheet": one.letter.sheet,
                "row": one.letter.row,
                "matters": len(one.matters),
                "matter": number,
                "subject": lists.subjects[read.subject.key].title if read.subject else None,
                "ways": [lists.ways[way].title for way in read.ways],
                "reasons": [reasoned(s, lists) for s in read.suggestions] or [UNDECIDED],
                "resembles": None if one.resembles is None else triaged[one.resembles].letter.row,
            }
            if with_text:
                line["text"] = _text(one, number, read)
            found.append(line)
    return found


def ways_line(line: Mapping[str, Any]) -> Sentence:
    """The ways of a line side by side, or that there is no suggestion."""
    return joined(line["ways"], " / ", " / ") if line["ways"] else Sentence("无建议", "no suggestion")


def summary(triaged: Iterable[Triaged], lists: Lists) -> dict[str, Any]:
    """How many letters, matters, letters with several matters, near duplicates, matters by suggested way and without."""
    triaged = list(triaged)
    reads = [read for one in triaged for read in one.matters]
    by_way = Counter(way for read in reads for way in read.ways)
    return {
        "letters": len(triaged),
        "matters": len(reads),
        "several": sum(len(one.matters) > 1 for one in triaged),
        "resembling": sum(one.resembles is not None for one in triaged),
        "by_way": {way: by_way[way] for way in lists.ways if by_way[way]},
        "undecided": sum(not read.suggestions for read in reads),
    }


def _text(one: Triaged, number: int, read: Read) -> str:
    return f"{one.letter.subject}\n{read.text}".strip() if number == 1 else read.text.strip()
