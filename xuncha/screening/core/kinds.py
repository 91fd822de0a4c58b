"""What a sheet may be taken for: books by the columns they have, or one of the lists that lie beside the books."""

from __future__ import annotations

from collections.abc import Mapping, Set

from xuncha.base.words import Sentence
from xuncha.screening.core.tables.office import OFFICE

TableKind = str
"""entries, payments, accounts, unknown, or the key of a list (`core/tables/office.py`)."""

BOOKS = "books"
"""What a person chooses for a sheet that is no list; which book it is follows from its columns."""

KINDS: Mapping[TableKind, Sentence] = {
    "entries": Sentence("记账凭证（序时账、明细账）", "journal entries"),
    "payments": Sentence("支付明细", "list of payments"),
    "accounts": Sentence("会计科目表", "chart of accounts"),
    "unknown": Sentence("未认出的表", "not recognised"),
} | {table.key: table.title for table in OFFICE}


def kind_of_books(fields: Set[str]) -> tuple[TableKind, Sentence]:
    """Which book has these fields, and why; "unknown" when none has."""
    account = fields & {"account_code", "account_name"}
    booking = fields & {"day", "dom", "voucher_no", "summary"}
    if {"debit", "credit"} <= fields and booking:
        return "entries", Sentence("有借方和贷方两列金额", "it has a debit and a credit column")
    if {"amount", "side"} <= fields and account and booking:
        return "entries", Sentence("有金额、借贷方向和科目", "it has amounts, their side and accounts")
    if {"debit", "credit"} <= fields and account:
        return "unknown", Sentence(
            "有借贷金额和科目，没有日期、凭证号和摘要，也没有期初、期末余额",
            "it has sides and accounts but no day, number or summary, and no opening or closing balance",
        )
    if "amount" in fields:
        return "payments", Sentence(
            "只有一列金额，没有借贷之分", "it has one column of amounts without sides"
        )
    if len(account) == 2 and fields & {"level", "normal_side"}:
        return "accounts", Sentence(
            "有科目编码、名称和级次或余额方向", "it has account codes, names and levels or sides"
        )
    return "unknown", Sentence("没有找到金额列", "no column of amounts was found")
