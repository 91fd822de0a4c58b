"""The books of the demo street office: a year of vouchers in the shape of GB/T 24589, with irregularities planted.

Everything is invented. The same seed gives the same bytes of content on every machine. `planted` is the answer key: the
voucher numbers that each screen has to point at, and `innocent` those that look alike and must not be pointed at.
"""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from xuncha.base.money import yuan
from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.words import Sentence, same
from xuncha.office.demo.ledger_payments import (
    ADVANCES,
    EXPENSES,
    OTHERS_MONEY,
    OWN_BANK,
    SECOND_MAKER,
    YEAR,
    Payment,
    all_payments,
)

UNIT = "明川县青石街道办事处(虚构)"
NOTE = "演示数据,单位、人员、往来单位均为虚构"
BANK = ("1011", "零余额账户用款额度")
BUDGET_CASH = ("8001", "资金结存")
_KEYS = (
    "book", "year", "period", "day", "type", "number", "line", "summary", "code", "account", "debit", "credit", "payee",
    "payee_account", "settlement", "project", "maker", "approver", "poster", "attachments", "void",
)  # fmt: skip
_TITLES = (
    "会计体系", "会计年度", "会计期间号", "记账凭证日期", "记账凭证类型名称", "记账凭证编号", "记账凭证行号", "记账凭证摘要",
    "科目编号", "科目名称", "借方本币金额", "贷方本币金额", "往来单位名称",
    "收款账号", "结算方式", "项目名称", "制单人", "审核人", "记账人", "附件数", "作废标志",
)  # fmt: skip
_ACCOUNT_KEYS = ("code", "name", "level", "side")
_ACCOUNT_TITLES = ("科目编号", "科目名称", "科目级次", "余额方向")


@dataclass(frozen=True)
class DemoLedger:
    """The rows of the journal, the chart of accounts, and the answer key: screen → voucher numbers (记-0001)."""

    rows: tuple[dict[str, object], ...]
    accounts: tuple[dict[str, object], ...]
    planted: dict[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    innocent: frozenset[str] = frozenset()


def demo_ledger(seed: int = 530127) -> DemoLedger:
    """About 5,000 journal lines of one year, booked in both sets of books."""
    payments = all_payments(seed)
    payments.sort(key=lambda payment: payment.day)
    rows: list[dict[str, object]] = []
    marked: dict[str, set[str]] = {}
    numbers: dict[int, int] = {}
    for payment in payments:
        month = payment.day.month
        numbers[month] = numbers.get(month, 0) + 1
        number = f"{numbers[month]:04d}"
        rows.extend(_booked(payment, number))
        if payment.mark:
            marked.setdefault(payment.mark, set()).add(f"{payment.day:%Y-%m}/记-{number}")
    planted: dict[str, tuple[frozenset[str], ...]] = {}
    for mark in sorted(marked):
        screen = mark.split(":")[0]
        if screen != "innocent":
            planted[screen] = (*planted.get(screen, ()), frozenset(marked[mark]))
    return DemoLedger(tuple(rows), tuple(_chart()), planted, frozenset(marked["innocent"]))


def workbook(ledger: DemoLedger) -> bytes:
    """The ledger as an office would export it: 会计科目 and 记账凭证, each with a title row above its heading."""
    money = {"debit", "credit"}
    journal = [
        Column(key, same(title), "money" if key in money else "date" if key == "day" else "text")
        for key, title in zip(_KEYS, _TITLES, strict=True)
    ]
    chart = [Column(key, same(title)) for key, title in zip(_ACCOUNT_KEYS, _ACCOUNT_TITLES, strict=True)]
    return write_book(
        [
            Sheet("会计科目", chart, ledger.accounts, notes=(f"{UNIT} {YEAR}年会计科目",)),
            Sheet("记账凭证", journal, ledger.rows, notes=(f"{UNIT} {YEAR}年记账凭证  单位:元", NOTE)),
        ],
        stamp=Sentence("虚构", "fictional").zh,
    )


def text_file(ledger: DemoLedger) -> bytes:
    """The journal alone as the old export of many programs: comma separated, GB18030, a title row on top."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([f"{UNIT} {YEAR}年记账凭证({NOTE})"])
    writer.writerow(_TITLES)
    for row in ledger.rows:
        money = {key: "" if row[key] is None else yuan(row[key]) for key in ("debit", "credit")}
        writer.writerow([(row | money)[key] for key in _KEYS])
    return stream.getvalue().encode("gb18030")


def _booked(payment: Payment, number: str) -> Iterable[dict[str, object]]:
    """Four lines: expense against the treasury account, and the same in the budgetary books."""
    code, account, budget_code, budget_account, *_ = payment.expense
    sides = (
        ("01", code, account, payment.cents, None),
        ("01", *BANK, None, payment.cents),
        ("02", budget_code, budget_account, payment.cents, None),
        ("02", *BUDGET_CASH, None, payment.cents),
    )
    for line, (book, account_code, account_name, debit, credit) in enumerate(sides, 1):
        if payment.received:
            debit, credit = credit, debit
        yield {
            "book": book, "year": str(YEAR), "period": f"{payment.day.month:02d}", "day": payment.day, "type": "记",
            "number": number, "line": str(line), "summary": payment.summary, "code": account_code, "account": account_name,
            "debit": debit, "credit": credit, "payee": payment.payee,
            "payee_account": _account_number(payment.bank_of or payment.payee), "settlement": payment.settlement,
            "project": payment.project, "maker": payment.maker, "approver": payment.approver,
            "poster": SECOND_MAKER, "attachments": "2", "void": "0",
        }  # fmt: skip


def _account_number(payee: str) -> str:
    """A made-up account number, the same for the same name; nobody's."""
    return f"9999{zlib.crc32(payee.encode()):010d}" if payee else ""


def _chart() -> Iterable[dict[str, object]]:
    codes = [
        BANK,
        BUDGET_CASH,
        *((one[0], one[1]) for one in (*EXPENSES, ADVANCES, OTHERS_MONEY, OWN_BANK)),
        *((one[2], one[3]) for one in (*EXPENSES, ADVANCES, OTHERS_MONEY, OWN_BANK)),
    ]
    for code, name in sorted(codes):
        yield {"code": code, "name": name, "level": str(max(1, len(code) // 2 - 1)), "side": "借"}
