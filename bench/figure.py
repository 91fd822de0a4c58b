"""One measured figure."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
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


@dataclass(frozen=True)
class Spent:
    """What a process took from its start to its end: processor time of all its threads, user and system, and the clock."""

    cpu: float
    wall: float


def processes(commands: Sequence[Sequence[str]], times: int = 5) -> list[Spent]:
    """The median of what each command took as a process of its own. They take turns, so that a busy time meets all of them.

    Raises RuntimeError where a command fails.
    """
    took: list[list[Spent]] = [[] for _ in commands]
    for _ in range(times):
        for command, its in zip(commands, took, strict=True):
            its.append(_run(command))
    return [
        Spent(statistics.median(one.cpu for one in its), statistics.median(one.wall for one in its))
        for its in took
    ]


def _run(command: Sequence[str]) -> Spent:
    start = time.perf_counter()
    _, status, used = os.wait4(os.posix_spawn(command[0], list(command), os.environ), 0)
    if status:
        raise RuntimeError(f"{command} ended with {os.waitstatus_to_exitcode(status)}")
    return Spent(used.ru_utime + used.ru_stime, time.perf_counter() - start)
