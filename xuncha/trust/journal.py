"""Writing the journal, checking it, and keeping its rows from being changed.

The body of an entry holds codes, numbers, dates and keyed tokens only: never a text a user typed, never a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection, models

from xuncha.trust import clock, vault
from xuncha.trust.access import Restricted, Sight, see, whole
from xuncha.trust.core import chain
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, ChainHead, Entry

CHAIN = "office"
_CODE = re.compile(r"[A-Za-z0-9_.:/+-]{0,60}")
Fact = str | int | bool | None | date


def draft(verb: str, by: Any, rows: Sequence[models.Model], facts: Mapping[str, Fact]) -> dict[str, Any]:
    """The body of an entry: who, what, on which rows (as keyed tokens), and facts that are codes, numbers or days.

    Raises ValueError for a fact that could be content.
    """
    return {
        "verb": verb,
        "by": str(by.pk) if isinstance(by, Account) else None,
        "kind": rows[0]._meta.model_name if rows else None,
        "rows": [vault.token("journal", row.pk) for row in rows],
        "facts": {name: _fact(name, value) for name, value in facts.items()},
    }


def office_sees(rows: Sequence[models.Model]) -> bool:
    """Whether the office may see all of ``rows`` (of one kind) as they stand; only then does the journal tell it of them."""
    if not rows or not issubclass(type(rows[0]), Restricted):
        return True
    keys = {row.pk for row in rows}
    office = Sight(None, None, wide=frozenset({Role.OFFICE}))
    return see(type(rows[0]), office).filter(pk__in=keys).count() == len(keys)


def _fact(name: str, value: Fact) -> Fact:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and not _CODE.fullmatch(value):
        raise ValueError(f"journal fact {name!r} is not a code: content does not belong in the journal")
    return value


def append(act: str, bodies: Iterable[dict[str, Any]], refused: str = "") -> None:
    """Append the entries of one action at the head, under the chain's lock, inside the caller's transaction."""
    key = vault.key_of("journal").secret
    ChainHead.objects.get_or_create(name=CHAIN, defaults={"digest": chain.GENESIS})
    head = ChainHead.objects.select_for_update().get(name=CHAIN)
    at = clock.now()
    rows = []
    for body in bodies:
        full = {**body, "act": act, "at": at.isoformat(timespec="milliseconds"), "refused": refused}
        link = chain.link(key, head.seq + 1, full, head.digest)
        head.seq, head.digest = link.seq, link.digest
        rows.append(
            Entry(
                seq=link.seq, at=at, act=act, actor=body["by"], verb=body["verb"], refused=refused,
                body=link.body, before=link.before, digest=link.digest,
            )
        )  # fmt: skip
    Entry.objects.bulk_create(rows)
    head.save(update_fields=["seq", "digest"])


def verify(head: tuple[int, str] | None = None) -> chain.Break | None:
    """The first bad row, or None; checked against the stored head, or one that was kept on paper."""
    stored = ChainHead.objects.filter(name=CHAIN).values_list("seq", "digest").first()
    rows = whole(Entry, "the chain is checked from its first row").order_by("seq").iterator(chunk_size=2000)
    links = (chain.Link(row.seq, row.body, row.before, row.digest) for row in rows)
    return chain.verify(vault.key_of("journal").secret, links, head or stored)


def about(row: models.Model, by: Any) -> models.QuerySet[Entry]:
    """The entries on one row that ``by`` may see, oldest first."""
    return see(Entry, by).filter(body__contains=vault.token("journal", row.pk)).order_by("seq")


_SQLITE = """
CREATE TRIGGER IF NOT EXISTS xuncha_entry_no_update BEFORE UPDATE ON xuncha_entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS xuncha_entry_no_delete BEFORE DELETE ON xuncha_entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""
_POSTGRES = """
CREATE OR REPLACE FUNCTION xuncha_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$ LANGUAGE plpgsql;
CREATE OR REPLACE TRIGGER xuncha_entry_append_only BEFORE UPDATE OR DELETE ON xuncha_entry
FOR EACH ROW EXECUTE FUNCTION xuncha_append_only();
"""


def guard(**_: Any) -> None:
    """Create the append-only triggers anew: Django drops them whenever it remakes the table (run after every migrate)."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for statement in _SQLITE.split("END;")[:-1]:
                cursor.execute(statement + "END;")
        else:
            cursor.execute(_POSTGRES)
