"""Logging in and out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast
from xuncha.trust import limits
from xuncha.trust.access import whole
from xuncha.trust.models import Account, Entry


@pytest.fixture(autouse=True)
def _password_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Second factors have tests of their own."""
    monkeypatch.setattr(limits, "second_factor_roles", frozenset)


def verbs() -> list[tuple[str, str]]:
    return list(whole(Entry, "a test reads the journal").order_by("seq").values_list("verb", "refused"))


def sent(client: Client, **fields: str) -> int:
    return client.post("/login/", fields).status_code


def inside(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_leads_on_to_what_is_due(cast: Cast) -> None:
    client = Client()
    answer = client.post("/login/", {"login": "office", "password": "fictional-password"})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert inside(client)
    assert verbs() == [("account.login", "")]


def test_the_way_back_is_kept_only_inside_the_house(cast: Cast) -> None:
    right = {"login": "office", "password": "fictional-password"}
    assert Client().post("/login/", {**right, "next": "/journal/"})["Location"] == "/journal/"
    assert Client().post("/login/", {**right, "next": "https://elsewhere.example/"})["Location"] == "/"


def test_a_wrong_password_and_an_unknown_name_read_the_same(cast: Cast) -> None:
    client = Client()
    wrong = client.post("/login/", {"login": "office", "password": "no"})
    unknown = client.post("/login/", {"login": "nobody-here", "password": "no"})
    assert wrong.status_code == unknown.status_code == 422
    assert "账号或密码不对" in wrong.content.decode()
    assert "账号或密码不对" in unknown.content.decode()
    assert not inside(client)
    assert verbs() == [("account.login", "wrong-password")] * 2


def test_an_office_lists_no_accounts(cast: Cast, settings: object) -> None:
    Account.objects.update(fictional=True)
    assert "演示账号" not in Client().get("/login/").content.decode()


def test_a_demo_lists_its_fictional_accounts_on_its_own_machine(cast: Cast, settings: object) -> None:
    settings.XUNCHA_DEMO = True
    Account.objects.filter(login="leader").update(fictional=True)
    page = Client().get("/login/").content.decode()
    assert 'value="leader"' in page
    assert 'value="office"' not in page


def test_a_demo_shows_its_accounts_to_no_other_machine(cast: Cast, settings: object) -> None:
    settings.XUNCHA_DEMO = True
    Account.objects.update(fictional=True)
    client = Client(REMOTE_ADDR="10.0.0.7")
    assert "演示账号" not in client.get("/login/").content.decode()
    assert sent(client, **{"as": "leader"}) == 404
    assert not inside(client)


def test_stepping_in_needs_a_demo(cast: Cast) -> None:
    Account.objects.update(fictional=True)
    client = Client()
    assert sent(client, **{"as": "leader"}) == 404
    assert not inside(client)


def test_stepping_in_needs_a_fictional_account(cast: Cast, settings: object) -> None:
    settings.XUNCHA_DEMO = True
    client = Client()
    assert sent(client, **{"as": "leader"}) == 404
    assert not inside(client)


def test_stepping_in_as_a_fictional_account(cast: Cast, settings: object) -> None:
    settings.XUNCHA_DEMO = True
    Account.objects.update(fictional=True)
    client = Client()
    assert sent(client, **{"as": "leader"}) == 302
    assert client.session["_auth_user_id"] == str(cast.leader.pk)


def test_logging_out_ends_the_session(cast: Cast, enter: Callable[[Account], Client]) -> None:
    client = enter(cast.office)
    assert client.post("/logout/").status_code == 302
    assert not inside(client)
    assert verbs() == [("account.logout", "")]


def test_logging_out_by_a_link_does_nothing(cast: Cast, enter: Callable[[Account], Client]) -> None:
    client = enter(cast.office)
    client.get("/logout/")
    assert inside(client)


def test_a_demo_does_not_offer_accounts_whose_rights_have_ended(cast: Cast, settings: object) -> None:
    settings.XUNCHA_DEMO = True
    Account.objects.update(fictional=True)
    page = Client().get("/login/").content.decode()
    assert 'value="member2"' in page
    assert 'value="nobody"' not in page
