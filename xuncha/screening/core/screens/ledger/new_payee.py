"""A payee who was never paid before and gets a large sum at once."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import first_said, rows, total
from xuncha.screening.core.screen import Screen, Setting
from xuncha.screening.core.screens.ledger._settings import AMOUNTS, DAYS, PAYEES, SKIP
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Payees whose first payment comes when the unit's books have run for a while, and whose first days bring the sum."""
    p = t.dated("payments")
    p = p.filter(p.amount > 0, p.party != "", p.day_number.notnull())
    firsts = p.group_by("unit", "party").agg(since=p.day_number.min(), least=p.setting_days.min())
    began = firsts.group_by("unit").agg(began=firsts.since.min())
    firsts = firsts.join(began, "unit")
    firsts = firsts.filter(firsts.since - firsts.began >= firsts.least)
    p = p.join(firsts, ["unit", "party"])
    p = p.filter(
        p.since - p.began >= p.setting_days, p.day_number - p.since < p.setting_within, ~p.words.re_search(t.words("skip"))
    )  # fmt: skip
    found = p.group_by("unit", "party").agg(
        ids=rows(p.id), amount=total(p.amount), times=p.count(), first=p.day.min(), within=p.setting_within.max(),
        payee=first_said(p.payee.max(), p.payee_id.max()), bound=p.setting_limit.max(),
    )  # fmt: skip
    return found.filter(found.amount >= found.bound).drop("unit", "party", "bound")


SCREEN = Screen(
    key="new_payee",
    title=Sentence("新收款人大额付款", "a new payee with a large sum"),
    why=Sentence(
        "从没打过交道的收款人一来就拿大额，要看它是怎么选上的、是不是刚成立。",
        "Who was never dealt with and gets a large sum at once: how was it chosen, and how old is it?",
    ),
    basis=Sentence("审计常用核对方法", "usual audit practice"),
    exclusions=(
        Sentence(
            "账开始后不久首次出现的不算：此前有没有往来看不到",
            "Payees seen soon after the books begin are not counted: earlier dealings are not known",
        ),
        Sentence(
            "财政、国库、征地拆迁补偿等按词表排除",
            "Treasury, compensation for land and the like are left out by a word list",
        ),
    ),
    needs=(AMOUNTS, DAYS, PAYEES),
    settings=(
        Setting(
            "days",
            "number",
            Sentence("账开始多少天以后首次出现", "first seen so many days after the books begin"),
        ),
        Setting("within", "number", Sentence("首次付款起合并几天", "days counted from the first payment")),
        Setting("limit", "yuan", Sentence("合计不低于", "sum at least")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "“{payee}”{first} 首次出现，{within} 天内付款 {times} 笔共 {amount} 元，请看是怎么选上的",
        "“{payee}” was first paid on {first} and got {amount} yuan in {times} payments within {within} days: see how it was chosen",
    ),
    look=Sentence(
        "采购或比选材料、合同、工商登记日期和经营范围",
        "how it was chosen, the contract, the day and scope of its registration",
    ),
    method=Sentence(
        "按单位看：从账上第一笔付款算起，满设定天数以后才首次出现的收款人，把首次付款起设定天数内付给它的加起来，"
        "够金额的是疑点。",
        "By unit: payees first paid so many days after the first payment of the books; what they got "
        "within the set days from then is added up, and sums large enough are doubts.",
    ),
    example=Sentence(
        "账从 2023 年 1 月开始，2024 年 9 月首次出现某管理公司，20 天内付了 48 万元。",
        "The books begin in January 2023; a company first seen in September 2024 got 480,000 yuan within 20 days.",
    ),
    money=("amount",),
)
