"""A row that comes in and cannot stand beside one that is here: it gets another number, or it is a twin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Max

from xuncha.trust.access import whole

WHY = "a number must be free among all rows, seen or not"
NUMBERS = ("serial", "number")


@dataclass(frozen=True)
class Taken:
    """``instead``: column → the next free number. ``twin``: the row that was made here for the same thing."""

    instead: Mapping[str, int] = field(default_factory=dict)
    twin: UUID | None = None


def clash(model: type[models.Model], key: UUID, values: Mapping[str, Any]) -> Taken | None:
    """What stands in the way of a new row with these columns, or None."""
    instead: dict[str, int] = {}
    for columns in _unique(model):
        if any(values.get(name) in (None, "") for name in columns):
            continue
        beside = whole(model, WHY).filter(**{name: values[name] for name in columns}).exclude(pk=key).first()
        if beside is None:
            continue
        numbers = [name for name in columns if name in NUMBERS and isinstance(values[name], int)]
        if not numbers:
            return Taken(twin=beside.pk)
        rest = {name: values[name] for name in columns if name != numbers[0]}
        top = whole(model, WHY).filter(**rest).aggregate(top=Max(numbers[0]))["top"]
        instead[numbers[0]] = top + 1
    return Taken(instead) if instead else None


def _unique(model: type[models.Model]) -> Iterator[tuple[str, ...]]:
    """The sets of columns in which no two rows may be equal."""
    for column in model._meta.concrete_fields:
        if column.unique and not column.primary_key:
            yield (column.attname,)
    for one in model._meta.constraints:
        if isinstance(one, models.UniqueConstraint) and one.fields:
            yield tuple(model._meta.get_field(name).attname for name in one.fields)
