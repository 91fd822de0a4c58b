"""谈话条件: what one person's talk needs: days away, inspectors who keep out, a woman among the talkers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from xuncha.base.words import Sentence
from xuncha.interviews.actions.read import dumped, loaded
from xuncha.interviews.core.stages import PLACEABLE
from xuncha.interviews.models import Interview
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM


@action(
    "interviews.set_needs", roles=TEAM, where="interview", says=Sentence("登记谈话条件", "enter what a talk needs")
)  # fmt: skip
def set_needs(
    act: Act, *, interview: Interview, version: int, away: Iterable[date], barred: Iterable[str], woman: bool
) -> Interview:
    """Days without the person, inspectors who must keep out (回避), a woman among the talkers. Refuses a talk that has begun."""
    if interview.stage not in PLACEABLE:
        act.refuse("begun", Sentence("谈话已经开始。", "The talk has begun."))
    person = loaded(act.open([interview], "person")[0]["person"])
    person |= {
        "away": sorted({day.isoformat() for day in away}),
        "barred": sorted({name.strip() for name in barred} - {""}),
        "woman": woman,
    }
    return act.change(
        interview, version, person=vault.seal(interview, "person", dumped(person)), noting="needs"
    )
