"""A whole file of letters, read and suggested on: one line a letter, ready for a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xuncha.letters.core.duplicates import near_duplicates
from xuncha.letters.core.intake import LetterRow
from xuncha.letters.core.lists import Lists
from xuncha.letters.core.suggest import Known, Read, read_letter


@dataclass(frozen=True, slots=True)
class Triaged:
    """One letter with its matters and the earlier letter it resembles (its place in the list), or None."""

    letter: LetterRow
    matters: tuple[Read, ...]
    resembles: int | None = None
    similarity: float = 0.0


def triage(
    letters: Sequence[LetterRow], lists: Lists, *, known: Known | None = None, channel: str = ""
) -> tuple[Triaged, ...]:
    """Every letter read by itself; of several earlier letters that resemble it, the most similar is named.

    `channel` stands in for rows whose channel is not known.
    """
    closest: dict[int, tuple[float, int]] = {}
    for link in near_duplicates(
        [x.subject + x.text for x in letters], lists.limits.grams, lists.limits.similarity
    ):
        closest[link.later] = max(closest.get(link.later, (0.0, 0)), (link.similarity, -link.earlier))
    return tuple(
        Triaged(
            letter,
            read_letter(letter.subject, letter.text, lists, channel=letter.channel or channel, known=known),
            resembles=-closest[at][1] if at in closest else None,
            similarity=closest[at][0] if at in closest else 0.0,
        )
        for at, letter in enumerate(letters)
    )
