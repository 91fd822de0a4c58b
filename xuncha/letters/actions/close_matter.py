"""办结: what came of a matter."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.letters.actions.propose_way import read_handling, reckon_letter_of, sealed
from xuncha.letters.core.handling import may_close
from xuncha.letters.facts import triage_lists
from xuncha.letters.models import READERS, Matter
from xuncha.trust.act import Act, action


@action("letters.close", roles=READERS, where="matter", says=Sentence("办结信访事项", "close a matter"))
def close_matter(act: Act, *, matter: Matter, version: int, outcome: str) -> Matter:
    """Close with the outcome. Refuses before the decision, and before the answer where another body has it."""
    way = triage_lists().ways.get(matter.way)
    if way is None or not may_close(matter.state, way.needs_body):
        act.refuse(
            "early",
            Sentence(
                "还不能办结：要先签批去向；转出的要等收到回复。",
                "Not yet: decide the way, wait for the answer.",
            ),
        )
    if not outcome.strip():
        act.refuse("outcome", Sentence("请写明办理结果。", "Write the outcome."))
    handling = {**read_handling(act, matter), "outcome": outcome.strip()}
    act.change(
        matter,
        version,
        state="closed",
        closed_on=act.today,
        handling=sealed(matter, handling),
        noting="closed",
    )
    return reckon_letter_of(act, matter)
