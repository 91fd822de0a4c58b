"""开始离组交接: open the page of a member who is about to leave."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.leaving.facts import staying
from xuncha.leaving.models import RECEIVERS, Leaving
from xuncha.rounds.models import Inspection
from xuncha.trust.act import Act, action
from xuncha.trust.models import Account


@action(
    "leaving.begin", roles=RECEIVERS, where="inspection", says=Sentence("开始离组交接", "begin a leaving")
)
def begin_leaving(act: Act, *, inspection: Inspection, account: Account) -> Leaving:
    """The page of the member; the one that is open already where there is one.

    Raises Refusal for somebody who holds no role of the team there.
    """
    under_way = act.see(Leaving).filter(inspection=inspection, account=account, state=Leaving.OPEN).first()
    if under_way is not None:
        return under_way
    if account not in staying(act, inspection.pk, act.today):
        act.refuse(
            "not-in-team",
            Sentence("此人在这项巡察任务中没有巡察组权限。", "This person holds no role of the team here."),
            Sentence("请从名单中选择本组人员。", "Choose somebody of the team."),
        )
    return act.add(Leaving(inspection=inspection, account=account, begun_on=act.today, begun_by=act.by))
