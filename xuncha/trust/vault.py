"""The only way into and out of a sealed column.

One suite and one key for now: the key file lies outside the database; every inspection's compartment key is derived from it.
A sealed value is bound to its table, column, row and compartment. Opening is reserved to an action, which journals the read.
"""

from __future__ import annotations

import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from xuncha.sealed.envelope import KEY_BYTES, Key, open_envelope
from xuncha.sealed.envelope import seal as seal_bytes

OFFICE = "office"


class Sealed(bytes):
    """An envelope on its way to or from a sealed column; shows nothing of itself."""

    def __repr__(self) -> str:
        return f"Sealed({len(self)} bytes)"

    __str__ = __repr__


class SealedField(models.BinaryField):
    """A column that takes nothing but what ``seal`` made."""

    def get_prep_value(self, value: Any) -> Any:
        if value is not None and not isinstance(value, Sealed):
            raise TypeError(f"{self.model.__name__}.{self.name} is written through trust.vault.seal()")
        return None if value is None else bytes(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def value_to_string(self, obj: Any) -> str:
        return "(sealed)"


def key_file() -> Path:
    return Path(settings.XUNCHA_KEYS) / "vault.key"


def create_key() -> bool:
    """Make the key file if there is none (mode 0600). True if it was made."""
    path = key_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "wb") as out:
        out.write(secrets.token_bytes(KEY_BYTES))
    return True


@lru_cache(maxsize=4)
def _root(path: str) -> Key:
    return Key.of(Path(path).read_bytes())


@lru_cache(maxsize=512)
def _key(path: str, compartment: str) -> Key:
    return _root(path).derive(compartment)


def key_of(compartment: str) -> Key:
    """The key of one compartment. Raises FileNotFoundError where no key file was made yet."""
    return _key(str(key_file()), compartment)


def compartment_of(row: models.Model) -> str:
    """A row's compartment: what its ``compartment()`` says, else its inspection, else the office."""
    if hasattr(row, "compartment"):
        return str(row.compartment())
    return str(getattr(row, "inspection_id", None) or OFFICE)


def place(row: models.Model, column: str) -> str:
    row._meta.get_field(column)
    return f"{row._meta.db_table}|{column}|{row.pk}|{compartment_of(row)}"


def seal(row: models.Model, column: str, plain: str | bytes) -> Sealed:
    """Seal a text (UTF-8) or bytes for ``row.column``; the row must already have its key and its inspection."""
    data = plain.encode() if isinstance(plain, str) else plain
    return Sealed(seal_bytes(key_of(compartment_of(row)), place(row, column), data))


def open_bytes(row: models.Model, column: str) -> bytes:
    """The plain bytes; for ``Act.open`` only, which journals the read. Raises CannotOpen."""
    return open_envelope(key_of(compartment_of(row)), place(row, column), getattr(row, column))


def token(purpose: str, value: Any, compartment: str = OFFICE) -> str:
    """A keyed token (64 hex digits) by which equal values meet inside one compartment."""
    return key_of(compartment).token(purpose, str(value))
