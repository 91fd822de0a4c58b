"""Projects that cost more than was approved for them."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import rows, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._agreed import costs, projects
from xuncha.screening.core.screens.ledger._settings import SKIP
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Projects of the list whose costs in the books pass what was approved, or else the contract with its changes."""
    spent = costs(t)
    spent = spent.filter(~spent.words.re_search(t.words("skip")))
    cost = spent.group_by("lot").agg(
        ids=rows(spent.id), spent=total(spent.amount), times=spent.count(), over=spent.setting_over.max(),
        smallest=spent.setting_smallest.max(),
    )  # fmt: skip
    both = cost.join(projects(t), "lot")
    both = both.mutate(amount=both.spent - both.budget)
    found = both.filter(
        both.budget > 0, both.spent * 100 > both.budget * (100 + both.over), both.amount >= both.smallest
    )
    return found.select("ids", "amount", "title", "times", "spent", "budget")


SCREEN = Screen(
    key="project_overspent",
    title=Sentence("项目支出超过批复", "a project above its budget"),
    why=Sentence(
        "账上列到项目的钱比批复的多，可能是概算失控，也可能是别的开支挤进了项目。",
        "Where more is booked to a project than approved, it got out of hand, or other spending was put into it.",
    ),
    basis=Sentence(
        "政府投资条例：建设投资原则上不得超过核定概算，待核对原文；审计常用核对方法",
        "the regulation on government investment: not above the approved budget, to be checked; usual audit practice",
    ),
    exclusions=(
        Sentence(
            "账上的项目名称或编号与台账要相同（空格和括号不计）；账上没有填项目的看不到",
            "Title or number of the project must be the same in list and books; bookings without a project are not seen",
        ),
        Sentence(
            "没有批复金额的按合同价加变更看；台账上重名的项目不看；以前年度的支出看不到",
            "Without an approved sum the contract and its changes count; names that two projects bear are left out;"
            " earlier years are not seen",
        ),
    ),
    needs=(
        Need("projects", ("approved", "price")),
        Need("lines", ("project",)),
        Need("lines", ("debit", "amount")),
    ),
    settings=(
        Setting(
            "over",
            "number",
            Sentence("超过批复百分之几以上", "above the approved sum by more than (per cent)"),
        ),
        Setting("smallest", "yuan", Sentence("超出不低于", "above it by at least")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "项目“{title}”账上支出 {times} 笔共 {spent} 元，台账上批复（合同）{budget} 元，多 {amount} 元",
        "{times} bookings, {spent} yuan, stand under the project “{title}”; the list has {budget} approved (agreed): {amount} more",
    ),
    look=Sentence(
        "调整概算的批复、变更签证和结算审核；列到项目的各笔是不是这个项目的",
        "any later approval, changes and settlement; whether each booking belongs to the project",
    ),
    method=Sentence(
        "账上记到某个项目（名称或编号相同）的支出加起来，与台账上的批复金额（没有的用合同价加变更）比，"
        "多出的超过设定比例和金额的是疑点。一笔费用先挂账、后付款、再转资产的只算一次。",
        "The costs booked to a project (by name or number) against what was approved, or else the "
        "contract with its changes; an excess above the set share and sum is a doubt. What is accrued, "
        "paid and made an asset counts once.",
    ),
    example=Sentence(
        "“活动室改造”批复 300,000 元，账上列支 342,000 元。",
        "300,000 yuan were approved for a hall; 342,000 are booked to it.",
    ),
    money=("amount", "spent", "budget"),
)
