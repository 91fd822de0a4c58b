"""Accounts and grants: given once, in a place where they mean something, and ended at once."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import Cast
from xuncha.trust import clock
from xuncha.trust.actions.accounts import close_account, end_grants, give, open_account
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, Grant, sight_of
from xuncha.trust.refusal import NoRight, Refusal


def test_a_new_account_holds_nothing(cast: Cast) -> None:
    account = open_account(by=cast.office, login="wang", name="王某", password="a-long-password")
    sight = sight_of(account)
    assert (sight.wide, dict(sight.at), sight.bodies) == (frozenset(), {}, frozenset())


def test_a_taken_login_is_refused_and_nothing_is_added(cast: Cast) -> None:
    before = Account.objects.count()
    with pytest.raises(Refusal):
        open_account(by=cast.office, login="leader", name="别人")
    assert Account.objects.count() == before


@pytest.mark.parametrize("who", ["leader", "member", "contact", "audit", "system", "nobody", "leading"])
def test_only_the_office_grants(who: str, cast: Cast) -> None:
    before = Grant.objects.count()
    with pytest.raises(NoRight):
        give(by=getattr(cast, who), account=cast.nobody, role=Role.OFFICE)
    assert Grant.objects.count() == before


@pytest.mark.parametrize(
    ("role", "place"),
    [(Role.CONTACT, "inspection"), (Role.CONTACT, ""), (Role.LEADER, ""), (Role.LEADER, "organisation"), (Role.OFFICE, "inspection"),
     (Role.AUDIT, "organisation")],
)  # fmt: skip
def test_a_role_out_of_place_is_refused(role: Role, place: str, cast: Cast) -> None:
    where = {place: cast.inspection.pk if place == "inspection" else cast.unit.pk} if place else {}
    before = Grant.objects.count()
    with pytest.raises(Refusal):
        give(by=cast.office, account=cast.nobody, role=role, **where)
    assert Grant.objects.count() == before


def test_the_same_grant_is_given_once(cast: Cast) -> None:
    first = give(by=cast.office, account=cast.nobody, role=Role.MEMBER, inspection=cast.inspection.pk)
    second = give(by=cast.office, account=cast.nobody, role=Role.MEMBER, inspection=cast.inspection.pk)
    assert first.pk == second.pk


def test_an_ended_grant_is_gone_at_once(cast: Cast) -> None:
    assert end_grants(by=cast.office, account=cast.member, inspection=cast.inspection.pk) == 1
    assert sight_of(cast.member).at == {}


def test_a_grant_holds_from_its_first_day_to_before_its_last(cast: Cast) -> None:
    give(
        by=cast.office,
        account=cast.nobody,
        role=Role.OFFICE,
        starts=date(2026, 12, 1),
        ends=date(2026, 12, 31),
    )
    held = []
    for day in (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 30), date(2026, 12, 31)):
        with clock.on_day(day):
            held.append(bool(sight_of(cast.nobody).wide))
    assert held == [False, True, True, False]


def test_a_closed_account_sees_nothing(cast: Cast) -> None:
    close_account(by=cast.office, account=cast.leader)
    assert sight_of(cast.leader).at == {}
