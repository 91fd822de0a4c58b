"""Separation in the database itself: triggers that refuse, through every path, what the rules of grants forbid.

Constraints say what one row may not be; these say what rows may not be together: two administrators, or an administrator and a
business role, in one hand; one person in two of the three steps of a grant; a step taken by who may not take it; a grant whose
words change afterwards; a first-start grant after the start. One hand is one account, or the accounts of one person.
"""

# ruff: noqa: S608  (every word of these statements stands in this file)
from __future__ import annotations

from typing import Any

from django.db import connection

from xuncha.trust.core.roles import ADMINISTRATORS

_STEWARDS = ", ".join(f"'{role.value}'" for role in sorted(ADMINISTRATORS))


def _clash(left: str, right: str) -> str:
    """Two grants that one hand may not hold at the same time."""
    return f"""{left}.id <> {right}.id AND {left}.role <> {right}.role
        AND {left}.state <> 'refused' AND {right}.state <> 'refused'
        AND ({left}.role IN ({_STEWARDS}) OR {right}.role IN ({_STEWARDS}))
        AND ({left}.ends IS NULL OR ({left}.ends > {left}.starts AND {left}.ends > {right}.starts))
        AND ({right}.ends IS NULL OR ({right}.ends > {right}.starts AND {right}.ends > {left}.starts))"""


def _one_in_two_steps(grant: str, one: str, other: str) -> str:
    """Two accounts of one person in two steps of a grant, or in a step of a grant of their own."""
    return f"""({one}.id = {grant}.requested_by_id AND {other}.id IN ({grant}.created_by_id, {grant}.authorised_by_id))
        OR ({one}.id = {grant}.created_by_id AND {other}.id = {grant}.authorised_by_id)
        OR ({one}.id = {grant}.account_id AND {other}.id IN ({grant}.created_by_id, {grant}.authorised_by_id))"""


def _no_right(step: str, role: str) -> str:
    return f"""NEW.{step}_by_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM xuncha_grant held
        WHERE held.account_id = NEW.{step}_by_id AND held.role = '{role}' AND held.state = 'effective'
        AND NOT held.read_only AND held.starts <= NEW.{step}_on AND (held.ends IS NULL OR held.ends > NEW.{step}_on))"""


def _differs(*columns: str) -> str:
    return " OR ".join(f"NEW.{one} {{is_not}} OLD.{one}" for one in columns)


_GRANT = {
    "one hand holds roles that must be kept apart": f"""EXISTS (SELECT 1 FROM xuncha_grant other
        JOIN xuncha_account theirs ON theirs.id = other.account_id
        JOIN xuncha_account own ON own.id = NEW.account_id
        WHERE (theirs.id = own.id OR theirs.person_id = own.person_id) AND {_clash("other", "NEW")})""",
    "a grant passes through the hands of three people": f"""EXISTS (SELECT 1 FROM xuncha_account one
        JOIN xuncha_account other ON other.person_id = one.person_id AND other.id <> one.id
        WHERE {_one_in_two_steps("NEW", "one", "other")})""",
}
_STEPS = {
    "only a system administrator creates a grant": _no_right("created", "system"),
    "only a security administrator authorises a grant": _no_right("authorised", "security"),
}
_FIRST = {
    "the first start happens once": """NEW.ceremony AND EXISTS (SELECT 1 FROM xuncha_grant other
        WHERE other.id <> NEW.id AND (NOT other.ceremony OR other.role = NEW.role))""",
    "a grant is not written over": "EXISTS (SELECT 1 FROM xuncha_grant other WHERE other.id = NEW.id)",
}
_CHANGED = {
    "what a grant says does not change": _differs(
        "id", "account_id", "role", "inspection", "organisation", "place", "starts", "basis", "read_only",
        "stands_in_for_id", "ceremony", "requested_by_id", "requested_on",
    ),
    "a grant is not prolonged": "OLD.ends IS NOT NULL AND (NEW.ends IS NULL OR NEW.ends > OLD.ends)",
    "who took a step stays": " OR ".join(
        f"(OLD.{one} IS NOT NULL AND NEW.{one} {{is_not}} OLD.{one})"
        for one in ("created_by_id", "created_on", "authorised_by_id", "authorised_on")
    ),
    "a grant goes through its states": """NEW.state <> OLD.state AND NOT (
        (OLD.state = 'requested' AND NEW.state IN ('created', 'refused'))
        OR (OLD.state = 'created' AND NEW.state IN ('effective', 'refused')))""",
}  # fmt: skip
_STEP_TAKEN = (
    f"NOT ({_differs('created_by_id', 'created_on')})",
    f"NOT ({_differs('authorised_by_id', 'authorised_on')})",
)
_CHANGED_STEPS = {
    says: f"NOT ({untouched}) AND {breach}"
    for (says, breach), untouched in zip(_STEPS.items(), _STEP_TAKEN, strict=True)
}
_ACCOUNT = {
    "one hand holds roles that must be kept apart": f"""EXISTS (SELECT 1 FROM xuncha_grant own
        JOIN xuncha_grant other ON other.account_id <> own.account_id
        JOIN xuncha_account theirs ON theirs.id = other.account_id
        WHERE own.account_id = NEW.id AND theirs.id <> NEW.id AND theirs.person_id = NEW.person_id
        AND {_clash("own", "other")})""",
    "a grant passes through the hands of three people": f"""EXISTS (SELECT 1 FROM xuncha_grant step
        JOIN xuncha_account other ON other.person_id = NEW.person_id AND other.id <> NEW.id
        WHERE step.state <> 'refused' AND ({_one_in_two_steps("step", "NEW", "other")}
        OR {_one_in_two_steps("step", "other", "NEW")}))""",
}

_EVENTS = {
    ("grant", "INSERT"): {**_FIRST, **_GRANT, **_STEPS},
    ("grant", "UPDATE"): {**_CHANGED, **_GRANT, **_CHANGED_STEPS},
    ("account", "INSERT"): _ACCOUNT,
    ("account", "UPDATE OF person_id"): _ACCOUNT,
}


def guard(**_: Any) -> None:
    """Create the triggers anew, after every migrate: remaking a table drops its own."""
    with connection.cursor() as cursor:
        for statement in _statements():
            cursor.execute(statement)


def lift(**_: Any) -> None:
    """Drop them before a migrate: SQLite renames no table that a trigger of another table names."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'xuncha_apart_%'"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')


def _statements() -> list[str]:
    make = _sqlite if connection.vendor == "sqlite" else _postgres
    return [
        one
        for (table, event), breaches in _EVENTS.items()
        for one in make(f"xuncha_apart_{table}_{event.split()[0].lower()}", table, event, breaches)
    ]


def _sqlite(name: str, table: str, event: str, breaches: dict[str, str]) -> list[str]:
    made = []
    for number, (says, breach) in enumerate(breaches.items()):
        made.append(f"DROP TRIGGER IF EXISTS {name}_{number}")
        made.append(
            f"CREATE TRIGGER {name}_{number} BEFORE {event} ON xuncha_{table} "
            f"WHEN {breach.replace('{is_not}', 'IS NOT')} BEGIN SELECT RAISE(ABORT, '{says}'); END"
        )
    return made


def _postgres(name: str, table: str, event: str, breaches: dict[str, str]) -> list[str]:
    """One function for each trigger; the lock makes two writers of clashing grants wait for each other."""
    checks = "\n".join(
        f"IF {breach.replace('{is_not}', 'IS DISTINCT FROM')} "
        f"THEN RAISE EXCEPTION USING MESSAGE = '{says}', ERRCODE = 'check_violation'; END IF;"
        for says, breach in breaches.items()
    )
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$\n"
        f"BEGIN PERFORM pg_advisory_xact_lock(hashtext('xuncha_apart'));\n{checks}\nRETURN NEW; END $$ LANGUAGE plpgsql",
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON xuncha_{table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
