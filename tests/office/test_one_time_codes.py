"""A one-time code lets an account in once, to choose a password that nobody else ever knew."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast
from tests.office.entering import OWN, Hands, inside, typed, with_app
from xuncha.trust.actions.codes import issue_code
from xuncha.trust.actions.enter import FICTIONAL_PASSWORD
from xuncha.trust.models import Account, AccountKey, OneTimeCode
from xuncha.trust.refusal import NoRight, Refusal


def test_a_code_leads_to_a_password_of_ones_own_and_in(cast: Cast, alone: None) -> None:
    slip = issue_code(by=cast.system, account=cast.member)
    client = Client()
    assert typed(client, "member", slip.code.lower())["Location"] == "/login/password/"
    assert not inside(client)
    assert client.post("/login/password/", {"new": OWN, "again": OWN})["Location"] == "/"
    assert inside(client)
    assert Account.objects.get(login="member").check_password(OWN)


def test_a_code_is_used_once(cast: Cast, alone: None) -> None:
    slip = issue_code(by=cast.system, account=cast.member)
    client = Client()
    typed(client, "member", slip.code)
    client.post("/login/password/", {"new": OWN, "again": OWN})
    assert typed(Client(), "member", slip.code).status_code == 422


def test_a_code_holds_for_a_short_time(cast: Cast, hands: Hands) -> None:
    slip = issue_code(by=cast.system, account=cast.member)
    hands.on(hours=24, seconds=1)
    assert typed(Client(), "member", slip.code).status_code == 422


def test_a_new_code_voids_the_one_before(cast: Cast) -> None:
    first, second = (issue_code(by=cast.system, account=cast.member) for _ in range(2))
    assert typed(Client(), "member", first.code).status_code == 422
    assert typed(Client(), "member", second.code).status_code == 302


def test_the_database_keeps_no_code(cast: Cast) -> None:
    slip = issue_code(by=cast.system, account=cast.member)
    (row,) = OneTimeCode.objects.all()
    assert slip.code.replace(" ", "") not in row.hashed
    assert slip.code not in repr(slip)


def test_a_reset_ends_password_key_and_sessions(cast: Cast, alone: None) -> None:
    client = Client()
    typed(client, "member")
    old = bytes(AccountKey.objects.get(account=cast.member).public)
    slip = issue_code(by=cast.system, account=cast.member)
    assert not inside(client)
    assert typed(Client(), "member").status_code == 422
    again = Client()
    typed(again, "member", slip.code)
    again.post("/login/password/", {"new": OWN, "again": OWN})
    assert bytes(AccountKey.objects.get(account=cast.member).public) != old


@pytest.mark.parametrize("who", ["office", "security", "audit", "leader", "nobody"])
def test_only_the_system_administrator_issues_codes(who: str, cast: Cast) -> None:
    with pytest.raises(NoRight):
        issue_code(by=getattr(cast, who), account=cast.member)
    assert Account.objects.get(login="member").has_usable_password()


def test_nobody_issues_a_code_to_himself(cast: Cast) -> None:
    with pytest.raises(Refusal) as no:
        issue_code(by=cast.system, account=cast.system)
    assert no.value.code == "own-account"
    assert Account.objects.get(login="system").has_usable_password()


def test_a_closed_account_gets_no_code(cast: Cast) -> None:
    Account.objects.filter(login="member").update(is_active=False)
    with pytest.raises(Refusal):
        issue_code(by=cast.system, account=Account.objects.get(login="member"))
    assert not OneTimeCode.objects.exists()


def test_a_weak_password_is_refused_and_the_code_still_holds(cast: Cast, alone: None) -> None:
    slip = issue_code(by=cast.system, account=cast.member)
    client = Client()
    typed(client, "member", slip.code)
    page = client.post("/login/password/", {"new": "Xunchaban2026!", "again": "Xunchaban2026!"})
    assert (page.status_code, "容易被猜到" in page.content.decode()) == (422, True)
    assert not Account.objects.get(login="member").has_usable_password()
    assert client.post("/login/password/", {"new": OWN, "again": OWN}).status_code == 302


def test_two_different_passwords_are_refused(cast: Cast) -> None:
    slip = issue_code(by=cast.system, account=cast.member)
    client = Client()
    typed(client, "member", slip.code)
    assert client.post("/login/password/", {"new": OWN, "again": OWN + "x"}).status_code == 422
    assert not Account.objects.get(login="member").has_usable_password()


def test_the_later_steps_open_for_nobody_who_did_not_take_the_first(cast: Cast) -> None:
    for path in ("/login/password/", "/login/factor/"):
        assert Client().get(path)["Location"] == "/login/"
        assert Client().post(path, {"new": OWN, "again": OWN, "code": "123456"})["Location"] == "/login/"


def test_a_password_does_not_open_the_step_of_the_code(cast: Cast, hands: Hands) -> None:
    with_app(cast.member, hands)
    client = Client()
    typed(client, "member")
    assert client.post("/login/password/", {"new": OWN, "again": OWN})["Location"] == "/login/factor/"
    assert Account.objects.get(login="member").check_password(FICTIONAL_PASSWORD)


def test_the_slip_is_shown_once_and_to_the_system_administrator(cast: Cast, enter) -> None:
    page = enter(cast.system).post(f"/accounts/{cast.member.pk}/code/")
    assert page.status_code == 200
    assert "一次性登录码" in page.content.decode()
    assert enter(cast.office).get(f"/accounts/{cast.member.pk}/code/").status_code == 403
