"""Waiting for teams to be formed, compared or planned again: the gap closes, or one part after another is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xuncha.base.words import Sentence
from xuncha.desk.progress import Progress
from xuncha.desk.solving import awaited
from xuncha.planning import apart
from xuncha.planning.apart import Working

BEGUN, CLOSER = 30, 60
"""The share of the progress bar when solving begins, and how far closing the gap or going through the parts moves it on."""


def waited(progress: Progress, says: Sentence, work: Callable[..., Any], *given: Any, **options: Any) -> Any:
    """What `work(*given, **options)` answers in a process of its own. Raises Refusal when it was stopped or ran out of memory."""
    progress.at(BEGUN, says)
    return awaited(progress, Working(work, *given, **options), lambda note: _told(note, says))


def _told(note: apart.Progress, says: Sentence) -> tuple[int, Sentence]:
    if note.parts > 1:
        part = Sentence(
            f"{says.zh}：第{note.part + 1}项，共{note.parts}项", f"{says.en}: {note.part + 1} of {note.parts}"
        )
        return BEGUN + CLOSER * note.part // note.parts, part
    gap = Sentence(f"离最优还差不超过{note.gap:.1f}%", f"within {note.gap:.1f} % of the best")
    return BEGUN + CLOSER - min(CLOSER, int(note.gap)), gap
