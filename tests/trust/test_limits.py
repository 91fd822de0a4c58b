"""Trust's numbers come from the rule book, and from the shipped file where the rule book has nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.cast import Cast
from xuncha.rulebook.models import RuleRecord, look, shipped_rules
from xuncha.trust import limits
from xuncha.trust.core.roles import Role


def office_says(key: str, value: object, **more: object) -> None:
    RuleRecord.objects.create(key=key, title="t", title_en="t", value=value, basis="本办规定", **more)


@pytest.mark.django_db
def test_the_shipped_numbers() -> None:
    assert limits.password_rule() == limits.PasswordRule(12, 128, 1, 8, 0, 0)
    assert limits.lock_rule() == limits.LockRule(5, timedelta(minutes=10))
    assert limits.session_rule().idle == timedelta(minutes=15)
    assert limits.session_rule().whole == timedelta(hours=8)
    assert limits.code_lasts() == timedelta(hours=24)
    assert limits.second_factor_roles() == frozenset(Role)


@pytest.mark.django_db
def test_what_the_office_entered_goes_first() -> None:
    office_says("trust.code", {"hours": 2})
    assert limits.code_lasts() == timedelta(hours=2)


@pytest.mark.django_db
def test_a_record_that_ended_leaves_the_shipped_number_and_locks_nobody_out() -> None:
    office_says("trust.code", {"hours": 2}, ends=date(2026, 1, 1))
    assert limits.code_lasts() == timedelta(hours=24)


@pytest.mark.django_db
def test_a_role_that_the_rule_does_not_name_needs_no_second_factor() -> None:
    office_says("trust.second_factor", ["系统管理员", "没有这个角色"])
    assert limits.second_factor_roles() == {Role.SYSTEM}


def test_both_schools_stand_in_the_file_with_their_basis() -> None:
    both = {one.name: one for one in shipped_rules() if one.key == "trust.password"}
    assert set(both) == {"ASVS 5.0", "等保三级"}
    assert (both["ASVS 5.0"].chosen, both["ASVS 5.0"].value["days"], both["ASVS 5.0"].value["classes"]) == (
        True,
        0,
        1,
    )
    assert (both["等保三级"].chosen, both["等保三级"].value["days"], both["等保三级"].value["classes"]) == (
        False,
        90,
        3,
    )
    assert not both["等保三级"].confirmed


@pytest.mark.django_db
def test_every_key_of_the_file_is_found_in_the_rule_book() -> None:
    keys = {one.key for one in shipped_rules() if one.key.startswith("trust.")}
    assert {key: look(key, date(2026, 11, 20)).value for key in keys} == {
        key: limits.shipped(key, date(2026, 11, 20)) for key in keys
    }


def test_the_cast_needs_second_factors(cast: Cast) -> None:
    from xuncha.trust.factors import needs_one

    assert needs_one(cast.office)
    assert not needs_one(cast.nobody)
