"""A payee that was founded shortly before its first payment."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import day_number, rows, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._settings import AMOUNTS, DAYS, PAYEES, SKIP
from xuncha.screening.core.screens.ledger._spending import compared
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Payees whose first payment comes fewer than so many days after, or before, the register says they were founded."""
    p = t.dated("payments")
    p = p.filter(p.amount > 0, p.party != "", p.day.notnull(), ~p.words.re_search(t.words("skip")))
    paid = p.group_by("party").agg(
        ids=rows(p.id), amount=total(p.amount), times=p.count(), payee=p.payee.max(), first=p.day.min(),
        within=p.setting_days.max(), smallest=p.setting_smallest.max(),
    )  # fmt: skip
    c = t.companies.filter(t.companies.day.notnull())
    c = c.group_by(party=compared(c.company)).agg(founded=c.day.min())
    found = paid.join(c.filter(c.party != ""), "party")
    age = day_number(found["first"]) - day_number(found.founded)
    found = found.filter(age < found.within, found.amount >= found.smallest)
    return found.drop("party", "within", "smallest")


SCREEN = Screen(
    key="young_payee",
    title=Sentence("收款企业成立不久", "a payee founded shortly before"),
    why=Sentence(
        "刚成立就拿到单位的钱，可能是为这笔业务专门设的；收款在成立之前的，更要看是谁收的。",
        "A firm paid as soon as it exists may have been made for it; one paid before it existed is stranger still.",
    ),
    basis=Sentence("审计常用核对方法：收款单位成立日期与首次付款日期对比", "usual audit practice"),
    exclusions=(
        Sentence(
            "企业名称要完全相同（空格和括号不计）；登记表里没有的企业看不到",
            "Names must be the same; firms that are not on the list are not seen",
        ),
        Sentence(
            "改名、分立、个体转企业的登记日期会晚于实际经营",
            "A firm that was renamed, split or turned from a sole trader is older than its registration",
        ),
    ),
    needs=(AMOUNTS, DAYS, PAYEES, Need("companies", ("company",)), Need("companies", ("day",))),
    settings=(
        Setting(
            "days",
            "number",
            Sentence("成立不满几天就收到第一笔", "first paid fewer days after its founding than"),
        ),
        Setting("smallest", "yuan", Sentence("合计不低于", "sum at least")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "“{payee}”{founded} 成立，{first} 收到第一笔，至今 {times} 笔共 {amount} 元，请看业务是怎么来的",
        "“{payee}” was founded on {founded} and first paid on {first}; {times} payments, {amount} yuan: see how the business came about",
    ),
    look=Sentence(
        "采购或比选材料、合同；工商登记的股东、地址、经营范围和变更记录",
        "how it was chosen, the contract; owners, address, scope and changes in the register",
    ),
    method=Sentence(
        "收款人在工商登记名单里的，用首次付款日减成立日期，不到设定天数（包括付款在成立之前的）、合计够金额的是疑"
        "点。",
        "For payees on the register, the days from founding to the first payment; fewer than are set "
        "(payments before founding too), with a sum large enough, are a doubt.",
    ),
    example=Sentence(
        "某管理公司 7 月 2 日成立，9 月 17 日收到第一笔 248,360 元。",
        "A company founded on 2 July was first paid, 248,360 yuan, on 17 September.",
    ),
    money=("amount",),
)
