"""What open doubts of screening bring to the talks of an inspection: months and papers, never what the doubt says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from xuncha.interviews.later import AlsoAsked, asker
from xuncha.rounds.models import Inspection
from xuncha.screening.actions.read_hits import read_hits, read_run
from xuncha.screening.core.run import screens
from xuncha.screening.core.talks import Doubt, asked
from xuncha.screening.facts import talk_themes
from xuncha.screening.models import Hit, Screening
from xuncha.trust.access import see


@asker
def from_doubts(by: Any, inspection: Inspection, outline: str) -> Iterable[AlsoAsked]:
    """Questions out of those doubts that the last run put first and that nobody has checked yet."""
    themes = [theme for theme in talk_themes() if outline in theme.outlines]
    open_ones = _first_open(by, inspection) if themes else []
    return [
        AlsoAsked(one.ask, one.purpose, one.papers) for one in asked(themes, outline, _doubts(by, open_ones))
    ]


def _first_open(by: Any, inspection: Inspection) -> Sequence[Hit]:
    ran = see(Screening, by).filter(inspection=inspection).order_by("-serial").first()
    if ran is None:
        return []
    serials = [one["serial"] for one in read_run(by=by, screening=ran).get("first", ())]
    return list(
        see(Hit, by).filter(inspection=inspection, serial__in=serials, state="open").order_by("serial")
    )


def _doubts(by: Any, hits: Sequence[Hit]) -> list[Doubt]:
    tenders = {screen.key for screen in screens("tenders")}
    return [
        Doubt(
            one.row.screen,
            "tenders" if one.row.screen in tenders else "ledger",
            tuple(line.day for line in one.evidence),
        )
        for one in (read_hits(by=by, hits=hits) if hits else ())
    ]
