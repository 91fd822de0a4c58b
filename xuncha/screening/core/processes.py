"""One process, one row: what several releases or lists say of the same process is put together.

The latest release that speaks of a part counts: for bids and the items asked for as a whole, for awards, contracts and
parties each by its number. What lists say is added up, never replaced.
"""

from __future__ import annotations

from typing import Any

from xuncha.screening.core.engine import Engine
from xuncha.screening.core.ocds_sql import OF_PROCESS
from xuncha.screening.core.table import Column, tables

_PARTS = {
    "lots": "t.ocid",
    "bids": "t.ocid",
    "awards": "t.ocid, t.award_id",
    "items": 't.ocid, t."of", t.of_id',
    "contracts": "t.ocid, t.contract_id",
    "documents": 't.ocid, t."of", t.of_id',
    "parties": "t.ocid, t.party_id",
}
_REPEATED = "SELECT count(*) > count(DISTINCT ocid) FROM tenders"
_RELEASES = """
CREATE TEMP TABLE spoken AS
SELECT id, sheet, "row", path, row_number() OVER (PARTITION BY ocid ORDER BY published DESC NULLS LAST, id DESC) AS nth
FROM tenders SEMI JOIN (SELECT ocid FROM tenders GROUP BY ocid HAVING count(*) > 1) USING (ocid)
"""
_OUTDATED = """
DELETE FROM {table} WHERE id IN (
    SELECT id FROM (
        SELECT t.id, s.nth, min(s.nth) OVER (PARTITION BY {part}) AS latest
        FROM {table} t JOIN spoken s ON s.sheet = t.sheet AND s."row" = t."row"
            AND s.path = regexp_extract(t.path, '^(.*?)/(?:tender/[a-z]+|bids/details|awards|contracts|parties)/[0-9]', 1)
        WHERE t.path <> ''
    ) WHERE nth <> latest
)
"""
_WHOLE = """
CREATE TEMP TABLE whole AS
SELECT arg_min(t.id, s.nth) AS id, arg_min(t.sheet, s.nth) AS sheet, arg_min(t."row", s.nth) AS "row",
    arg_min(t.path, s.nth) AS path, t.ocid, {columns}
FROM tenders t JOIN spoken s ON s.id = t.id GROUP BY t.ocid
"""


_NUMBERED = (
    "UPDATE {table} SET process = t.id FROM tenders t WHERE t.ocid = {table}.ocid AND {table}.process IS NULL"
)
_NEWLY_NUMBERED = "UPDATE {table} SET process = w.id FROM whole w WHERE w.ocid = {table}.ocid"


def put_together(engine: Engine) -> int:
    """Puts repeated processes together; gives how many rows of `tenders` went. To be called once all files are laid.

    Each bid and award is told the number of its process's row, by which they are put together from here on.
    """
    db = engine.filling()
    gone = _repeated(db) if _one(db, _REPEATED) else 0
    for table in OF_PROCESS:
        db.execute(_NUMBERED.format(table=table))
    return gone


def _repeated(db: Any) -> int:
    before = _one(db, "SELECT count(*) FROM tenders")
    db.execute(_RELEASES)
    for table, part in _PARTS.items():
        db.execute(_OUTDATED.format(table=table, part=part))
    own = [column for column in tables("tenders")["tenders"].own if column.name != "ocid"]
    db.execute(_WHOLE.format(columns=", ".join(_latest(column) for column in own)))
    db.execute("DELETE FROM tenders WHERE id IN (SELECT id FROM spoken)")
    db.execute("INSERT INTO tenders BY NAME SELECT * FROM whole")
    for table in OF_PROCESS:
        db.execute(_NEWLY_NUMBERED.format(table=table))
    db.execute("DROP TABLE spoken")
    db.execute("DROP TABLE whole")
    return int(before - _one(db, "SELECT count(*) FROM tenders"))


def _latest(column: Column) -> str:
    """The latest value that says something; "" or NULL where none does."""
    name = f't."{column.name}"'
    if column.kind in ("text", "code"):
        return f"coalesce(arg_min({name}, s.nth) FILTER ({name} <> ''), '') AS \"{column.name}\""
    return f'arg_min({name}, s.nth) FILTER ({name} IS NOT NULL) AS "{column.name}"'


def _one(db: Any, query: str) -> Any:
    return db.execute(query).fetchone()[0]
