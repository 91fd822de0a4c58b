"""The only way into and out of a sealed column.

A sealed value is bound to its table, column, row and compartment (``trust/core/compartments.py``). Sealing needs no right: the
lock is public. Opening needs the key, which ``trust/keyring.py`` finds in the pocket of the running request, and is reserved to
an action, which journals the read.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from xuncha.sealed.envelope import Key, open_envelope
from xuncha.sealed.envelope import seal as seal_bytes
from xuncha.sealed.stream import Sealing, Stream, is_stream, unwrapped, wrapped
from xuncha.trust import key_folder, keyring
from xuncha.trust.chosen_suite import named
from xuncha.trust.core.compartments import of_inspection
from xuncha.trust.split_keys import Openers

OFFICE = "office"


class Sealed(bytes):
    """An envelope on its way to or from a sealed column; shows nothing of itself."""

    def __repr__(self) -> str:
        return f"Sealed({len(self)} bytes)"

    __str__ = __repr__


class SealedField(models.BinaryField):
    """A column that takes nothing but what ``seal`` made. ``kind`` names another kind of compartment than its row's."""

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "kind": self.kind} if self.kind else kwargs

    def get_prep_value(self, value: Any) -> Any:
        if value is not None and not isinstance(value, Sealed):
            raise TypeError(f"{self.model.__name__}.{self.name} is written through trust.vault.seal()")
        return None if value is None else bytes(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def value_to_string(self, obj: Any) -> str:
        return "(sealed)"


def create_key() -> bool:
    """Make the key folder and the house key if there is none. True if they were made."""
    return key_folder.create_house_key()


def key_of(purpose: str) -> Key:
    """The house's key for one purpose of its own (journal, log-in): no content is sealed under it."""
    return key_folder.house().derive(purpose)


def compartment_of(row: models.Model, column: str = "") -> str:
    """A row's compartment: what its ``compartment()`` says, else its team's; a column may name a kind of its own."""
    kind = getattr(row._meta.get_field(column), "kind", "") if column else ""
    if kind:
        return of_inspection(kind, getattr(row, "inspection_id", None))
    if hasattr(row, "compartment"):
        return str(row.compartment())
    return of_inspection("team", getattr(row, "inspection_id", None))


def place(row: models.Model, column: str) -> str:
    return f"{row._meta.db_table}|{column}|{row.pk}|{compartment_of(row, column)}"


def seal(row: models.Model, column: str, plain: str | bytes | Stream) -> Sealed:
    """Seal a text (UTF-8), bytes or a stream for ``row.column``; the row must already have its key and its inspection.

    Of a stream only the key is sealed anew: its pieces were sealed as they came.
    """
    lock, where = keyring.lock_of(compartment_of(row, column)), place(row, column)
    if isinstance(plain, Stream):
        return Sealed(wrapped(lock, where, plain))
    return Sealed(seal_bytes(lock, where, plain.encode() if isinstance(plain, str) else plain))


def sealing() -> Sealing:
    """What seals a file as it comes, before it is known where it belongs."""
    return Sealing(named())


def stream_of(content: bytes | Stream) -> Stream:
    """A file as a stream; what came sealed stays as it is."""
    return content if isinstance(content, Stream) else Stream.of(content, named())


def open_bytes(row: models.Model, column: str, openers: Openers | None = None) -> bytes:
    """The plain bytes; for ``Act.open`` only, which journals the read. ``openers``: of a split key, joined by its keepers.

    Raises Locked, NoKey or Destroyed (refusals) where the key is not to be had, CannotOpen where the envelope does not fit.
    """
    sealed, name = getattr(row, column), compartment_of(row, column)
    key = openers.of(sealed) if openers else keyring.opener_of(name, sealed)
    if is_stream(sealed):
        return unwrapped(key, place(row, column), sealed).whole()
    return open_envelope(key, place(row, column), sealed)


def open_stream(row: models.Model, column: str) -> Stream:
    """The file, to be read piece by piece; for ``Act.open_streams`` only. What was sealed in one piece comes as a stream too.

    Raises as ``open_bytes``; a piece that was changed is found when it is read.
    """
    sealed = getattr(row, column)
    if not is_stream(sealed):
        return stream_of(open_bytes(row, column))
    return unwrapped(keyring.opener_of(compartment_of(row, column), sealed), place(row, column), sealed)


def token(purpose: str, value: Any, compartment: str = OFFICE) -> str:
    """A keyed token (64 hex digits) by which equal values meet inside one compartment."""
    key = (
        key_folder.house().derive(OFFICE)
        if compartment == OFFICE
        else Key.of(keyring.lock_of(compartment).pepper)
    )
    return key.token(purpose, str(value))
