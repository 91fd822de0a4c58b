"""拟办意见: what the petition officer proposes for one matter, with the reason."""

from __future__ import annotations

import json
from typing import Any

from xuncha.base.words import Sentence
from xuncha.letters.actions.read import loaded
from xuncha.letters.actions.reckon import reckon
from xuncha.letters.core.handling import PROPOSABLE
from xuncha.letters.facts import triage_lists
from xuncha.letters.models import READERS, Letter, Matter
from xuncha.trust import vault
from xuncha.trust.act import Act, action

SEAL_INSTEAD = Sentence(
    "密封上送的件不在系统里留内容，请用“密封上送”办理。",
    "A letter that goes up sealed keeps no content: use “seal”.",
)


@action(
    "letters.propose",
    roles=READERS,
    where="matter",
    says=Sentence("提出拟办意见", "propose a way for a matter"),
)
def propose_way(act: Act, *, matter: Matter, version: int, way: str, category: str, reason: str) -> Matter:
    """One matter, one way, one reason; there is no proposing for many at once.

    Refuses an unknown way or category, an empty reason, and a matter that was decided already.
    """
    judge_way(act, way, category)
    if not reason.strip():
        act.refuse("reason", Sentence("请写明拟办理由。", "Write the reason."))
    if matter.state not in PROPOSABLE:
        act.refuse(
            "decided", Sentence("这件事已经签批，不能再改拟办意见。", "This matter was decided already.")
        )
    handling = {**read_handling(act, matter), "proposal": reason.strip(), "proposed_way": way}
    act.change(
        matter,
        version,
        way=way,
        category=category,
        state="proposed",
        proposed_by=act.by,
        handling=sealed(matter, handling),
        noting=f"proposed.{way}",
    )
    return matter


def judge_way(act: Act, way: str, category: str) -> None:
    """Refuse what is on neither list, and the sealed way, which has an action of its own."""
    lists = triage_lists()
    if way not in lists.ways:
        act.refuse("way", Sentence("请选择去向。", "Choose a way."))
    if not lists.ways[way].keeps_text:
        act.refuse("seal", SEAL_INSTEAD)
    if category and category not in lists.subjects:
        act.refuse("category", Sentence("没有这个类别。", "There is no such subject."))


def read_handling(act: Act, matter: Matter) -> dict[str, Any]:
    """What was sealed about the handling so far."""
    return loaded(act.open([matter], "handling")[0]["handling"])


def sealed(matter: Matter, handling: dict[str, Any]) -> vault.Sealed:
    """The handling as it is kept."""
    return vault.seal(matter, "handling", json.dumps(handling, ensure_ascii=False))


def letter_of(act: Act, matter: Matter) -> Letter:
    """The letter a matter belongs to."""
    return act.one(Letter, matter.letter_id)


def reckon_letter_of(act: Act, matter: Matter) -> Matter:
    """Reckon the clocks of the letter anew after its matter changed; the matter as it is now."""
    reckon(act, letter_of(act, matter))
    return act.one(Matter, matter.pk)
