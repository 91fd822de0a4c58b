"""The journal's page: the office reads what it may do itself, everybody else the own rows, and a button checks the chain."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from tests.cast import Cast
from xuncha.trust.access import whole
from xuncha.trust.models import Account, Entry

Enter = Callable[[Account], Client]


def verbs() -> list[tuple[str, str]]:
    return list(whole(Entry, "a test reads the journal").order_by("seq").values_list("verb", "refused"))


def test_the_journal_tells_the_office_what_others_did(cast: Cast, enter: Enter) -> None:
    enter(cast.leader).post("/logout/")
    page = enter(cast.office).get("/journal/").content.decode()
    assert "退出登录</td>" in page
    assert "巡察组组长</td>" in page


def test_the_journal_shows_a_member_only_the_own_rows(cast: Cast, enter: Enter) -> None:
    enter(cast.leader).post("/logout/")
    assert "巡察组组长</td>" not in enter(cast.member).get("/journal/").content.decode()


def test_the_chain_is_checked_by_a_button(cast: Cast, enter: Enter) -> None:
    page = enter(cast.office).post("/journal/", follow=True).content.decode()
    assert "全部留痕首尾相扣" in page
    assert verbs() == [("journal.check", ""), ("journal.checked", "")]


def test_a_member_cannot_check_the_chain(cast: Cast, enter: Enter) -> None:
    page = enter(cast.member).post("/journal/").content.decode()
    assert "首尾相扣" not in page
    assert verbs() == []
