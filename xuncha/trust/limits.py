"""The numbers that trust works with and an office may change: what a password must be, how long a session lasts.

They are records of the rule book, a later room. So trust asks for a value by its key, and the rule book answers once it is
loaded; before that, and where an office has ended a record without a successor, the shipped default holds: a log-in page that
refuses everybody because a limit is missing would lock out whoever could enter it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from xuncha.base.not_entered import NotEntered
from xuncha.trust import clock
from xuncha.trust.core.passwords import PasswordRule
from xuncha.trust.core.roles import TITLES, Role

SHIPPED = Path(__file__).parent.parent / "data" / "rules" / "trust.toml"
Reader = Callable[[str, date], Any]


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Any]:
    rules = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["rule"]
    return {one["key"]: one["value"] for one in rules if one.get("chosen", True)}


def shipped(key: str, on: date) -> Any:
    """The default of a key, whatever the day. Raises KeyError for a key that trust does not have."""
    return _shipped()[key]


_reader: Reader = shipped


def answered_by(reader: Reader) -> None:
    """The rule book says how values are read from now on; it raises NotEntered for a key it has nothing for."""
    global _reader
    _reader = reader


def ask(key: str) -> Any:
    """The value of a key today."""
    today = clock.today()
    try:
        return _reader(key, today)
    except NotEntered:
        return shipped(key, today)


@dataclass(frozen=True)
class LockRule:
    """After ``tries`` failures for one name in a row, that name waits."""

    tries: int
    wait: timedelta


@dataclass(frozen=True)
class SessionRule:
    """``idle``: without any request. ``whole``: at most. ``step``: between password and second factor.
    ``kept``: how long after its end a session still tells whose unsent form it was."""

    idle: timedelta
    whole: timedelta
    step: timedelta
    kept: timedelta


@dataclass(frozen=True)
class RotationRule:
    """A compartment's key is followed by a new one after ``days`` (0: never by itself), and once somebody who held it left."""

    days: int
    after_leaving: bool


def rotation_rule() -> RotationRule:
    """When a compartment's key is due."""
    return RotationRule(**ask("trust.key_rotation"))


def password_rule() -> PasswordRule:
    """What a password must be today."""
    return PasswordRule(**ask("trust.password"))


def local_words() -> list[str]:
    """Words of this place that make a password no stronger."""
    return list(ask("trust.words"))


def lock_rule() -> LockRule:
    """When a name has to wait, and how long."""
    value = ask("trust.lock")
    return LockRule(value["tries"], timedelta(minutes=value["minutes"]))


def session_rule() -> SessionRule:
    """How long a session lasts."""
    value = ask("trust.session")
    return SessionRule(
        timedelta(minutes=value["idle_minutes"]),
        timedelta(hours=value["hours"]),
        timedelta(minutes=value["step_minutes"]),
        timedelta(hours=value["kept_hours"]),
    )


def code_lasts() -> timedelta:
    """How long a one-time code holds."""
    return timedelta(hours=ask("trust.code")["hours"])


def clock_steps() -> int:
    """By how many steps of 30 seconds the clock of a person's device may differ."""
    return int(ask("trust.totp")["clock_steps"])


def second_factor_roles() -> frozenset[Role]:
    """The roles whose holders need a second factor; the rule names them as the pages do."""
    named = set(ask("trust.second_factor"))
    return frozenset(role for role, title in TITLES.items() if title.zh in named)
