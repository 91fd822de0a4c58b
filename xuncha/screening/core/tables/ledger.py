"""The tables of the ledger family: the books first, then the lists that lie beside them."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.table import Column, ColumnKind, Table
from xuncha.screening.core.tables.office import OFFICE

_Row = tuple[str, ColumnKind, str, str]


def _columns(*rows: _Row) -> tuple[Column, ...]:
    return tuple(Column(name, kind, Sentence(zh, en)) for name, kind, zh, en in rows)


_UNIT: _Row = ("unit", "text", "单位", "unit")
_VOUCHER: tuple[_Row, ...] = (
    ("voucher_type", "text", "凭证字", "voucher type"),
    ("voucher_no", "code", "凭证号", "voucher numbers"),
)
_ACCOUNT: tuple[_Row, ...] = (
    ("account_code", "code", "科目编码", "account codes"),
    ("account_name", "text", "科目名称", "account names"),
)
_PAYEE: tuple[_Row, ...] = (
    ("payee", "text", "收款人", "a payee"),
    ("payee_id", "code", "收款人编号", "a payee's number"),
)
_HANDS: tuple[_Row, ...] = (
    ("maker", "text", "制单人", "a maker"),
    ("approver", "text", "审核人", "an approver"),
)
_PAID: tuple[_Row, ...] = (
    ("payee_account", "code", "收款账号", "the payee's account"),
    ("payer_account", "code", "付款账号", "the payer's account"),
    ("category", "text", "支出经济分类", "an economic class"),
    ("function", "text", "预算科目", "a budget line"),
    ("project", "text", "项目", "a project"),
    ("settlement", "text", "结算方式", "a way of settlement"),
    ("nature", "text", "资金性质", "a nature of funds"),
    ("invoice", "code", "发票号", "an invoice number"),
)
_SUMMARY: _Row = ("summary", "text", "摘要", "a summary")
_DAY: _Row = ("day", "day", "日期", "a date")
_REF: _Row = ("ref", "text", "凭证字号", "type and number of the voucher")
_KEY: _Row = ("voucher", "id", "凭证（同一张凭证的行相同）", "the voucher: equal for its lines")
_WORDS: _Row = (
    "words",
    "text",
    "收款人和摘要，小写、去空格",
    "payee and summary in lower case without spaces",
)
_SIDES: tuple[_Row, ...] = (
    ("debit", "turnover", "借方金额", "debits"),
    ("credit", "turnover", "贷方金额", "credits"),
)

LINES = Table(
    "lines",
    Sentence("账表行", "lines of the books"),
    Sentence("一行是账表里读到的一行，未加整理", "one row is one line of the books as read"),
    _columns(
        ("kind", "text", "哪种表", "kind of sheet"), _UNIT, _DAY, ("department", "text", "部门", "department"),
        ("book", "code", "会计体系", "set of books"), ("year", "code", "年度", "year"), ("period", "code", "期间", "period"),
        *_VOUCHER, ("line_no", "code", "行号", "line number"), _SUMMARY, *_ACCOUNT,
        ("counter_account", "text", "对方科目", "counter account"), *_PAYEE, *_PAID, *_HANDS,
        ("poster", "text", "记账人", "a bookkeeper"), *_SIDES, ("amount", "turnover", "金额", "an amount"),
    ),
    takes=("entries", "payments"),
)  # fmt: skip
CHART = Table(
    "chart",
    Sentence("会计科目", "chart of accounts"),
    Sentence("一行是一个科目", "one row is one account"),
    _columns(
        _UNIT,
        *_ACCOUNT,
        ("level", "code", "级次", "level"),
        ("normal_side", "text", "余额方向", "normal side"),
    ),
    takes=("accounts",),
)
ENTRIES = Table(
    "entries",
    Sentence("分录", "entries"),
    Sentence("一行是一笔分录；`counts` 为真的一套账才能合计", "one row is one booking; only the set of books that `counts` may be summed"),
    _columns(
        _UNIT, _DAY, ("department", "text", "部门", "department"), ("book", "code", "会计体系：01 财务，02 预算", "set of books: 01, 02"),
        ("counts", "mark", "计入合计的一套账", "in the set of books that may be summed"), ("year", "code", "年度", "year"),
        ("period", "code", "期间", "period"), *_VOUCHER, _REF, _KEY, ("line_no", "code", "行号", "line number"), _SUMMARY,
        *_ACCOUNT, ("cash", "mark", "货币资金科目", "an account of cash or bank"),
        ("counter_account", "text", "对方科目", "counter account"), *_PAYEE, *_PAID, *_HANDS,
        ("poster", "text", "记账人", "a bookkeeper"), *_SIDES, _WORDS,
    ),
    dated_by="day",
)  # fmt: skip
PAYMENTS = Table(
    "payments",
    Sentence("付款记录", "payments"),
    Sentence(
        "一行是付出去的一笔钱：有支付明细的取支付明细，没有的取货币资金科目的贷方",
        "one row is money that went out: the payment list where there is one, otherwise what was credited on cash and bank",
    ),
    _columns(
        _UNIT, _DAY, ("day_number", "whole", "日期序号（1970-01-01 为 0）", "days since 1970-01-01"), *_VOUCHER, _REF, _KEY, _SUMMARY,
        *_PAYEE, ("party", "text", "收款人", "a payee"), *_PAID, *_HANDS,
        ("amount", "turnover", "金额", "an amount"), _WORDS,
    ),
    dated_by="day",
)  # fmt: skip
VOUCHERS = Table(
    "vouchers",
    Sentence("凭证", "vouchers"),
    Sentence("一行是一张凭证；没有凭证的，一笔付款一行", "one row is one voucher, or one payment where no journal was handed in"),
    _columns(
        _UNIT, _DAY, _REF, _KEY, _SUMMARY, *_HANDS, ("poster", "text", "记账人", "a bookkeeper"),
        ("amount", "turnover", "金额", "an amount"), _WORDS,
    ),
    dated_by="day",
)  # fmt: skip

TABLES = (LINES, CHART, ENTRIES, PAYMENTS, VOUCHERS, *OFFICE)
