"""Fees, sponsorship and gifts taken in."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import first_said, rows, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._settings import BY_WORDS, SKIP_VOUCHERS
from xuncha.screening.core.screens.ledger._spending import payee_said
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Credits other than on cash accounts whose words or account speak of fees or sponsorship, by unit, account and year."""
    e = t.dated("entries")
    e = e.filter(e.counts, ~e.cash, e.credit > 0, e.day.notnull())
    kinds = t.words("kinds")
    e = e.filter(
        e.words.re_search(kinds) | e.account_name.re_search(kinds), ~e.words.re_search(t.words("skip"))
    )
    e = e.mutate(account=first_said(e.account_name, e.account_code), year=e.day.year().cast("int64"))
    found = e.group_by("unit", "account", "year").agg(
        ids=rows(e.id), amount=total(e.credit), times=e.count(), payer=payee_said(e.payee.max()),
        smallest=e.setting_smallest.max(),
    )  # fmt: skip
    return found.filter(found.amount >= found.smallest).drop("unit", "smallest")


SCREEN = Screen(
    key="fees_collected",
    title=Sentence("收取管理费、赞助费", "fees and sponsorship collected"),
    why=Sentence(
        "机关向下属单位、企业收管理费、赞助费，要看有没有依据，是不是进了账、上缴了。",
        "Fees and sponsorship that a public body takes from others mostly rest on nothing, and may be spent at once.",
    ),
    basis=Sentence(
        "审计常用模型“收管理费、赞助费”；行政事业性收费目录和收支两条线规定",
        "a usual audit model; the list of lawful fees",
    ),
    exclusions=(
        Sentence(
            "物业管理费等按词表排除", "Fees for building management and the like are left out by a word list"
        ),
        Sentence(
            "没有入账的收费看不出来，要走访交费单位", "What was never booked is not seen: ask those who paid"
        ),
        BY_WORDS,
    ),
    needs=(
        Need("entries", ("credit",)),
        Need("entries", ("account_name", "summary")),
        Need("entries", ("day",)),
    ),
    settings=(
        Setting("kinds", "words", Sentence("收费、赞助的字样", "words of fees and sponsorship")),
        Setting("smallest", "yuan", Sentence("一年合计不低于", "sum of a year at least")),
        SKIP_VOUCHERS,
    ),
    find=find,
    sentence=Sentence(
        "{year} 年在“{account}”收进管理费、赞助费一类款项 {times} 笔共 {amount} 元（如“{payer}”），请看收费依据",
        "In {year} {times} receipts of fees or sponsorship, {amount} yuan, were booked on “{account}”"
        " (such as “{payer}”): see on what they rest",
    ),
    look=Sentence(
        "收费文件和票据、交款单位名单、是否上缴财政、用到了哪里",
        "the document and receipts, who paid, whether it was handed to the treasury, what it was used for",
    ),
    method=Sentence(
        "找现金、银行以外的科目里，摘要、往来单位或科目名称含管理费、赞助费等字样的贷方分录，按单位、"
        "科目和年度归在一起；合计够金额的是疑点。",
        "Credits other than on cash accounts whose words or account speak of fees or sponsorship, by "
        "unit, account and year; sums large enough are doubts.",
    ),
    example=Sentence(
        "“其他应付款”贷方有“收某企业赞助费”3 笔 12 万元，之后用于接待。",
        "Three credits “sponsorship of a company”, 120,000 yuan, on other payables, later spent on receptions.",
    ),
    money=("amount",),
)
