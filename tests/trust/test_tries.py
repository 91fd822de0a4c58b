"""The count of failed log-ins lies in the database and cannot be outrun."""

from __future__ import annotations

from datetime import timedelta

import pytest

from xuncha.trust import clock, limits, tries
from xuncha.trust.models import Tries

pytestmark = pytest.mark.django_db
RULE = limits.shipped("trust.lock", None)


def claimed(login: str, times: int) -> int:
    """How many of so many tries were let through."""
    through = 0
    for _ in range(times):
        try:
            tries.claim(login)
            through += 1
        except tries.Waits:
            pass
    return through


def test_no_more_tries_than_the_rule_allows() -> None:
    assert claimed("zhao", 50) == RULE["tries"]


def test_a_try_counts_before_it_is_known_how_it_ends() -> None:
    tries.claim("zhao")
    assert Tries.objects.get().count == 1


def test_a_try_that_was_no_failure_is_taken_back_and_the_others_stay() -> None:
    claimed("zhao", 3)
    tries.passed(tries.claim("zhao"))
    assert Tries.objects.get().count == 3


def test_coming_in_forgets_and_tells_how_many_there_were() -> None:
    claimed("zhao", 2)
    assert (tries.forget("zhao"), Tries.objects.count(), tries.forget("zhao")) == (2, 0, 0)


def test_failures_before_a_wait_are_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    claimed("zhao", RULE["tries"])
    later = clock.now() + timedelta(minutes=RULE["minutes"])
    monkeypatch.setattr(clock, "now", lambda: later)
    claimed("zhao", 2)
    assert tries.forget("zhao") == RULE["tries"] + 2


def test_old_counts_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    claimed("zhao", 2)
    later = clock.now() + tries.FORGOTTEN + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    claimed("qian", 1)
    assert Tries.objects.count() == 1


def test_the_office_sets_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "lock_rule", lambda: limits.LockRule(2, timedelta(minutes=1)))
    assert claimed("zhao", 5) == 2
