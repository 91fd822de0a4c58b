"""The rule book: one row a dated record; amended by a new record, never overwritten."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from xuncha.base.words import Sentence
from xuncha.rulebook.core import rule as core
from xuncha.trust import limits
from xuncha.trust.models import Row

SHIPPED = Path(__file__).parent.parent / "data" / "rules"


class RuleRecord(Row):
    """See ``core.rule.Rule`` for the meaning of each column."""

    key = models.CharField(max_length=80, db_index=True)
    name = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=160)
    value = models.JSONField()
    basis = models.CharField(max_length=200)
    article = models.CharField(max_length=60, blank=True)
    area = models.CharField(max_length=12, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    confirmed = models.BooleanField(default=False)
    chosen = models.BooleanField(default=True)
    note = models.CharField(max_length=300, blank=True)
    shipped = models.BooleanField(default=False)

    def rule(self) -> core.Rule:
        return core.Rule(
            key=self.key, title=Sentence(self.title, self.title_en), value=self.value, basis=self.basis,
            article=self.article, area=self.area, starts=self.starts, ends=self.ends, confirmed=self.confirmed,
            chosen=self.chosen, note=self.note, name=self.name,
        )  # fmt: skip


@lru_cache(maxsize=1)
def shipped_rules() -> tuple[core.Rule, ...]:
    """The defaults in ``data/rules``, read once."""
    return tuple(core.read_rules(SHIPPED))


def rules_of(key: str) -> list[core.Rule]:
    """The records of a key as they were entered: the office's own, or the shipped defaults where it entered none."""
    own = [row.rule() for row in RuleRecord.objects.filter(key=key).order_by("id")]
    return own or [one for one in shipped_rules() if one.key == key]


def look(key: str, on: date) -> core.Rule:
    """The record of ``key`` in force on a day in this office's area. Raises NoRule."""
    return core.pick(rules_of(key), key, on, settings.XUNCHA_AREA)


def value(key: str, on: date) -> Any:
    """Its value alone."""
    return look(key, on).value


limits.answered_by(value)
