"""登记名单来源和批准: a list of persons takes part in screens only when its source and the decision are named."""

from __future__ import annotations

import json
from datetime import date

from xuncha.base.words import Sentence
from xuncha.screening.core.persons import Permission
from xuncha.screening.models import Ledger
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM


@action(
    "screening.allow_persons",
    roles=TEAM,
    where="ledger",
    says=Sentence("登记人员名单的来源和批准", "name source and decision of a list of persons"),
)
def allow_persons(
    act: Act, *, ledger: Ledger, version: int, source: str, decision: str, decided_on: date | None
) -> Ledger:
    """Name where the list comes from and what allows its use. Raises Refusal when one of them is missing, Stale."""
    if not (source.strip() and decision.strip() and decided_on):
        act.refuse(
            "no-permission",
            Sentence(
                "来源、批准文件、批准日期都要写明。", "Source, decision and its day have all to be named."
            ),
            Sentence(
                "没有批准的名单不能使用；领导干部个人有关事项报告和回避申报不得用作名单。",
                "Without a decision a list is not used; what cadres declare of themselves may never be one.",
            ),
        )
    if decided_on > act.today:
        act.refuse(
            "later",
            Sentence("批准日期还没有到。", "The day of the decision has not come yet."),
            Sentence("请核对批准文件。", "Check the decision."),
        )
    permission = Permission(source.strip(), decision.strip(), decided_on)
    return act.change(
        ledger,
        version,
        noting="persons_allowed",
        allowed=vault.seal(ledger, "allowed", json.dumps(permission.as_dict(), ensure_ascii=False)),
    )


def permission_of(text: str) -> Permission | None:
    """What was named for a file; "" gives None."""
    return Permission.of(json.loads(text)) if text else None
