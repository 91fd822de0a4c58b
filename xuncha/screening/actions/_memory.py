"""Mappings that people corrected, known again by the headings they were made for."""

from __future__ import annotations

from typing import Any

from xuncha.screening.core.layout import Head
from xuncha.screening.core.reading import Correction, Recall
from xuncha.screening.core.table import Family
from xuncha.screening.models import KnownHeading
from xuncha.trust import vault
from xuncha.trust.access import see
from xuncha.trust.act import Act

_PURPOSES: dict[Family, str] = {"ledger": "screening.heading", "tenders": "screening.heading.tenders"}
"""The fields of books and of tender lists are not the same: what is remembered of the ones says nothing of the others."""


def heading_token(signature: str, family: Family) -> str:
    """A keyed token by which equal headings meet in this office."""
    return vault.token(_PURPOSES[family], signature)


def recalling(by: Any, family: Family) -> Recall:
    """What is remembered, as the reader asks for it."""

    def recall(head: Head) -> Correction | None:
        known = see(KnownHeading, by).filter(token=heading_token(head.signature, family)).first()
        if known is None:
            return None
        return Correction(known.changes, known.order or None, "remembered", known.kind or None)

    return recall


def remember(act: Act, head: Head, family: Family, fix: Correction) -> None:
    """Keep a correction for all sheets with these headings, in place of what was kept before."""
    forget(act, head.signature, family)
    act.add(
        KnownHeading(
            token=heading_token(head.signature, family),
            changes=dict(fix.changes),
            order=fix.order or "",
            kind=fix.kind or "",
            corrected_on=act.today,
        )
    )


def forget(act: Act, signature: str, family: Family) -> int:
    """Keep nothing for these headings any more; how many rows were dropped."""
    return act.see(KnownHeading).filter(token=heading_token(signature, family)).delete()[0]
