"""The lists that the demo street office hands in beside its books: a bank statement, contracts, allowances, a register.

Everything is invented. What lies in them is told in `PLANTED`; the rest agrees with the books of `ledger`.
"""

from __future__ import annotations

import zlib
from datetime import date

from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.words import Sentence, same
from xuncha.office.demo.ledger import NOTE, UNIT
from xuncha.office.demo.ledger_payments import YEAR

PLANTED = {
    "bank_not_booked": 2,
    "contract_overpaid": 1,
    "paid_before_contract": 1,
    "payroll_twice": 1,
    "young_payee": 1,
}
"""Screen → how many doubts it has to give on books and lists together; no other screen gives more than on the books alone."""

_BANK = (
    ("day", "交易日期", "date"),
    ("summary", "摘要", "text"),
    ("party", "对方户名", "text"),
    ("paid", "支出", "money"),
    ("received", "收入", "money"),
    ("balance", "余额", "money"),
)
_CONTRACTS = (
    ("number", "合同编号", "text"),
    ("title", "合同名称", "text"),
    ("supplier", "乙方", "text"),
    ("day", "签订日期", "date"),
    ("price", "合同金额", "money"),
)
_ALLOWANCES = (
    ("person", "姓名", "text"),
    ("number", "职工编号", "text"),
    ("item", "发放项目", "text"),
    ("day", "发放日期", "date"),
    ("amount", "实发金额", "money"),
    ("account", "银行账号", "text"),
)
_REGISTER = (("company", "企业名称", "text"), ("day", "成立日期", "date"), ("owner", "法定代表人", "text"))
_STAFF = ("何晓芸", "段立新", "普春花", "罗家旺", "尹秀兰", "邓永平", "毕文山", "沙丽萍")
_BUILDER, _PLANNER = "明川县宏远建筑劳务有限公司(虚构)", "明川县鼎盛管理有限公司(虚构)"
_PRINTER, _ADVISER = "明川县新意广告中心(虚构)", "明川县众智管理咨询中心(虚构)"


def list_workbook() -> bytes:
    """The four lists as one workbook, as an office would hand them in."""
    sheets = (
        ("银行对账单", _BANK, _statement()),
        ("合同台账", _CONTRACTS, _contracts()),
        ("津贴补贴发放表", _ALLOWANCES, _allowances()),
        ("企业登记信息", _REGISTER, _register()),
    )
    return write_book(
        [
            Sheet(
                name,
                [Column(key, same(title), kind) for key, title, kind in columns],
                rows,
                notes=(f"{UNIT} {YEAR}年{name}  单位:元", NOTE),
            )
            for name, columns, rows in sheets
        ],
        stamp=Sentence("虚构", "fictional").zh,
    )


def _statement() -> list[dict[str, object]]:
    """The basic account. The 60,000 yuan that went out and came back in December stand in no book."""
    moves = (
        (date(YEAR, 3, 27), "现金缴存", "沈建国", 1_200_000),
        (date(YEAR, 5, 20), "赞助费", "明川县东兴商贸有限公司(虚构)", 5_000_000),
        (date(YEAR, 6, 21), "结息", "", 31_805),
        (date(YEAR, 12, 4), "转入", UNIT, 18_350_000),
        (date(YEAR, 12, 11), "往来款", "明川县东兴商贸有限公司(虚构)", -6_000_000),
        (date(YEAR, 12, 18), "往来款", "明川县东兴商贸有限公司(虚构)", 6_000_000),
        (date(YEAR, 12, 21), "结息", "", 40_277),
    )
    rows: list[dict[str, object]] = []
    balance = 0
    for day, summary, party, cents in moves:
        balance += cents
        rows.append(
            {
                "day": day, "summary": summary, "party": party, "paid": -cents if cents < 0 else None,
                "received": cents if cents > 0 else None, "balance": balance,
            }
        )  # fmt: skip
    return rows


def _contracts() -> list[dict[str, object]]:
    """The builder is paid 314,675 yuan on 280,000; the contract for printing is signed a week after the payment."""
    agreed = (
        ("便民中心房屋租赁", "明川县城投资产管理公司(虚构)", date(YEAR, 1, 2), 7_920_000),
        ("社区活动室改造", _BUILDER, date(YEAR, 4, 28), 28_000_000),
        ("会务制作", _PRINTER, date(YEAR, 7, 29), 1_146_077),
        ("规划编制", _PLANNER, date(YEAR, 9, 1), 24_836_040),
        ("咨询服务", _ADVISER, date(YEAR, 11, 3), 15_000_000),
    )
    return [
        {
            "number": f"HT-{YEAR}-{number:02d}",
            "title": title,
            "supplier": supplier,
            "day": day,
            "price": price,
        }
        for number, (title, supplier, day, price) in enumerate(agreed, 1)
    ]


def _allowances() -> list[dict[str, object]]:
    """An allowance of two quarters; one person stands twice on the list of the second."""
    paid = [(name, month) for month in (3, 6) for name in _STAFF]
    paid.insert(11, (_STAFF[2], 6))
    return [
        {
            "person": name, "number": f"虚构{_STAFF.index(name) + 1:03d}", "item": f"{month // 3}季度岗位补助",
            "day": date(YEAR, month, 25), "amount": 120_000 + 100 * _STAFF.index(name),
            "account": f"9999{zlib.crc32(name.encode()):010d}",
        }
        for name, month in paid
    ]  # fmt: skip


def _register() -> list[dict[str, object]]:
    """The planner was founded eleven weeks before it was first paid."""
    founded = (
        (_BUILDER, date(2015, 3, 9), "陶文贵"),
        (_ADVISER, date(2019, 11, 21), "蒋一鸣"),
        (_PLANNER, date(YEAR, 7, 2), "鲁成飞"),
        (_PRINTER, date(2017, 6, 15), "岳小红"),
    )
    return [{"company": company, "day": day, "owner": owner} for company, day, owner in founded]
