"""Waiting for the solver beside a progress page: it shows how far it is, and its button stops the process."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from xuncha.base.words import Sentence
from xuncha.desk.progress import Progress
from xuncha.planning import apart
from xuncha.planning.apart import Stopped, Working
from xuncha.trust.refusal import Refusal

CLOSER = 60
"""The share of the progress bar that closing the gap, or going through the parts, moves it on."""


def waited(progress: Progress, says: Sentence, work: Callable[..., Any], *given: Any, **options: Any) -> Any:
    """What `work(*given, **options)` answers in a process of its own. Raises Refusal when it was stopped or ran out of memory."""
    progress.at(30, says)
    working = Working(work, *given, **options)
    threading.Thread(target=_watch, args=(working, progress), daemon=True).start()
    for note in working:
        progress.at(*_told(note, says))
    try:
        return working.result()
    except Stopped as stopped:
        if progress.cancelled:
            raise Refusal("cancelled", Sentence("已停止，没有保存。", "Stopped; nothing was kept.")) from None
        if stopped.says:
            raise Refusal("memory", stopped.says) from None
        raise


def _told(note: apart.Progress, says: Sentence) -> tuple[int, Sentence]:
    if note.parts > 1:
        part = Sentence(
            f"{says.zh}：第{note.part + 1}项，共{note.parts}项", f"{says.en}: {note.part + 1} of {note.parts}"
        )
        return 30 + CLOSER * note.part // note.parts, part
    gap = Sentence(f"离最优还差不超过{note.gap:.1f}%", f"within {note.gap:.1f} % of the best")
    return 30 + CLOSER - min(CLOSER, int(note.gap)), gap


def _watch(working: Working, progress: Progress) -> None:
    while working.running:
        if progress.cancelled:
            working.cancel()
        time.sleep(0.2)
