"""A large part of a year's payments made in its last days."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import total
from xuncha.screening.core.screen import Screen, Setting
from xuncha.screening.core.screens.ledger._settings import AMOUNTS, DAYS, SKIP
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Years of a unit whose last days of December have the share; years that are not there whole are left out."""
    p = t.dated("payments")
    p = p.filter(p.amount > 0, p.day.notnull(), ~p.words.re_search(t.words("skip")))
    late = (p.day.month() == 12) & (p.day.day() > 31 - p.setting_days)
    p = p.mutate(year=p.day.year().cast("int64"), month=p.day.month(), late=late)
    years = p.group_by("unit", "year").agg(
        ids=p.id.collect(where=p.late).sort(), amount=total((p.late).ifelse(p.amount, 0)), whole=total(p.amount),
        times=total(p.late.cast("int64")), months=p.month.nunique(), days=p.setting_days.max(),
        share=p.setting_share.max(), needed=p.setting_months.max(),
    )  # fmt: skip
    found = years.filter(
        years.times > 0, years.months >= years.needed, years.amount * 100 >= years.whole * years.share
    )
    return found.select(
        "ids",
        "amount",
        "times",
        "year",
        "days",
        share=(found.amount * 100 / found.whole).floor().cast("int64"),
    )


SCREEN = Screen(
    key="year_end_rush",
    title=Sentence("年底突击花钱", "spending rush at the year's end"),
    why=Sentence(
        "怕结余收回而赶在年底付款，容易出现预付、虚列、以拨代支和匆忙采购。",
        "Money spent so that it need not be given back tends to be advances, sham expenses and hasty purchases.",
    ),
    basis=Sentence(
        "预算法关于预算执行的规定；审计常用核对方法", "the Budget Law on execution; usual audit practice"
    ),
    exclusions=(
        Sentence("没有交全年账的年度不判断", "Years whose books are not there whole are not judged"),
        Sentence("工资、社保等按词表排除", "Wages, insurance and the like are left out by a word list"),
        Sentence(
            "年底才下达的专项资金也会造成集中付款，要看指标文件日期",
            "Funds granted only in December have the same effect: see the day of the grant",
        ),
    ),
    needs=(AMOUNTS, DAYS),
    settings=(
        Setting("days", "number", Sentence("年末几天", "last days of the year")),
        Setting(
            "share", "number", Sentence("占全年付款不低于（百分之）", "share of the year at least (per cent)")
        ),
        Setting("months", "number", Sentence("至少有几个月有付款", "months with payments at least")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "{year} 年最后 {days} 天付款 {times} 笔共 {amount} 元，占全年的 {share}%，疑似年底突击花钱",
        "In the last {days} days of {year} {times} payments of {amount} yuan were made, {share} % of the year: possibly a rush",
    ),
    look=Sentence(
        "其中最大的十来笔：合同签订和验收日期、有没有先付款后办事、钱付出去后有没有退回",
        "the ten largest: days of contract and acceptance, whether paid before anything was done, whether it came back",
    ),
    method=Sentence(
        "有付款的月份数够的年度，看 12 月最后若干天的付款占全年付款的比例，达到设定比例的是疑点。",
        "In years with payments in enough months, the share of the last days of December in all "
        "payments; shares that reach the limit are doubts.",
    ),
    example=Sentence(
        "全年付款 500 万元，12 月 17 日以后付了 140 万元，占 28%。",
        "Of 5 million yuan in the year 1.4 million, 28 %, were paid after 17 December.",
    ),
    money=("amount",),
)
