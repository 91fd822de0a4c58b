"""Accounts hold nothing by themselves; a closed one sees nothing; nobody closes the one he sits at."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import Cast, in_force
from xuncha.trust.actions.accounts import change_standing, close_account, link_person, open_account
from xuncha.trust.actions.grants import ask_for_grant
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, sight_of
from xuncha.trust.refusal import NoRight, Refusal


@pytest.mark.parametrize("who", ["office", "system"])
def test_a_new_account_holds_nothing_and_has_no_password(who: str, cast: Cast) -> None:
    account = open_account(by=getattr(cast, who), login="wang", name="王某")
    sight = sight_of(account)
    assert (sight.wide, dict(sight.at), sight.bodies) == (frozenset(), {}, frozenset())
    assert (account.has_usable_password(), account.standing) == (False, Account.FULL_TIME)


def test_a_taken_login_is_refused_and_nothing_is_added(cast: Cast) -> None:
    before = Account.objects.count()
    with pytest.raises(Refusal):
        open_account(by=cast.office, login="leader", name="别人")
    assert Account.objects.count() == before


@pytest.mark.parametrize("who", ["leader", "member", "contact", "audit", "security", "nobody", "leading"])
def test_nobody_else_opens_an_account(who: str, cast: Cast) -> None:
    before = Account.objects.count()
    with pytest.raises(NoRight):
        open_account(by=getattr(cast, who), login="wang", name="王某")
    assert Account.objects.count() == before


def test_a_closed_account_sees_nothing(cast: Cast) -> None:
    close_account(by=cast.office, account=cast.leader)
    assert sight_of(cast.leader).at == {}


def test_nobody_closes_the_account_he_sits_at(cast: Cast) -> None:
    with pytest.raises(Refusal) as no:
        close_account(by=cast.office, account=cast.office)
    assert (no.value.code, Account.objects.get(pk=cast.office.pk).is_active) == ("oneself", True)


def test_the_person_behind_an_account_is_entered(cast: Cast) -> None:
    link_person(by=cast.office, account=cast.nobody, person_id=cast.new_head.pk)
    assert Account.objects.get(pk=cast.nobody.pk).person_id == cast.new_head.pk


@pytest.mark.parametrize(("one", "other"), [("audit", "member"), ("member2", "system")])
def test_no_hand_gets_what_is_kept_apart_by_its_person(one: str, other: str, cast: Cast) -> None:
    link_person(by=cast.office, account=getattr(cast, one), person_id=cast.new_head.pk)
    with pytest.raises(Refusal) as no:
        link_person(by=cast.office, account=getattr(cast, other), person_id=cast.new_head.pk)
    assert (no.value.code, Account.objects.get(pk=getattr(cast, other).pk).person_id) == ("kept-apart", None)


def test_no_person_took_two_steps_of_a_grant_with_two_accounts(cast: Cast) -> None:
    link_person(by=cast.office, account=cast.nobody, person_id=cast.new_head.pk)
    in_force(
        ask_for_grant(
            by=cast.office,
            account=cast.nobody,
            role=Role.SYSTEM,
            stands_in_for=cast.system,
            ends=date(2026, 12, 31),
        )
    )
    with pytest.raises(Refusal) as no:
        link_person(by=cast.office, account=cast.system, person_id=cast.new_head.pk)
    assert (no.value.code, Account.objects.get(pk=cast.system.pk).person_id) == ("three-people", None)


def test_drafted_staff_become_full_time_by_the_offices_word(cast: Cast) -> None:
    account = open_account(by=cast.office, login="wang", name="王某", standing=Account.DRAFTED)
    change_standing(by=cast.office, account=account, standing=Account.FULL_TIME)
    assert Account.objects.get(pk=account.pk).standing == Account.FULL_TIME
