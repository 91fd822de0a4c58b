"""Logging in and out, and the journal's page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from tests.cast import Cast
from xuncha.trust.access import whole
from xuncha.trust.actions.enter import TRIES
from xuncha.trust.models import Account, Entry


@pytest.fixture(autouse=True)
def _no_names_wait() -> None:
    cache.clear()


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


def test_a_name_waits_after_too_many_wrong_passwords(cast: Cast) -> None:
    client = Client()
    for _ in range(TRIES):
        sent(client, login="office", password="no")
    answer = client.post("/login/", {"login": "office", "password": "fictional-password"})
    assert "暂停登录" in answer.content.decode()
    assert not inside(client)


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


def test_the_journal_tells_the_office_what_others_did(cast: Cast, enter: Callable[[Account], Client]) -> None:
    enter(cast.leader).post("/logout/")
    page = enter(cast.office).get("/journal/").content.decode()
    assert "退出登录</td>" in page
    assert "巡察组组长</td>" in page


def test_the_journal_shows_a_member_only_the_own_rows(cast: Cast, enter: Callable[[Account], Client]) -> None:
    enter(cast.leader).post("/logout/")
    assert "巡察组组长</td>" not in enter(cast.member).get("/journal/").content.decode()


def test_the_chain_is_checked_by_a_button(cast: Cast, enter: Callable[[Account], Client]) -> None:
    page = enter(cast.office).post("/journal/").content.decode()
    assert "全部留痕首尾相扣" in page
    assert verbs() == [("journal.checked", ""), ("journal.check", "")]


def test_a_member_cannot_check_the_chain(cast: Cast, enter: Callable[[Account], Client]) -> None:
    page = enter(cast.member).post("/journal/").content.decode()
    assert "首尾相扣。" not in page.replace("逐条相扣", "")
    assert verbs() == []


def test_a_demo_does_not_offer_accounts_whose_rights_have_ended(cast: Cast, settings: object) -> None:
    settings.XUNCHA_DEMO = True
    Account.objects.update(fictional=True)
    page = Client().get("/login/").content.decode()
    assert 'value="member2"' in page
    assert 'value="nobody"' not in page
