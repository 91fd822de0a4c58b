"""A column of JSON travels whatever it holds: a bare number too."""

from __future__ import annotations

import pytest
from django.db import models

from xuncha.machines import wire
from xuncha.rulebook.models import RuleRecord


@pytest.mark.parametrize("value", [7, "text", True, [1, 2], {"number": 6}, 0.5])
def test_what_goes_out_comes_in(value: object) -> None:
    field = RuleRecord._meta.get_field("value")
    assert isinstance(field, models.JSONField)
    assert wire.column_value("rulerecord", "value", wire._out(field, value)) == value
