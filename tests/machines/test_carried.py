"""Every table is either carried or stays, and somebody has said which and why."""

from __future__ import annotations

from django.apps import apps

from xuncha.machines import wire
from xuncha.machines.core.carried import CARRIED, STAYS, WORK
from xuncha.trust.access import Restricted
from xuncha.trust.vault import SealedField


def tables() -> set[str]:
    return {model._meta.model_name for model in apps.get_app_config("xuncha").get_models()}


def test_no_table_is_forgotten() -> None:
    assert tables() - set(CARRIED) - set(STAYS) == set()


def test_no_table_stands_in_both_lists_or_has_left_the_house() -> None:
    assert set(CARRIED) & set(STAYS) == set()
    assert (set(CARRIED) | set(STAYS)) - tables() == set()


def test_every_table_that_stays_has_its_reason() -> None:
    assert [kind for kind, why in STAYS.items() if len(why) < 10] == []


def test_what_comes_back_is_restricted_and_belongs_to_an_inspection() -> None:
    for one in WORK:
        model = wire.model_of(one.kind)
        assert issubclass(model, Restricted), one.kind
        assert one.path in {field.attname for field in model._meta.concrete_fields}, one.kind


def test_every_column_of_what_comes_back_travels() -> None:
    """A column that stayed behind would be written with its default on the other side."""
    for one in WORK:
        columns = {field.attname for field in wire.model_of(one.kind)._meta.concrete_fields}
        assert columns - {"id", "version"} == set(wire.columns(one.kind)), one.kind


def test_sealed_columns_travel_as_envelopes() -> None:
    for one in WORK:
        for name, field in wire.columns(one.kind).items():
            if isinstance(field, SealedField):
                assert wire._out(field, b"\x02envelope") == {"sealed": "AmVudmVsb3Bl"}, (one.kind, name)
