"""A row as it travels, and back: plain JSON by column, envelopes as they are."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from xuncha.machines.core.carried import CARRIED
from xuncha.machines.core.record import NotARecord
from xuncha.trust.access import whole
from xuncha.trust.vault import Sealed, SealedField

LINKS = "links of rows that travel"
_AT_HOME = {"id", "version"}
Row = Any


def model_of(kind: str) -> type[models.Model]:
    return apps.get_model("xuncha", kind)


@lru_cache(maxsize=64)
def columns(kind: str) -> dict[str, models.Field]:
    """The columns of a table that travel, by name; a link is its key."""
    home = _AT_HOME | set(CARRIED[kind].without)
    return {
        one.attname: one
        for one in model_of(kind)._meta.concrete_fields
        if one.name not in home and one.attname not in home
    }


@lru_cache(maxsize=64)
def many(kind: str) -> tuple[str, ...]:
    """The many-to-many columns, which travel as sorted lists of keys. Those with a table of their own travel as its rows."""
    return tuple(
        one.name for one in model_of(kind)._meta.many_to_many if one.remote_field.through._meta.auto_created
    )


@lru_cache(maxsize=64)
def links(kind: str) -> dict[str, str]:
    """Column → kind of the row it links to, many-to-many columns included."""
    found = {
        name: field.remote_field.model._meta.model_name
        for name, field in columns(kind).items()
        if field.is_relation
    }
    meta = model_of(kind)._meta
    return found | {name: meta.get_field(name).remote_field.model._meta.model_name for name in many(kind)}


def names(kind: str) -> frozenset[str]:
    return frozenset(columns(kind)) | frozenset(many(kind))


def values(kind: str, rows: list[Row]) -> dict[UUID, dict[str, Any]]:
    """Key of the row → column → value as it travels."""
    found = {
        row.pk: {name: _out(field, getattr(row, name)) for name, field in columns(kind).items()}
        for row in rows
    }
    for name in many(kind):
        for lists in found.values():
            lists[name] = []
        for near, far in _pairs(kind, name, list(found)):
            found[near][name].append(str(far))
    for name in many(kind):
        for lists in found.values():
            lists[name].sort()
    return found


def _pairs(kind: str, name: str, keys: list[UUID]) -> list[tuple[UUID, UUID]]:
    field = model_of(kind)._meta.get_field(name)
    near, far = field.m2m_column_name(), field.m2m_reverse_name()
    through = whole(field.remote_field.through, LINKS)
    return list(through.filter(**{f"{near}__in": keys}).values_list(near, far))


def _out(field: models.Field, value: Any) -> Any:
    if value is not None and isinstance(field, models.JSONField):
        return {"json": value}
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, bytes | memoryview):
        return {"sealed": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{field} holds what cannot travel")


def column_value(kind: str, name: str, value: Any) -> Any:
    """What a column takes, from what travelled. Raises NotARecord for a value that does not fit it."""
    field = columns(kind)[name]
    if value is None:
        if not field.null:
            raise NotARecord("an empty column that must not be empty")
        return None
    try:
        plain = _in(field, value)
        field.run_validators(plain)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError, OverflowError, binascii.Error):
        raise NotARecord("a value that does not fit its column") from None
    if field.choices and plain not in {key for key, _ in field.flatchoices}:
        raise NotARecord("a value that is not among the choices of its column")
    return plain


def _in(field: models.Field, value: Any) -> Any:
    if isinstance(field, models.BinaryField):
        data = base64.b64decode(value["sealed"], validate=True)
        return Sealed(data) if isinstance(field, SealedField) else data
    if isinstance(field, models.JSONField):
        return value["json"]
    if isinstance(value, dict | list | float):
        raise ValueError
    if isinstance(field, models.BooleanField) != isinstance(value, bool):
        raise ValueError
    if isinstance(field, models.IntegerField) and not isinstance(value, int):
        raise ValueError
    if field.is_relation:
        return field.target_field.to_python(value)
    plain = field.to_python(value)
    if isinstance(field, models.DateTimeField) and plain.tzinfo is None:
        raise ValueError
    return plain


def many_value(value: Any) -> list[UUID]:
    """The keys of a many-to-many column. Raises NotARecord."""
    if not isinstance(value, list):
        raise NotARecord("a list that is none")
    try:
        return [UUID(one) for one in value]
    except (ValueError, TypeError, AttributeError):
        raise NotARecord("a key that is none") from None


def link(row: Any, lists: Mapping[str, list[UUID]]) -> None:
    """Write the many-to-many columns of a row."""
    for name, keys in lists.items():
        column = row._meta.get_field(name)
        near, far = column.m2m_column_name(), column.m2m_reverse_name()
        through = column.remote_field.through
        whole(through, LINKS).filter(**{near: row.pk}).delete()
        whole(through, LINKS).bulk_create([through(**{near: row.pk, far: key}) for key in keys])
