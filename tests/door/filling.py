"""A row of every restricted table at the inspection, so that no test of the door passes because there is nothing behind it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import count
from typing import Any

from django.db import IntegrityError, models, transaction

from tests.cast import TODAY, Cast
from tests.privacy.crawl import models as tables
from tests.privacy.crawl import rows
from xuncha.rounds.models import Inspection
from xuncha.teams.models import Team
from xuncha.trust import clock, vault
from xuncha.trust.access import Restricted
from xuncha.trust.models import Account
from xuncha.trust.vault import SealedField

NUMBERS = count(9001)
"""Serial numbers that no row of the story has."""


def restricted() -> list[type[Restricted]]:
    """Every table behind the door."""
    return [one for one in tables() if issubclass(one, Restricted)]


def fill(cast: Cast) -> set[str]:
    """Add a row to every restricted table that has none; their keys. Their codes mean nothing: pages about them may fail."""
    empty = [model for model in restricted() if not rows(model)]
    for model in empty:
        if not rows(model):
            _row(cast, model)
    for team in rows(Team):
        team.inspections.add(cast.inspection)
    return {str(row.pk) for model in empty for row in rows(model)}


def fill_at(cast: Cast, inspection: Inspection) -> dict[str, str]:
    """A row of every table that belongs to an inspection, at another one: table name → key. One of a kind is left as it is."""
    there, made = replace(cast, inspection=inspection), {}
    for model in restricted():
        if "inspection_id" in {one.attname for one in model._meta.concrete_fields}:
            with suppress(IntegrityError), transaction.atomic():
                made[model.__name__] = str(_row(there, model).pk)
    return made


def _row(cast: Cast, model: type[models.Model]) -> models.Model:
    row = model()
    sealed = []
    for field in model._meta.concrete_fields:
        if isinstance(field, SealedField):
            sealed += [] if field.null else [field.name]
        elif not field.primary_key and field.name != "version":
            value = _value(cast, field)
            if value is not None:
                setattr(row, field.attname, value)
    for name in sealed:
        setattr(row, name, vault.seal(row, name, '{"reporter": "", "contact": ""}'))
    row.save(force_insert=True)
    return row


def _value(cast: Cast, field: Any) -> Any:
    """What fits the column: of this inspection and this body; nothing where nothing is needed."""
    places = {"inspection": cast.inspection.pk, "organisation": cast.unit.pk, "round": cast.round.pk}
    for name, key in places.items():
        if field.name in (name, f"{name}_id"):
            return key
    if field.null or field.has_default():
        return None
    if isinstance(field, models.ForeignKey | models.OneToOneField):
        return _related(cast, field.related_model).pk
    kinds = {
        models.DateTimeField: clock.now(), models.DateField: TODAY, models.UUIDField: cast.inspection.pk,
        models.BooleanField: False, models.JSONField: {}, models.IntegerField: next(NUMBERS),
    }  # fmt: skip
    for kind, value in kinds.items():
        if isinstance(field, kind):
            return value
    if isinstance(field, models.CharField | models.TextField):
        if field.name == "form":
            return "approval_request"
        return None if field.blank else (field.choices[0][0] if field.choices else "x")
    raise AssertionError(f"no value for {field}")


def _related(cast: Cast, model: type[models.Model]) -> models.Model:
    if model is Account:
        return cast.leader
    found = rows(model)
    return found[0] if found else _row(cast, model)
