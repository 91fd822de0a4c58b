"""A solve in a process of its own, so that a page can show how far it is and stop it.

MathOpt cannot interrupt HiGHS from within; a process can be ended. `python -m xuncha.planning` is that
process: it reads one pickled job from standard input and writes pickled notes to standard output.
"""

import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from xuncha.planning.rule import Problem, Rule
from xuncha.planning.solve import Result


@dataclass(frozen=True)
class Progress:
    """The gap that the solver still has to close, in per cent."""

    gap: float


class Stopped(Exception):
    """The process ended without a result: it was cancelled or it broke; `details` is what it left on its
    error output.
    """

    def __init__(self, details: str = "") -> None:
        super().__init__(details or "stopped")
        self.details = details


class Solving:
    """A solve that has been started. Iterate for progress, call `result()` to wait, `cancel()` to stop it."""

    def __init__(self, problem: Problem, rules: Sequence[Rule], **options: Any) -> None:
        """Starts at once; `options` are those of `solve` except `tell`. All of it must be picklable."""
        self._result: Result | None = None
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as the process)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "xuncha.planning"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        assert self._process.stdin
        with self._process.stdin as way:
            pickle.dump((problem, tuple(rules), options), way)

    def __iter__(self) -> Iterator[Progress]:
        """Each new gap as it becomes known, until the process has answered or ended."""
        assert self._process.stdout
        while self._result is None:
            try:
                note = pickle.load(self._process.stdout)
            except (EOFError, pickle.UnpicklingError):
                return
            if isinstance(note, Progress):
                yield note
            else:
                self._result = note

    def result(self) -> Result:
        """Waits for the answer; to be called once. Raises `Stopped` when there is none."""
        for _ in self:
            pass
        self._process.wait()
        assert self._process.stdout
        self._process.stdout.close()
        with self._errors:
            if self._result is None:
                self._errors.seek(0)
                raise Stopped(self._errors.read().decode("utf-8", "replace"))
        return self._result

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def cancel(self) -> None:
        """Ends the process; a result that has already come stays."""
        self._process.kill()
        self._process.wait()
