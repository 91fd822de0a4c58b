"""Work of the solver in a process of its own, so that a page can show how far it is and stop it.

MathOpt cannot interrupt HiGHS from within; a process can be ended, and its memory limited. `python -m xuncha.planning`
is that process: it reads one pickled job from standard input and writes pickled notes to standard output.
"""

import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from xuncha.base.words import Sentence
from xuncha.planning.rule import Problem, Rule
from xuncha.planning.solve import solve

MEMORY = 4 * 2**30
"""Bytes of address space that a solve may take; a county's round takes a tenth."""

TOO_LITTLE = Sentence(
    "计算超出内存上限，已停止。请减少一次提出的组数或人数，或者分批计算。",
    "The solve passed its limit of memory and was stopped. Ask for fewer teams or people at once.",
)


@dataclass(frozen=True)
class Progress:
    """How far the work is: the gap still to be closed, in per cent, and which part is under way where there are several."""

    gap: float = 100.0
    part: int = 0
    parts: int = 1


class Stopped(Exception):
    """The process ended without a result: it was cancelled or it broke; `details` is what it left on its
    error output, `says` a sentence for the user where there is one.
    """

    def __init__(self, details: str = "", says: Sentence | None = None) -> None:
        super().__init__(details or "stopped")
        self.details, self.says = details, says


class Working:
    """A call that has been started. Iterate for progress, call `result()` to wait, `cancel()` to stop it."""

    def __init__(self, work: Callable[..., Any], *given: Any, memory: int = MEMORY, **options: Any) -> None:
        """Starts `work(*given, **options)` at once. All of it must be picklable; `work` is a function of a module.

        A `work` that takes `tell` or `turn` is given what reports its progress.
        """
        self._result: Any = None
        self._answered = False
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as the process)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "xuncha.planning"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        assert self._process.stdin
        try:
            with self._process.stdin as way:
                pickle.dump(memory, way)
                pickle.dump((work, given, options), way)
        except BrokenPipeError:
            pass  # it ended before it had read the job; `result` says why

    def __iter__(self) -> Iterator[Progress]:
        """Each new gap as it becomes known, until the process has answered or ended."""
        assert self._process.stdout
        while not self._answered:
            try:
                note = pickle.load(self._process.stdout)
            except (EOFError, pickle.UnpicklingError):
                return
            if isinstance(note, Progress):
                yield note
            else:
                self._result, self._answered = note, True

    def result(self) -> Any:
        """Waits for the answer; to be called once. Raises `Stopped` when there is none."""
        for _ in self:
            pass
        self._process.wait()
        assert self._process.stdout
        self._process.stdout.close()
        with self._errors:
            if not self._answered:
                self._errors.seek(0)
                details = self._errors.read().decode("utf-8", "replace")
                scarce = "MemoryError" in details or "bad_alloc" in details
                raise Stopped(details, TOO_LITTLE if scarce else None)
        return self._result

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def cancel(self) -> None:
        """Ends the process; a result that has already come stays."""
        self._process.kill()
        self._process.wait()


class Solving(Working):
    """`solve` in a process of its own."""

    def __init__(self, problem: Problem, rules: Sequence[Rule], **options: Any) -> None:
        """`options` are those of `solve` except `tell`, and `memory`."""
        super().__init__(solve, problem, tuple(rules), **options)
