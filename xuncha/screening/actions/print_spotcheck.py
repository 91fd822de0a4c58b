"""打印抽查凭证清单: the vouchers behind chosen doubts, as a paper to carry to the cashier."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.base.words import Sentence
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.models import Paper
from xuncha.rounds.models import Inspection
from xuncha.screening.actions.read_hits import read_hits
from xuncha.screening.core.spotcheck import Doubt, vouchers_to_pull
from xuncha.screening.models import Hit
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM


@action(
    "screening.print_spotcheck",
    roles=TEAM,
    where="inspection",
    says=Sentence("拟制抽查凭证清单", "draft a list of vouchers"),
)
def print_spotcheck(
    act: Act, *, inspection: Inspection, hits: Sequence[Hit], form: str = "voucher_list"
) -> Paper:
    """A draft in the form `voucher_list` (Excel) or `vouchers_to_pull` (Word). Raises Refusal when no doubt was chosen.

    The paper says where to look, not what is suspected: the doubts themselves stay with the team.
    """
    if not hits:
        act.refuse(
            "none",
            Sentence("没有选择疑点。", "No doubt was chosen."),
            Sentence("请先勾选要抽查的疑点。", "Choose some first."),
        )
    opened = read_hits(by=act, hits=list(hits))
    doubts = [Doubt(one.row.serial, one.screen, one.evidence) for one in opened if one.screen]
    facts = {
        "title": inspection.title,
        "rows": [
            {
                "day": pull.day, "voucher": pull.voucher, "summary": pull.summary, "payee": pull.payee, "amount": pull.amount,
                "look": "；".join(look.zh for look in pull.look), "doubts": "、".join(str(number) for number in pull.doubts),
                "place": pull.place,
            }
            for pull in vouchers_to_pull(doubts)
        ],
    }  # fmt: skip
    return draft_paper(by=act, form=form, facts=facts, inspection_id=inspection.pk)
