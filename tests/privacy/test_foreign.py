"""What the leader could post, posted by the leader of another inspection: nothing changes, there or by way of his own pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.privacy.conftest import World
from tests.privacy.crawl import client_of, models, rows
from tests.privacy.forms import posts
from xuncha.desk.page import PAGES
from xuncha.findings.models import Finding, WorkingPaper
from xuncha.trust.models import Entry

pytestmark = pytest.mark.django_db
#: Pages whose POST is about the account itself or about nothing of an inspection.
OWN = {
    "desk-draft", "desk-progress", "desk-unsent", "stewards-journal", "stewards-keys", "office-account", "office-password",
    "office-first_password", "office-factor", "office-factors", "office-sheet", "office-totp", "office-key", "office-home",
    "papers-confirm",
}  # fmt: skip
#: Pages of everybody's whose form is shown again, because the other's row is none of the choices it offers.
SHOWN_AGAIN = {"leaving-leavings": 200, "office-ask": 200, "stewards-outside_new": 200}
#: Whose forms are posted by others.
OWNERS = ("leader", "petition", "member")
Post = tuple[str, str, dict[str, list[str]]]


def versions(inspection: object) -> dict[tuple[str, str], object]:
    """Every row but the journal's and those of ``inspection``: its version."""
    return {
        (model.__name__, str(row.pk)): row.version
        for model in models()
        if model is not Entry and model.__name__ != "Draft"
        for row in rows(model)
        if inspection is None or inspection not in (row.pk, getattr(row, "inspection_id", None))
    }


def links() -> list[int]:
    """How many rows hang on one another across tables: a working paper on observations, a finding on papers."""
    pairs = (WorkingPaper.observations, WorkingPaper.authors, Finding.working_papers)
    return [one.through._default_manager.count() for one in pairs]


def possible(world: World, who: str) -> list[Post]:
    """Everything ``who`` can post from any page: the page, the address, the fields."""
    client = client_of(world.cast, who)
    found: list[Post] = []
    for name, several in world.addresses.items():
        if name in OWN or not getattr(world.cast, who).sight.anywhere(PAGES[name].roles):
            continue
        for address in several:
            answer = client.get(address)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                page = answer.content.decode()
                found += [(name, to if to.startswith("/") else address, fields) for to, fields in posts(page)]
    return [one for one in found if not one[1].startswith(("/desk/", "/logout", "/i18n"))]


@pytest.fixture(scope="module")
def offered(built: World, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, list[Post]]]:
    """What each of the inspection's own can post, collected once for all tests; what their looking changed stays till the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield {who: possible(built, who) for who in OWNERS}
        transaction.set_rollback(True)


@pytest.mark.parametrize("who", OWNERS)
def test_what_is_anothers_is_not_found_and_stays_as_it_is(
    here: World, offered: dict[str, list[Post]], who: str
) -> None:
    tried = offered[who]
    foreign = str(here.cast.inspection.pk)
    client = client_of(here.cast, "stranger")
    before = versions(None)
    answers = {(name, client.post(address, fields).status_code) for name, address, fields in tried}
    assert {one for one in answers if one[1] not in (403, 404, SHOWN_AGAIN.get(one[0]))} == set()
    assert versions(None) == before
    assert any(foreign in address for _, address, _ in tried)


@pytest.mark.parametrize("who", OWNERS)
def test_anothers_rows_posted_to_ones_own_pages_stay_as_they_are(
    here: World, offered: dict[str, list[Post]], who: str
) -> None:
    foreign, own = str(here.cast.inspection.pk), str(here.cast.other.pk)
    tried = [one for one in offered[who] if foreign in one[1]]
    client = client_of(here.cast, "stranger")
    before, linked = versions(here.cast.other.pk), links()
    for _, address, fields in tried:
        assert client.post(address.replace(foreign, own), fields).status_code < 500, address
    after = versions(here.cast.other.pk)
    assert {key: version for key, version in after.items() if key in before} == before
    assert links() == linked
    assert len(tried) > 3


@pytest.mark.parametrize("who", ["contact2", "nobody", "system", "security"])
def test_who_has_no_business_there_changes_nothing(
    here: World, offered: dict[str, list[Post]], who: str
) -> None:
    client = client_of(here.cast, who)
    before = versions(None)
    answers = {
        (name, client.post(address, fields).status_code) for name, address, fields in offered["leader"]
    }
    assert {one for one in answers if one[1] not in (403, 404)} == set()
    assert versions(None) == before


def test_the_leader_who_posts_the_same_does_change_something(
    here: World, offered: dict[str, list[Post]]
) -> None:
    client = client_of(here.cast, "leader")
    before = versions(None)
    for _, address, fields in offered["leader"]:
        client.post(address, fields)
    after = versions(None)
    assert {key for key in before if after.get(key) != before[key]}
    assert set(after) - set(before)
