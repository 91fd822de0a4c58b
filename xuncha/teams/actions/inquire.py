"""Keep what the solver answered to "who else could take this seat", beside the plan it was asked of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xuncha.base.words import Sentence, joined
from xuncha.planning.alternatives import Alternative
from xuncha.planning.told import alternative_told
from xuncha.teams.differences import binding_now
from xuncha.teams.kept import formation_in
from xuncha.teams.models import Cadre, Inquiry, Proposal
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("teams.inquire", roles=OFFICE, says=Sentence("查询替代人选", "ask who else could take a seat"))
def inquire(
    act: Act, *, proposal: Proposal, cadre: Cadre, moving: bool, answer: Sequence[Alternative] | None
) -> Inquiry:
    """`answer` None: the plan breaks a binding rule by now, so nothing can be compared with it. Raises Refusal then."""
    if answer is None:
        broken = joined(binding_now(formation_in(act, proposal)), "；", "; ")
        act.refuse(
            "broken",
            Sentence(
                f"按现在的情况，这个方案已违反必须遵守的规则，无法比较代价：{broken.zh}。",
                f"As things are now the plan breaks a binding rule; nothing can be compared with it: {broken.en}.",
            ),
            Sentence("请先人工调整，或者重新组队。", "Move people by hand, or form the teams again, first."),
        )
    told: list[dict[str, Any]] = [alternative_told(one) for one in answer or ()]
    return act.add(Inquiry(proposal=proposal, cadre=cadre, moving=moving, answer=told, asked_on=act.today))
