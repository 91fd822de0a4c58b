"""What every table's rows have."""

from __future__ import annotations

from django.db import models

from xuncha.base.ids import new_id
from xuncha.trust.access import Restricted


class Row(models.Model):
    """Every table's row: a UUIDv7 key made here, and a version that grows with each change."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class RestrictedRow(Row, Restricted):
    """A row behind the door."""

    class Meta(Restricted.Meta):
        abstract = True
