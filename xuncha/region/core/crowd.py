"""The same work on many things, in a few child processes: bounded memory, progress, cancelling.

A child takes a share of several things, because starting one costs as much as a small county. Where a child breaks,
each thing of its share is tried again alone, so that one that is too large spoils none of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from xuncha.base.words import Sentence
from xuncha.planning.apart import MEMORY, Stopped, Working

BROKE = Sentence("计算中断，没有得出结论。", "The solve broke off without a result.")


@dataclass(frozen=True)
class Unsettled:
    """What stands in place of a result that a child could not bring."""

    says: Sentence


def each(work: Callable[[Any], Any], things: Sequence[Any], turn: Callable[[int, int], None]) -> list[Any]:
    """In the child: `work` on one thing after the other."""
    done = []
    for place, thing in enumerate(things):
        turn(place, len(things))
        done.append(work(thing))
    return done


@dataclass
class Crowd:
    """At most `workers` children at once, each taking `share` things and `memory` bytes of address space at most."""

    work: Callable[[Any], Any]
    workers: int = 2
    share: int = 6
    memory: int = MEMORY
    _running: set[Working] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)
    _cancelled: bool = False

    def results(
        self, things: Sequence[Any], tell: Callable[[int, int], None] = lambda done, of: None
    ) -> list[Any]:
        """Of each thing in order its result or `Unsettled`. `tell(done, of)` is called as shares are finished.

        `work` is a function of a module, and it and the things can be pickled. Raises Stopped after `cancel`.
        """
        shares = [things[at : at + self.share] for at in range(0, len(things), self.share)]
        done = 0

        def run(some: Sequence[Any]) -> list[Any]:
            nonlocal done
            found = self._run(some)
            with self._lock:
                done += len(some)
                tell(done, len(things))
            return found

        with ThreadPoolExecutor(self.workers) as threads:
            found = [one for results in threads.map(run, shares) for one in results]
        if self._cancelled:
            raise Stopped
        return found

    def cancel(self) -> None:
        """Ends all children; nothing more is begun."""
        with self._lock:
            self._cancelled = True
            for one in self._running:
                one.cancel()

    def _run(self, some: Sequence[Any]) -> list[Any]:
        try:
            found: list[Any] = self._child(some)
        except Stopped as stopped:
            if len(some) == 1 or self._cancelled:
                return [Unsettled(stopped.says or BROKE)] * len(some)
            return [result for one in some for result in self._run([one])]
        return found

    def _child(self, some: Sequence[Any]) -> Any:
        with self._lock:
            if self._cancelled:
                raise Stopped
            child = Working(each, self.work, tuple(some), memory=self.memory)
            self._running.add(child)
        try:
            return child.result()
        finally:
            with self._lock:
                self._running.discard(child)
