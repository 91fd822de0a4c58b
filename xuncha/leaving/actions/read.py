"""Open what a leaving holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from xuncha.base.words import Sentence
from xuncha.leaving.models import Leaving
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import HEADS, TEAM, Role


@dataclass(frozen=True)
class OpenedLeaving:
    """The page's texts; ``evaluation`` is "" for whom it is not."""

    remarks: Mapping[str, str]
    words: str
    evaluation: str


@action(
    "leaving.read",
    roles=TEAM | {Role.OFFICE},
    where="leaving",
    says=Sentence("查看离组交接", "read a leaving"),
    reads=True,
)
def read_leaving(act: Act, *, leaving: Leaving) -> OpenedLeaving:
    """Remarks and words; the evaluation for the heads and the office, but never one's own. Raises NotSeen."""
    now = act.one(Leaving, leaving.pk)
    judged = now.account_id != act.by.pk and act.sight.has(HEADS | {Role.OFFICE}, now.inspection_id)
    opened = act.open([now], *(("remarks", "words", "evaluation") if judged else ("remarks", "words")))[0]
    return OpenedLeaving(json.loads(opened["remarks"] or "{}"), opened["words"], opened.get("evaluation", ""))
