"""The world that everybody knocks at is built once, in one transaction that is taken back; each test undoes its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.cast import Cast, Everybody, assemble
from tests.door import filling, states
from tests.privacy import world
from tests.privacy.crawl import addresses, ids, only_answers
from xuncha.trust import pocket


@dataclass
class Built:
    """The cast, every page's addresses with every real key filled in, and the keys of rows that no story made."""

    cast: Cast
    addresses: dict[str, list[str]]
    filled: set[str]


@pytest.fixture(scope="package")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
    with django_db_blocker.unblock(), transaction.atomic(), pocket.using(Everybody()), only_answers():
        cast = assemble()
        states.people(cast)
        world.base(cast)
        world.team_work(cast)
        world.letters_and_leads(cast)
        world.asked_talks(cast)
        world.timetable_for_body(cast)
        filled = filling.fill(cast)
        for one in cast.accounts.values():
            one.__dict__.pop("sight", None)
        yield Built(cast, addresses(ids()), filled)
        transaction.set_rollback(True)


@pytest.fixture
def here(built: Built, db: None) -> Built:
    """The world; what a test does to it is taken back."""
    for one in built.cast.accounts.values():
        one.__dict__.pop("sight", None)
    return built
