"""Every address × every way of asking × every state: who has no business there is let in nowhere and changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.door.conftest import Built
from tests.door.filling import restricted
from tests.door.states import ADMINISTRATORS, OUTSIDE
from tests.privacy.crawl import NO_ROW, PAGES, client_of, models, rows, told
from tests.privacy.test_foreign import versions
from xuncha.desk.page import may_open
from xuncha.trust.access import see
from xuncha.trust.core.roles import EVERYONE
from xuncha.trust.models import Entry

pytestmark = pytest.mark.django_db
WRITES = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "LINK", "BREW")
#: Whatever changes while a page is merely asked for, or belongs to the account alone.
NOT_BUSINESS = {"Entry", "Draft", "Sitting", "Tries", "Factor", "ChainHead"}
#: Pages whose POST is about the knocking account itself.
ABOUT_ONESELF = {"desk-draft", "desk-progress", "desk-unsent", "stewards-keys"}


def one_each(built: Built) -> Iterator[tuple[str, str]]:
    """Every page with one real address."""
    for name, several in built.addresses.items():
        yield name, several[0]


def business(built: Built) -> dict[tuple[str, str], object]:
    """Every row of business and its version."""
    return {key: version for key, version in versions(None).items() if key[0] not in NOT_BUSINESS}


@pytest.mark.parametrize("method", WRITES)
def test_no_address_answers_to_a_way_of_asking_that_it_does_not_know(here: Built, method: str) -> None:
    client = client_of(here.cast, "leader")
    before = business(here)
    answers = {name: client.generic(method, address).status_code for name, address in one_each(here)}
    assert set(answers.values()) == {405}
    assert len(answers) == len(here.addresses)
    assert business(here) == before


@pytest.mark.parametrize(
    ("method", "who"),
    [(method, who) for method in ("GET", "POST") for who in OUTSIDE]
    + [("HEAD", "system"), ("HEAD", "recused")],
)
def test_a_page_that_is_not_for_an_account_is_refused_whatever_row_it_is_about(
    here: Built, method: str, who: str
) -> None:
    account = getattr(here.cast, who)
    client = client_of(here.cast, who)
    before, wrong, asked = business(here), [], 0
    for name, address in one_each(here):
        one = PAGES[name]
        if one.open or one.roles == EVERYONE or account.sight.anywhere(one.roles):
            continue
        asked += 1
        status = client.generic(method, address).status_code
        if status != (302 if who == "closed" else 403):
            wrong.append((name, status))
    assert wrong == []
    assert asked > 30
    assert business(here) == before


@pytest.mark.parametrize("who", ["stranger", "elsewhere", "contact2", "recused", "left"])
def test_a_row_of_another_inspection_is_not_found_on_a_page_of_ones_own_kind(here: Built, who: str) -> None:
    """The page may be for such a role; the row is not, and the answer is that of a row that is not there."""
    account, client = getattr(here.cast, who), client_of(here.cast, who)
    hidden = {
        str(key)
        for model in restricted()
        for key in {row.pk for row in rows(model)} - set(see(model, account).values_list("pk", flat=True))
    }
    before, wrong, asked = business(here), [], 0
    for name, several in here.addresses.items():
        for address in several:
            keys = re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", address)
            if PAGES[name].open or name in ABOUT_ONESELF or not hidden & set(keys):
                continue
            for method in ("get", "post"):
                asked += 1
                status = getattr(client, method)(address).status_code
                if status not in (403, 404):
                    wrong.append((name, method, status))
    assert wrong == []
    assert asked > 20
    assert business(here) == before


@pytest.mark.parametrize("who", ["stranger", "elsewhere", "contact2"])
def test_a_hidden_row_and_a_row_that_is_not_there_get_the_same_answer(here: Built, who: str) -> None:
    """Status, words and headers: nothing tells the two apart, so existence is no secret that leaks."""
    account, client = getattr(here.cast, who), client_of(here.cast, who)
    compared = 0
    for name, several in here.addresses.items():
        one = PAGES[name]
        if one.open or "<uuid:" not in one.path or not account.sight.anywhere(one.roles):
            continue
        hidden = several[0]
        absent = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", NO_ROW, hidden)
        first, second = client.get(hidden), client.get(absent)
        if first.status_code != 404 or one.where:
            continue
        compared += 1
        texts = [
            told(answer).text.replace(path, "path") for answer, path in ((first, hidden), (second, absent))
        ]
        assert (first.status_code, texts[0]) == (second.status_code, texts[1]), name
    assert compared > 0


@pytest.mark.parametrize("who", OUTSIDE)
def test_no_page_tells_the_key_of_a_row_that_is_hidden(here: Built, who: str) -> None:
    """Lists, facets, choices of forms, links, tables to download: whatever is open to somebody names only rows that he sees."""
    account, client = getattr(here.cast, who), client_of(here.cast, who)
    hidden = {str(row.pk): model.__name__ for model in restricted() for row in rows(model)}
    for model in restricted():
        for key in see(model, account).values_list("pk", flat=True):
            hidden.pop(str(key), None)
    hidden = {key: name for key, name in hidden.items() if len(key) == 36}
    leaks, opened = set(), 0
    for name, several in here.addresses.items():
        if not PAGES[name].open and not may_open_plain(name, account):
            continue
        for address in [one for one in several if not any(key in one for key in hidden)][:3]:
            answer = client.get(address)
            opened += answer.status_code == 200
            text = told(answer).text
            leaks |= {(name, model) for key, model in hidden.items() if key in text}
    assert leaks == set()
    assert opened > 2 or who == "closed"


def may_open_plain(name: str, account: object) -> bool:
    """Whether a page opens for the account at all."""
    one = PAGES[name]
    return one.where is not None or may_open(one, account, {})


@pytest.mark.parametrize("who", ADMINISTRATORS)
def test_an_administrators_pages_hold_no_word_of_business(here: Built, who: str) -> None:
    """Titles of inspections and targets and names of bodies in the registry: none of it is theirs to know from a page."""
    client = client_of(here.cast, who)
    text = "\n".join(
        told(client.get(address)).text
        for name, several in here.addresses.items()
        if may_open_plain(name, getattr(here.cast, who))
        for address in several[:2]
    )
    assert "前任甲" not in text
    assert "专项资金余额三年未动" not in text
    assert "财政所" not in text


def test_a_refusal_is_journalled_whoever_knocks_and_whatever_at(here: Built) -> None:
    """By the page's name and a code; not by the key of the row that was tried."""
    item = next(address for address in here.addresses["letters-letter"])
    for who, code in (("stranger", "not-seen"), ("system", "no-right"), ("member", "no-right")):
        last = Entry_last()
        assert client_of(here.cast, who).get(item).status_code in (403, 404)
        new = Entry_last()
        assert new.seq > last.seq
        assert (new.verb, new.refused, new.actor) == ("page.refused", code, getattr(here.cast, who).pk)
        assert item.split("/")[2] not in new.body


def test_a_refusal_inside_an_action_is_journalled_once(here: Built) -> None:
    address = f"/inspections/{here.cast.inspection.pk}/letters/enter/"
    before = Entry_last().seq
    client_of(here.cast, "reader").post(address, {"channel": "post", "day": "2026-11-20", "text": "试写"})
    new = [one for one in rows(Entry) if one.seq > before and one.refused]
    assert [one.refused for one in new] == ["no-right"]


def Entry_last() -> Entry:
    return max(rows(Entry), key=lambda one: one.seq)


def test_who_is_not_logged_in_reaches_nothing(here: Built) -> None:
    before = business(here)
    for name, address in one_each(here):
        if PAGES[name].open:
            continue
        for method in ("GET", "HEAD", "POST"):
            answer = Client().generic(method, address)
            assert (answer.status_code, answer["Location"].startswith("/login/")) == (302, True), name
    assert business(here) == before


def test_the_world_knows_a_row_for_every_page_that_is_about_one(here: Built) -> None:
    lacking = [name for name, several in here.addresses.items() if any(NO_ROW in one for one in several)]
    assert set(lacking) <= {"desk-progress", "registry-compare"}
    assert len(models()) > 50
