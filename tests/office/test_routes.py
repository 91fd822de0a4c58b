"""Every page there is: it says who may open it, lets those in and nobody else, and never fails on an unknown row.

The county is built and everybody enters it once for all of them, in one transaction that is taken back; each test undoes its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver
from pytest_django.plugin import DjangoDbBlocker

from tests.cast import Cast, Everybody, assemble
from tests.privacy.crawl import only_answers
from xuncha.base.ids import new_id
from xuncha.desk.page import PAGES, Page, may_open, page
from xuncha.trust import pocket
from xuncha.trust.access import whole
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Entry

ACCOUNTS = (
    "office", "leading", "petition", "leader", "deputy", "liaison", "member", "contact", "stranger", "nobody",
    "system", "security", "audit",
)  # fmt: skip
PLAIN = sorted(name for name, one in PAGES.items() if "<" not in one.path)
DEEP = sorted(name for name, one in PAGES.items() if "<" in one.path)


@dataclass
class Built:
    """The cast, and the session each of them began."""

    cast: Cast
    sessions: dict[str, str]

    def enter(self, who: str) -> Client:
        """A fresh browser with the session of ``who``."""
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
    with django_db_blocker.unblock(), transaction.atomic(), pocket.using(Everybody()), only_answers():
        cast, sessions = assemble(), {}
        for who in ACCOUNTS:
            client = Client()
            client.force_login(getattr(cast, who))
            sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
        yield Built(cast, sessions)
        transaction.set_rollback(True)


@pytest.fixture
def here(built: Built, db: None) -> Built:
    """The county; what a test does to it is taken back."""
    return built


def address(one: Page, **known: object) -> str:
    """The page's address; what is not known becomes a key that belongs to no row, or a word."""

    def fill(match: re.Match[str]) -> str:
        kind, name = match["kind"], match["name"]
        if name in known:
            return str(known[name])
        return {"uuid": str(new_id()), "int": "1"}.get(kind, "x")

    return "/" + re.sub(r"<(?P<kind>\w+):(?P<name>\w+)>", fill, one.path)


@pytest.mark.parametrize("name", PLAIN)
def test_a_page_opens_for_its_roles_and_for_nobody_else(here: Built, name: str) -> None:
    one = PAGES[name]
    for who in ACCOUNTS:
        status = here.enter(who).get(address(one)).status_code
        if one.open or may_open(one, getattr(here.cast, who), {}):
            assert status in (200, 302, 405, 422), (who, status)
        else:
            assert status == 403, (who, status)


@pytest.mark.parametrize("name", DEEP)
def test_an_unknown_row_is_not_found_or_not_allowed_and_never_a_fault(here: Built, name: str) -> None:
    for who in ACCOUNTS:
        client = here.enter(who)
        asked, sent = client.get(address(PAGES[name])), client.post(address(PAGES[name]))
        assert asked.status_code in (302, 403, 404, 410, 422), who
        assert sent.status_code in (302, 403, 404, 405, 410, 422), who
        for answer in (asked, sent):
            assert not answer.get("Location", "").startswith("/login/"), "who is logged in is not asked to"


@pytest.mark.parametrize("name", sorted(name for name, one in PAGES.items() if one.where == "inspection"))
def test_a_page_of_an_inspection_is_closed_to_another_team(here: Built, name: str) -> None:
    place = address(PAGES[name], inspection=here.cast.inspection.pk)
    assert here.enter("stranger").get(place).status_code in (403, 404)


@pytest.mark.parametrize("name", sorted(name for name, one in PAGES.items() if not one.open))
def test_who_is_not_logged_in_is_asked_to(name: str, db: None) -> None:
    answer = Client().get(address(PAGES[name]))
    assert (answer.status_code, answer["Location"].startswith("/login/")) == (302, True)


def test_every_address_is_a_page_that_declares_who_may_open_it() -> None:
    found = [one for one in get_resolver().url_patterns if isinstance(one, URLPattern)]
    assert {one.name for one in found} == set(PAGES)
    assert [name for name, one in PAGES.items() if not one.roles and not one.open] == []


def test_a_page_that_does_not_say_who_may_open_it_is_refused() -> None:
    with pytest.raises(ValueError, match="does not say who may open it"):
        page("nowhere/", title=PAGES["office-home"].title)(_view)


def _view() -> None: ...


_view.__module__ = "xuncha.nowhere.pages.nothing"


def test_a_refused_page_is_journalled(here: Built) -> None:
    here.enter("nobody").get("/accounts/")
    last = whole(Entry, "test").order_by("-seq")[0]
    assert (last.verb, last.refused, last.actor) == ("page.refused", "no-right", here.cast.nobody.pk)


@pytest.mark.parametrize("name", PLAIN)
def test_every_answer_carries_the_policy_and_is_not_cached(here: Built, name: str) -> None:
    answer = here.enter("office").get(address(PAGES[name]))
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", PLAIN)
def test_no_page_holds_inline_style_or_script(here: Built, name: str) -> None:
    answer = here.enter("office").get(address(PAGES[name]))
    if "text/html" not in answer.get("Content-Type", ""):
        return
    text = answer.content.decode()
    assert re.findall(r"\sstyle=|\son\w+=|javascript:", text) == []
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", text) == []


def test_every_role_is_let_in_somewhere() -> None:
    for role in Role:
        assert any(role in one.roles for one in PAGES.values()), role
