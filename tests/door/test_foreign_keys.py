"""Keys of another inspection's rows in every field of every form: nothing changes there, nothing is hung on it, and it is journalled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db.models import QuerySet

from tests.door.conftest import Built
from tests.door.filling import fill_at, restricted
from tests.privacy.crawl import PAGES, client_of, rows
from tests.privacy.forms import posts
from tests.privacy.test_foreign import OWN, versions
from xuncha.trust.access import whole
from xuncha.trust.models import Entry

pytestmark = pytest.mark.django_db
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
Post = tuple[str, str, dict[str, list[str]]]


def kinds() -> dict[str, str]:
    """The table of every key of a restricted row."""
    return {str(row.pk): model.__name__ for model in restricted() for row in rows(model)}


def hung() -> set[tuple[str, str, str]]:
    """Rows that hang on a row of another inspection by a foreign key."""
    every = {model: rows(model) for model in restricted()}
    place = {str(row.pk): getattr(row, "inspection_id", None) for found in every.values() for row in found}
    return {
        (model.__name__, field.name, str(row.pk))
        for model, found in every.items()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in every
        for row in found
        if place[str(row.pk)]
        and place.get(str(getattr(row, field.attname))) not in (None, place[str(row.pk)])
    }


def changed_posts(built: Built, who: str, foreign: dict[str, str]) -> Iterator[Post]:
    """Everything ``who`` can post, with each key of a row replaced by one of the other inspection; alone, and all of a list."""
    client, known = client_of(built.cast, who), kinds()
    client.raise_request_exception = False
    known[str(built.cast.inspection.pk)] = "Inspection"
    other = {**foreign, "Inspection": str(built.cast.other.pk)}
    for name, several in built.addresses.items():
        if name in OWN or not getattr(built.cast, who).sight.anywhere(PAGES[name].roles):
            continue
        for address in several[:2]:
            answer = client.get(address)
            assert answer.status_code < 500 or set(KEY.findall(address)) & built.filled, address
            if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
                continue
            for to, fields in posts(answer.content.decode()):
                if to.startswith(("/desk/", "/logout", "/i18n")):
                    continue
                for field, given in fields.items():
                    swapped = [
                        KEY.sub(lambda key: other.get(known.get(key[0], ""), key[0]), one) for one in given
                    ]
                    if swapped != given:
                        yield (
                            name,
                            to if to.startswith("/") else address,
                            {**fields, field: [*swapped, *given]},
                        )
                        yield name, to if to.startswith("/") else address, {**fields, field: swapped}


def journalled() -> QuerySet[Entry]:
    return whole(Entry, "a test reads the journal")


@pytest.mark.parametrize("who", ["leader", "petition", "member", "liaison"])
def test_keys_of_another_inspection_change_nothing_and_are_journalled(here: Built, who: str) -> None:
    foreign = fill_at(here.cast, here.cast.other)
    before, knotted = versions(here.cast.inspection.pk), hung()
    tried = list(changed_posts(here, who, foreign))
    client = client_of(here.cast, who)
    unwritten: Counter[tuple[str, int]] = Counter()
    for name, address, fields in tried:
        last = journalled().latest("seq").seq
        status = client.post(address, fields).status_code
        assert status < 500, (name, address)
        if status != 302 and not journalled().filter(seq__gt=last).exclude(refused="").exists():
            unwritten[name, status] += 1
    after = versions(here.cast.inspection.pk)
    assert {key: version for key, version in after.items() if key in before} == before
    assert hung() == knotted
    assert unwritten == {}
    assert len(tried) >= 4


def test_a_key_of_another_table_is_no_key(here: Built) -> None:
    """A letter's key where a finding's is wanted: not found, as any other."""
    letter = here.addresses["letters-letter"][0].split("/")[2]
    client = client_of(here.cast, "leader")
    for path in (
        "findings",
        "working-papers",
        "leads",
        "interviews",
        "observations",
        "papers",
        "attachments",
    ):
        assert client.get(f"/{path}/{letter}/").status_code == 404, path
