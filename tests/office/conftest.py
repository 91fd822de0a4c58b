"""What tests of the log-in ask for."""

from __future__ import annotations

import pytest

from tests.office.entering import Hands
from xuncha.trust import limits


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    """A clock that the test moves."""
    return Hands(monkeypatch)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No role needs a second factor."""
    monkeypatch.setattr(limits, "second_factor_roles", frozenset)
