"""Waiting for the solver beside a progress page: the page shows how far it is, its button stops the process."""

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

STOPPED = Sentence("已停止，什么都没有改动。", "Stopped; nothing was changed.")
EVERY = 0.2
"""Seconds between two looks at the button."""

Told = Callable[[apart.Progress], tuple[int, Sentence]]


def awaited(progress: Progress, working: Working, told: Told) -> Any:
    """What the work answers; `told` makes a share of 100 and a sentence of each note of it.

    Raises Refusal when somebody stopped it or it ran out of memory.
    """
    threading.Thread(target=_watch, args=(working, progress), daemon=True).start()
    for note in working:
        progress.at(*told(note))
    try:
        return working.result()
    except Stopped as stopped:
        if progress.cancelled:
            raise Refusal("cancelled", STOPPED) from None
        if stopped.says:
            raise Refusal("memory", stopped.says) from None
        raise


def _watch(working: Working, progress: Progress) -> None:
    while working.running:
        if progress.cancelled:
            working.cancel()
        time.sleep(EVERY)
