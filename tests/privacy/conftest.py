"""The world is built once for all tests of privacy, in one transaction that is taken back; each test undoes its own.

What an account sees is asked three times: before there is anything to hide, with letters and leads, with talks that were asked
for. Each time the same things are done afterwards in the open, so that a number drawn from what is hidden would show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.cast import Cast, assemble
from tests.privacy import world
from tests.privacy.crawl import Ids, addresses, asked_for, blind, client_of, ids, only_answers, told, without
from xuncha.trust import clock

#: Who is asked what his pages tell: everybody but those for whom nothing is secret. The three administrators and those without
#: any right there are alike.
ASKED = ("contact", "nobody", "stranger", "audit", "office", "leading", "member", "petition")
#: Who may know of letters, and of talks that were asked for: the pages of these change, and may.
KNOWS = {"letters": {"petition"}, "talks": {"member"}}
#: Drawing a paper takes long; the contact's is compared, the others' are read for words.
SLOW = {"papers-file", "registry-workbook"}
#: Pages that show a new secret each time they are opened.
FRESH = {"office-totp", "office-key"}
#: The moment that stands still while the world is looked at.
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
Seen = dict[str, list[tuple[str, int, str]]]


@dataclass
class World:
    """The cast, what it may be asked for, and what each account saw at each time: address, status and text, keys made blind."""

    cast: Cast
    addresses: dict[str, list[str]] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)


def look(cast: Cast, who: str, known: Ids) -> list[tuple[str, int, str]]:
    """What every address answers an account; the journal is asked first, and nothing that was looked at stays looked at."""
    client = client_of(cast, who)
    asked = asked_for(getattr(cast, who), addresses(known))
    listed = [
        (name, one) for name, one in asked if name not in FRESH and (name not in SLOW or who == "contact")
    ]
    listed.sort(key=lambda pair: pair[0] != "stewards-journal")
    with transaction.atomic():
        answers = [(address, told(client.get(address))) for _, address in listed]
        transaction.set_rollback(True)
    return [(blind(address), one.status, blind(one.text)) for address, one in answers]


def look_around(cast: Cast, names: set[str], hidden: Ids) -> Seen:
    """What each of ``names`` sees after the open work was done once more; ``hidden`` rows are not asked for."""
    with transaction.atomic():
        world.open_work(cast)
        known = without(ids(), hidden)
        seen = {who: look(cast, who, known) for who in ASKED if who in names}
        transaction.set_rollback(True)
    return seen


@pytest.fixture(scope="package")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        only_answers(),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(clock, "now", lambda: NOON)
        one = World(assemble())
        world.base(one.cast)
        world.team_work(one.cast)
        everybody, before = set(ASKED), ids()
        one.seen["nothing"] = look_around(one.cast, everybody, {})
        world.letters_and_leads(one.cast)
        one.seen["letters"] = look_around(one.cast, everybody, without(ids(), before))
        world.asked_talks(one.cast)
        one.seen["talks"] = look_around(one.cast, everybody - KNOWS["talks"], without(ids(), before))
        world.timetable_for_body(one.cast)
        one.addresses = addresses(ids())
        yield one
        transaction.set_rollback(True)


@pytest.fixture
def here(built: World, db: None) -> World:
    """The world; what a test does to it is taken back."""
    return built
