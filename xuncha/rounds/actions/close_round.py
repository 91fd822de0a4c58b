"""结束本轮: refused while anything blocks it; when it goes through, the rights of the teams end."""

from __future__ import annotations

from xuncha.base.words import Sentence, joined
from xuncha.rounds.core.closing import blockers
from xuncha.rounds.facts import closing_of
from xuncha.rounds.later import ENDERS
from xuncha.rounds.models import Inspection, Round
from xuncha.trust.act import Act, action
from xuncha.trust.actions.grants import end_grants
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.models import Account


@action("rounds.close", roles=OFFICE, says=Sentence("结束本轮", "close a round"))
def close_round(act: Act, *, round: Round, version: int | None = None) -> Round:
    """Raises Refusal with everything that still blocks, Stale."""
    if round.state == "closed":
        act.refuse("closed", Sentence("本轮已经结束。", "The round is closed already."))
    blocking = blockers(closing_of(act, round, act.today))
    if blocking:
        act.refuse(
            "blocked",
            Sentence("还不能结束本轮：{all}。", "The round cannot be closed yet: {all}.").filled(
                all=joined(blocking, "；", "; ")
            ),
            Sentence("逐项办完后再结束。", "Finish these first."),
        )
    for end in ENDERS:
        end(act, round)
    ended = _end_rights(act, round)
    closed = act.change(round, version, state="closed")
    act.note("round.closed", closed, grants=ended)
    return closed


def _end_rights(act: Act, round: Round) -> int:
    inspections = act.see(Inspection).filter(round=round).values_list("pk", flat=True)
    return sum(
        end_grants(by=act, account=account, inspection=inspection)
        for inspection in inspections
        for account in act.see(Account).filter(grants__inspection=inspection).distinct()
    )
