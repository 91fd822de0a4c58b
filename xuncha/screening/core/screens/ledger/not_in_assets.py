"""Things bought as expenses that are neither booked as fixed assets nor on the list of assets."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._settings import SKIP_VOUCHERS
from xuncha.screening.core.screens.ledger._spending import payee_said
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Debits for something bought, with no equal debit on an asset account of the unit's year and no equal asset listed."""
    e = t.dated("entries")
    assets = "^(" + t.words("accounts") + ")"
    e = e.filter(e.counts, ~e.cash, e.debit >= e.setting_smallest, e.debit > 0, e.day.notnull())
    said = e.summary.lower().replace(" ", "")
    e = e.filter(
        said.re_search(t.words("bought")),
        ~said.re_search(t.words("skip")),
        ~e.account_name.re_search(assets),
    )
    booked = t.entries.filter(t.entries.counts, t.entries.debit > 0, t.entries.account_name.re_search(assets))
    booked = booked.select(in_unit=booked.unit, in_year=booked.day.year(), worth=booked.debit).distinct()
    left = e.anti_join(
        booked, [e.unit == booked.in_unit, e.day.year() == booked.in_year, e.debit == booked.worth]
    )
    listed = t.assets.select(in_unit=t.assets.unit, worth=t.assets.amount).distinct()
    left = left.anti_join(
        listed, [(listed.in_unit == "") | (left.unit == "") | (left.unit == listed.in_unit), left.debit == listed.worth]
    )  # fmt: skip
    return left.select(
        "ref", ids=ibis.array([left.id]), amount=left.debit, payee=payee_said(left.payee),
        what=first_said(left.summary, left.account_name),
    )  # fmt: skip


SCREEN = Screen(
    key="not_in_assets",
    title=Sentence("购置未入资产", "purchases not among the assets"),
    why=Sentence(
        "买了电脑、家具、设备直接列支，不记固定资产、不上台账，东西就可能不在单位。",
        "Computers or furniture booked as an expense and on no list may not be in the building.",
    ),
    basis=Sentence(
        "审计常用模型“大额购买未入固定资产”；行政事业性国有资产管理条例",
        "a usual audit model; the rules on state assets",
    ),
    exclusions=(
        Sentence(
            "图书、耗材、办公用品、服务等按词表排除",
            "Books, consumables, stationery and services are left out by a word list",
        ),
        Sentence(
            "同年有等额固定资产分录的，或资产台账里有等额资产的不算；一笔买几样、分别登记的会出现",
            "Not counted where an equal sum was booked as an asset that year or stands on the list; several things on one bill appear",
        ),
        Sentence(
            "没有交资产台账时只对照固定资产科目",
            "Without a list of assets only the asset accounts are compared",
        ),
    ),
    needs=(Need("entries", ("debit",)), Need("entries", ("summary",)), Need("entries", ("account_name",))),
    settings=(
        Setting("smallest", "yuan", Sentence("固定资产标准：单笔不低于", "limit of a fixed asset: at least")),
        Setting("bought", "words", Sentence("购置的字样", "words of buying")),
        Setting(
            "accounts", "words", Sentence("资产科目名称的开头", "beginnings of the names of asset accounts")
        ),
        SKIP_VOUCHERS,
    ),
    find=find,
    sentence=Sentence(
        "凭证 {ref} 向“{payee}”购置（“{what}”）{amount} 元，账上和资产台账里都没有等额的固定资产",
        "Voucher {ref} bought (“{what}”) from “{payee}” for {amount} yuan; neither books nor list hold an equal asset",
    ),
    look=Sentence(
        "发票和验收单、实物在哪里、谁在用；资产台账登记的日期",
        "invoice and acceptance, where the thing is and who uses it, the day it was listed",
    ),
    method=Sentence(
        "摘要含购置字样、没有记在资产科目、达到资产标准的借方分录，到同一单位同一年的资产科目借方和资产台账里找同"
        "样的金额；两边都没有的各是一个疑点。",
        "Debits for something bought, not on an asset account and as large as an asset, are looked for "
        "by sum among the unit's debits on asset accounts of that year and on the list of assets; each "
        "that is in neither is a doubt.",
    ),
    example=Sentence(
        "“付购办公电脑款”26,400 元记在办公费，全年固定资产没有 26,400 元，台账里也没有。",
        "26,400 yuan for computers stand under office expenses; no asset of that sum is booked or listed.",
    ),
    money=("amount",),
)
