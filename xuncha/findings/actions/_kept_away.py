"""回避: what was drawn out of a letter is kept from whom that letter is kept from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q

from xuncha.findings.models import Evidence, Observation
from xuncha.letters.actions.recusal import withheld_from
from xuncha.letters.models import Letter
from xuncha.trust.access import whole
from xuncha.trust.act import Act

WHY = "recusal is asked of every reader, from whatever a letter led to"


def kept_away(act: Act, rows: Sequence[Any]) -> frozenset[UUID]:
    """Of these rows the observations, and their evidence, that came out of a letter which is kept from the acting account."""
    came_from = _origins(rows) if act.by.person_id is not None else {}
    if not came_from:
        return frozenset()
    origins = set(came_from.values())
    letters = whole(Letter, WHY).filter(Q(pk__in=origins) | Q(matters__in=origins)).distinct()
    withheld = withheld_from(act)
    barred = {one.pk for one in letters if withheld(one)}
    matters = whole(Letter, WHY).filter(pk__in=barred, matters__in=origins).values_list("matters", flat=True)
    closed = barred | set(matters)
    return frozenset(key for key, origin in came_from.items() if origin in closed)


def _origins(rows: Sequence[Any]) -> dict[UUID, UUID]:
    """Row → the letter, or the matter of a letter, that it came out of."""
    own = {one.pk: one.pk for one in rows if isinstance(one, Observation)}
    own |= {
        one.pk: one.observation_id
        for one in rows
        if isinstance(one, Evidence) and one.observation_id is not None
    }
    of_letters = whole(Observation, WHY).filter(pk__in=set(own.values()), source="letter")
    origin = dict(of_letters.exclude(source_id=None).values_list("pk", "source_id"))
    return {key: origin[observation] for key, observation in own.items() if observation in origin}
