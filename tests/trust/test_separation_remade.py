"""The triggers outlive a migrate that makes a table anew, and are no obstacle to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection

from tests.cast import BEGUN, grant
from tests.trust import guards
from xuncha.trust import separation
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, Grant

ALL = {
    "xuncha_apart_grant_insert",
    "xuncha_apart_grant_update",
    "xuncha_apart_account_insert",
    "xuncha_apart_account_update",
}
pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="only SQLite makes tables anew to change them"
)


@pytest.fixture
def swept(transactional_db: None) -> Iterator[None]:
    """The tables are emptied afterwards, for which the journal's guards have to be away."""
    yield
    guards.lift()


def there() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'xuncha_apart_%'")
        return {name.rpartition("_")[0] for (name,) in cursor.fetchall()}


@pytest.mark.parametrize("model", [Grant, Account], ids=lambda one: one.__name__)
def test_a_table_made_anew_is_guarded_again(model: type, swept: None) -> None:
    hands = {name: Account.objects.create(login=name, name=name) for name in ("system", "nobody")}
    grant(hands["system"], Role.SYSTEM)
    assert there() == ALL
    separation.lift()
    with connection.schema_editor() as editor:
        editor._remake_table(model)
    assert there() == set()
    call_command("migrate", verbosity=0, interactive=False)
    assert there() == ALL
    with pytest.raises(IntegrityError, match="kept apart"):
        Grant.objects.create(
            account=hands["system"],
            role=Role.OFFICE,
            starts=BEGUN,
            requested_by=hands["nobody"],
            requested_on=BEGUN,
        )
