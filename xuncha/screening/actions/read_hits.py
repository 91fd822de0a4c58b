"""Open what hits and runs hold. The only way to their sentences; every opening is journalled."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from xuncha.base.words import Sentence
from xuncha.screening.core.screen import Declared, Evidence
from xuncha.screening.facts import declared
from xuncha.screening.models import Hit, Screening
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM


@dataclass(frozen=True)
class OpenedHit:
    """A hit with its sentence, its evidence, the reason of its judgement and the numbers of its picture ("" where there is none)."""

    row: Hit
    screen: Declared | None
    says: Sentence
    evidence: tuple[Evidence, ...]
    reason: str
    figure: str


@action(
    "screening.read_hits", roles=TEAM, where="anywhere", says=Sentence("打开疑点", "open doubts"), reads=True
)
def read_hits(act: Act, *, hits: Sequence[Hit]) -> list[OpenedHit]:
    """The hits in their order, opened."""
    known = declared(Path(settings.XUNCHA_HOME))
    return [
        OpenedHit(
            hit,
            known.get(hit.screen),
            Sentence(**json.loads(plain["says"])),
            tuple(Evidence(**line) for line in json.loads(plain["evidence"])),
            plain["reason"],
            plain["figure"],
        )
        for hit, plain in zip(hits, act.open(hits, "says", "evidence", "reason", "figure"), strict=True)
    ]


@action(
    "screening.read_run",
    roles=TEAM,
    where="screening",
    says=Sentence("打开筛查情况", "open a run of the screens"),
    reads=True,
)
def read_run(act: Act, *, screening: Screening) -> dict[str, Any]:
    """What each screen gave in this run, as `Outcome.as_dict` without hits, under "screens"; remarks under "remarks"."""
    return json.loads(act.open([screening], "outcomes")[0]["outcomes"])
