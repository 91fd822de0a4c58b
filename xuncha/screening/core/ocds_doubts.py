"""Which parsed releases have to be read again: the engine leaves out what does not fit the declaration without a word."""
# ruff: noqa: S608  (every word of these statements stands in this file, or in `ocds_sql`)

from __future__ import annotations

from collections.abc import Collection

from xuncha.screening.core.ocds_sql import PARTNERED

DOUBTFUL: dict[str, str] = {
    "tenders": "coalesce(ocid, '') = ''",
    "bids": "bids IS NOT NULL AND bids.details IS NULL",
}
"""Releases to be read again although no row of theirs raises a doubt."""

ABSENT: dict[str, tuple[bytes, str]] = {
    "lots": (b'"lots"', "tender IS NOT NULL AND tender.lots IS NULL"),
    "awards": (b'"awards"', "awards IS NULL"),
    "items": (
        b'"items"',
        "tender.items IS NULL OR awards IS NULL OR len(list_filter(awards, a -> a.items IS NULL)) > 0",
    ),
    "contracts": (b'"contracts"', "contracts IS NULL"),
    "parties": (b'"parties"', "parties IS NULL"),
}
"""Lists that the engine gives as missing where they are something else: read again if the line holds the name."""


def looks(tables: Collection[str]) -> dict[str, str]:
    """What is counted in all releases before they are laid: how many members the lists of `PARTNERED` have, and in how many
    releases `DOUBTFUL` and `ABSENT` hold."""
    members = {
        f"members {key}": f"coalesce(sum(len({PARTNERED[key]})) FILTER (ocid <> ''), 0)::BIGINT"
        for key in tables
        if key in PARTNERED
    }
    doubtful = {f"doubtful {key}": f"count_if({DOUBTFUL[key]})" for key in tables if key in DOUBTFUL}
    absent = {f"absent {key}": f"count_if({ABSENT[key][1]})" for key in tables if key in ABSENT}
    return members | doubtful | absent


def where(condition: str) -> str:
    """The places of the releases in which a condition holds, from 1."""
    return f"SELECT rowid + 1 FROM ocds_releases WHERE {condition}"
