"""The mutants themselves: enough of them, each another code, and each takes the place of a living function."""

from __future__ import annotations

from types import CodeType

import pytest

from tests.prove.mutants.cutting import DECIDING, Mutant, living, mutants


def test_there_are_more_than_sixty_and_every_deciding_function_has_some() -> None:
    found = mutants()
    assert len(found) >= 60
    carrying = {"_worked", "_as", "Door._clone", "Door.delete", "Sight.of_body"}
    assert {(m, f) for m, fs in DECIDING.items() for f in fs if f not in carrying} <= {
        (o.module, o.function) for o in found
    }


def test_each_is_another_code_than_the_function_it_stands_for() -> None:
    assert [one.name for one in mutants() if _plain(one.code) == _plain(living(one).__code__)] == []


def _plain(code: CodeType) -> tuple[object, ...]:
    consts = tuple(_plain(one) if isinstance(one, CodeType) else (type(one), one) for one in code.co_consts)
    return code.co_code, consts, code.co_names


@pytest.mark.parametrize("one", mutants()[:5], ids=lambda one: one.name)
def test_a_mutant_takes_the_place_of_the_living_function(one: Mutant) -> None:
    function = living(one)
    before = function.__code__
    try:
        function.__code__ = one.code
        assert living(one).__code__ is one.code
    finally:
        function.__code__ = before
    assert living(one).__code__ is before
