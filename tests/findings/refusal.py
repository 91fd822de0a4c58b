"""A refusal is journalled under its code and changes nothing: one assertion for all tests of these rooms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from xuncha.trust.access import Restricted, whole
from xuncha.trust.models import Entry
from xuncha.trust.refusal import Refusal

WHY = "a test compares all rows before and after"


@contextmanager
def refused(code: str, *models: type[Restricted]) -> Iterator[Callable[[], Refusal]]:
    """Expects a refusal with ``code``, the same rows of ``models`` afterwards, and its entry at the end of the journal."""
    before = [_rows(model) for model in models]
    with pytest.raises(Refusal) as no:
        yield lambda: no.value
    assert no.value.code == code
    assert [_rows(model) for model in models] == before
    assert whole(Entry, WHY).order_by("seq").last().refused == code


def _rows(model: type[Restricted]) -> list[tuple[object, ...]]:
    return [tuple(row) for row in whole(model, WHY).order_by("pk").values_list()]
