"""待办: what waits for an account today. Computed by each room from its rows, never stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.trust.core.roles import Role


@dataclass(frozen=True)
class Todo:
    """One thing to do: what, where, by when. ``late`` is computed by the room that knows the clock."""

    says: Sentence
    href: str
    due: date | None = None
    late: bool = False


Provider = Callable[[Any, date], Iterable[Todo]]
PROVIDERS: list[tuple[frozenset[Role], Provider]] = []


def todos(roles: Iterable[Role]) -> Callable[[Provider], Provider]:
    """Declare ``provider(account, today) -> todos`` for accounts that hold one of ``roles`` anywhere."""

    def declare(provider: Provider) -> Provider:
        PROVIDERS.append((frozenset(roles), provider))
        return provider

    return declare


def all_todos(account: Any, today: date) -> list[Todo]:
    """Everything that waits for an account: late first, then by day, undated last."""
    found = [
        one
        for roles, provider in PROVIDERS
        if account.sight.anywhere(roles)
        for one in provider(account, today)
    ]
    return sorted(found, key=lambda one: (not one.late, one.due or date.max, str(one.says)))
