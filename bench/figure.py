"""One measured figure."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """``ours`` and ``limit`` in ``unit``; a limit of 0 means that nothing was promised, or that it is a peer's figure."""

    what: str
    ours: float
    unit: str
    limit: float = 0.0


def cpu_seconds(work: Callable[[], object], times: int = 5) -> float:
    """The median processor time of some runs, over all threads of this process: it holds on a busy machine too."""
    took = []
    for _ in range(times):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return statistics.median(took)


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The median wall time of some runs."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return statistics.median(took)
