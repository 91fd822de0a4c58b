"""Mappings that people corrected, known again by the headings they were made for."""

from __future__ import annotations

from typing import Any

from xuncha.screening.core.layout import Head
from xuncha.screening.core.reading import Correction, Recall
from xuncha.screening.models import KnownHeading
from xuncha.trust import vault
from xuncha.trust.access import see
from xuncha.trust.act import Act


def heading_token(signature: str) -> str:
    """A keyed token by which equal headings meet in this office."""
    return vault.token("screening.heading", signature)


def recalling(by: Any) -> Recall:
    """What is remembered, as the reader asks for it."""

    def recall(head: Head) -> Correction | None:
        known = see(KnownHeading, by).filter(token=heading_token(head.signature)).first()
        if known is None:
            return None
        return Correction(known.changes, known.order or None, "remembered", known.kind or None)

    return recall


def remember(act: Act, head: Head, fix: Correction) -> None:
    """Keep a correction for all sheets with these headings, in place of what was kept before."""
    forget(act, head.signature)
    act.add(
        KnownHeading(
            token=heading_token(head.signature),
            changes=dict(fix.changes),
            order=fix.order or "",
            kind=fix.kind or "",
            corrected_on=act.today,
        )
    )


def forget(act: Act, signature: str) -> int:
    """Keep nothing for these headings any more; how many rows were dropped."""
    return act.see(KnownHeading).filter(token=heading_token(signature)).delete()[0]
