"""Waiting for a solve beside its page: what it says of its way, what the button does, what too little memory is told as."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from xuncha.base.ids import new_id
from xuncha.base.words import Sentence, same
from xuncha.desk import solving
from xuncha.desk.progress import Progress
from xuncha.desk.solving import awaited
from xuncha.planning import apart
from xuncha.planning.apart import TOO_LITTLE, Stopped
from xuncha.trust.refusal import Refusal


class Solve:
    """A solve in name only: it gives its notes, then its answer; or it runs until it is stopped."""

    def __init__(self, *notes: apart.Progress, answer: Any = None, endless: bool = False) -> None:
        self._notes, self._answer, self.running = notes, answer, endless

    def __iter__(self) -> Iterator[apart.Progress]:
        yield from self._notes
        while self.running:
            pass

    def cancel(self) -> None:
        self.running = False
        self._answer = Stopped()

    def result(self) -> Any:
        if isinstance(self._answer, Stopped):
            raise self._answer
        return self._answer


def told(note: apart.Progress) -> tuple[int, Sentence]:
    return 100 - int(note.gap), same(f"还差{note.gap:.0f}")


@pytest.fixture
def progress() -> Progress:
    return Progress(new_id(), same("计算"))


def test_what_the_solve_says_reaches_the_page_and_its_answer_comes_back(progress: Progress) -> None:
    found = awaited(progress, Solve(apart.Progress(40), apart.Progress(25), answer="方案"), told)
    assert (found, progress.share, progress.says.zh) == ("方案", 75, "还差25")


def test_the_button_ends_the_process_and_nothing_is_answered(progress: Progress, monkeypatch) -> None:
    monkeypatch.setattr(solving, "EVERY", 0.001)
    progress.cancelled = True
    endless = Solve(answer="方案", endless=True)
    with pytest.raises(Refusal, match="已停止"):
        awaited(progress, endless, told)
    assert not endless.running


def test_too_little_memory_is_a_sentence(progress: Progress) -> None:
    with pytest.raises(Refusal, match="内存上限"):
        awaited(progress, Solve(answer=Stopped("MemoryError", TOO_LITTLE)), told)


def test_a_solve_that_broke_is_a_fault_of_the_program(progress: Progress) -> None:
    with pytest.raises(Stopped, match="AttributeError"):
        awaited(progress, Solve(answer=Stopped("AttributeError")), told)
