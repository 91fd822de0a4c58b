"""Two sessions of a server database, each about to give one person one of two roles that must be kept apart: one waits, then fails."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction

from tests.cast import BEGUN, grant
from tests.trust import guards
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, Grant


@pytest.fixture
def swept(transactional_db: None) -> Iterator[None]:
    """The tables are emptied afterwards, for which the journal's guards have to be away; they come back with the next migrate."""
    yield
    guards.lift()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
def test_of_two_at_once_one_is_refused(swept: None) -> None:
    hands = {
        name: Account.objects.create(login=name, name=name)
        for name in ("system", "security", "office", "nobody")
    }
    for role in (Role.SYSTEM, Role.SECURITY):
        grant(hands[role.value], role)
    grant(hands["office"], Role.OFFICE)
    inserted, told = threading.Event(), []

    def second() -> None:
        inserted.wait(10)
        try:
            with transaction.atomic():
                give(hands, Role.AUDIT)
            told.append("in force")
        except IntegrityError:
            told.append("refused")
        finally:
            connection.close()

    other = threading.Thread(target=second)
    other.start()
    with transaction.atomic():
        give(hands, Role.OFFICE)
        inserted.set()
        other.join(0.5)
        waited = other.is_alive()
    other.join(10)
    assert (waited, told) == (True, ["refused"])
    assert list(Grant.objects.filter(account=hands["nobody"]).values_list("role", flat=True)) == [Role.OFFICE]


def give(hands: dict[str, Account], role: Role) -> None:
    """A grant with its three steps, as any program could write it."""
    Grant.objects.create(
        account=hands["nobody"], role=role, starts=BEGUN, state=Grant.EFFECTIVE, requested_by=hands["office"], requested_on=BEGUN,
        created_by=hands["system"], created_on=BEGUN, authorised_by=hands["security"], authorised_on=BEGUN,
    )  # fmt: skip
