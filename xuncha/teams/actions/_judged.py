"""A change made by hand is judged by the rules that form teams, in the same words wherever it is made."""

from __future__ import annotations

from xuncha.base.words import Sentence, joined
from xuncha.planning.rule import Verdict
from xuncha.teams.core.forming import Formation
from xuncha.teams.differences import broken_anew
from xuncha.trust.act import Act


def judged(act: Act, before: Formation, after: Formation) -> list[Verdict]:
    """What `after` breaks anew, to be shown. Raises Refusal with the sentences of binding rules among it."""
    fresh = broken_anew(before, after)
    binding = [one.broken.says for one in fresh if one.broken.price is None]
    if binding:
        says = joined(binding, "；", "; ")
        act.refuse(
            "rule",
            Sentence(f"不能这样调整：{says.zh}。", f"This cannot be: {says.en}."),
            Sentence("请换人或者调整其他组员后再试。", "Choose somebody else, or move others first."),
        )
    return fresh
