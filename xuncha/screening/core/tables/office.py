"""The lists that lie beside the books: what was paid to whom, owned, driven, eaten and planned.

A column that is also a field of `data/screening/headers.toml` is filled from the column of the sheet that was taken for
that field; a table is filled by the sheets of its own kind.
"""

from __future__ import annotations

from collections.abc import Mapping

from xuncha.base.words import Sentence
from xuncha.screening.core.table import Column, ColumnKind, Table

_Row = tuple[str, ColumnKind, str, str]
_UNIT: _Row = ("unit", "text", "单位", "unit")
_DAY: _Row = ("day", "day", "日期", "a date")
_SUMMARY: _Row = ("summary", "text", "摘要", "a summary")
_AMOUNT: _Row = ("amount", "cents", "金额", "an amount")
_VOUCHER: _Row = ("voucher_no", "code", "凭证号", "a voucher number")
_PLATE: _Row = ("plate", "code", "车牌号", "a number plate")
_YEAR: _Row = ("year", "code", "年度", "a year")
_NUMBER: _Row = ("number", "code", "编号", "a number")
_TITLE: _Row = ("title", "text", "名称", "a title")


def _list(
    key: str,
    title: tuple[str, str],
    what: tuple[str, str],
    *rows: _Row,
    dated_by: str = "day",
    shows: Mapping[str, str] | None = None,
) -> Table:
    columns = tuple(Column(name, kind, Sentence(zh, en)) for name, kind, zh, en in rows)
    return Table(key, Sentence(*title), Sentence(*what), columns, (key,), dated_by, shows or {})


OFFICE = (
    _list(
        "payroll", ("工资津补贴", "payroll"), ("一行是发给一个人的一项钱", "one row is one item paid to one person"),
        _UNIT, _DAY, _YEAR, ("period", "code", "期间", "a period"), ("person", "text", "姓名", "a person's name"),
        ("person_id", "code", "证件号", "a person's number"), ("item", "text", "发放项目", "what was paid"), _AMOUNT,
        ("account", "code", "银行账号", "a bank account"), _SUMMARY, shows={"payee": "person", "summary": "item"},
    ),
    _list(
        "contracts", ("合同台账", "contracts"), ("一行是一份合同", "one row is one contract"),
        _UNIT, _NUMBER, _TITLE, ("supplier", "text", "对方单位", "the other party"), _DAY,
        ("starts", "day", "开始", "a start"),
        ("ends", "day", "结束", "an end"), ("price", "cents", "合同价", "a price"),
        ("way", "text", "采购方式", "a way of buying"),
        ("kind", "text", "类别", "a kind"), ("project", "text", "项目", "a project"),
        shows={"payee": "supplier", "summary": "title", "amount": "price", "voucher": "number"},
    ),
    _list(
        "projects", ("项目台账", "projects"), ("一行是一个项目", "one row is one project"),
        _UNIT, _NUMBER, _TITLE, ("place", "text", "地点", "a place"), _DAY,
        ("done_on", "day", "完工日期", "a day of completion"),
        ("contractor", "text", "施工单位", "a contractor"), ("approved", "cents", "概算（批复）", "an approved sum"),
        ("price", "cents", "合同价", "a contract price"), ("changed", "cents", "变更金额", "the sum of changes"),
        ("settled", "cents", "结算价", "a settled price"), ("way", "text", "采购方式", "a way of buying"),
        shows={"payee": "contractor", "summary": "title", "amount": "price", "voucher": "number"},
    ),
    _list(
        "assets", ("资产台账", "assets"), ("一行是一项资产", "one row is one asset"),
        _UNIT, _NUMBER, _TITLE, ("category", "text", "分类", "a class"), _DAY,
        ("quantity", "number", "数量", "a quantity"),
        _AMOUNT, _VOUCHER, ("keeper", "text", "保管人", "a keeper"), ("place", "text", "存放地点", "a place"),
        shows={"summary": "title", "voucher": "voucher_no", "payee": "keeper"},
    ),
    _list(
        "vehicles", ("车辆", "vehicles"), ("一行是一辆车", "one row is one vehicle"),
        _UNIT, _PLATE, ("model", "text", "型号", "a model"),
        ("per_100km", "number", "百公里油耗（升）", "litres for 100 km"),
        ("tank", "number", "油箱（升）", "litres of the tank"), ("driver", "text", "驾驶员", "a driver"),
        dated_by="", shows={"summary": "plate"},
    ),
    _list(
        "fuel", ("加油记录", "fuel"), ("一行是一次加油", "one row is one filling"),
        _UNIT, _PLATE, _DAY, ("litres", "number", "升数", "litres"), _AMOUNT,
        ("card", "code", "油卡号", "a fuel card"),
        ("station", "text", "加油站", "a station"), ("odometer", "number", "里程表", "an odometer reading"),
        ("driver", "text", "驾驶员", "a driver"),
        shows={"summary": "plate", "payee": "station"},
    ),
    _list(
        "dispatch", ("派车单", "dispatch of cars"), ("一行是一次派车", "one row is one journey"),
        _UNIT, _PLATE, _NUMBER, _DAY, ("back_on", "day", "收车日期", "a day of return"),
        ("from_place", "text", "出发地", "where from"),
        ("to_place", "text", "目的地", "where to"), ("distance", "number", "里程（公里）", "kilometres"),
        ("odometer", "number", "里程表", "an odometer reading"), ("driver", "text", "驾驶员", "a driver"),
        ("reason", "text", "事由", "a reason"),
        shows={"summary": "reason", "payee": "driver", "voucher": "number"},
    ),
    _list(
        "receptions", ("公务接待", "receptions"), ("一行是一次接待", "one row is one reception"),
        _UNIT, _DAY, ("letter", "code", "公函", "an official letter"),
        ("visitors", "text", "来访单位", "the visitors"),
        ("guests", "whole", "来客人数", "a number of guests"),
        ("hosts", "whole", "陪餐人数", "a number of hosts"), _AMOUNT,
        ("place", "text", "接待地点", "a place"), ("reason", "text", "事由", "a reason"),
        ("list", "text", "接待清单", "a list of guests"), _VOUCHER,
        shows={"summary": "reason", "payee": "place", "voucher": "voucher_no"},
    ),
    _list(
        "bank", ("银行对账单", "bank statements"), ("一行是一笔银行流水", "one row is one movement at the bank"),
        _UNIT, _DAY, ("own_account", "code", "本方账号", "the own account"),
        ("party", "text", "对方户名", "the other party"),
        ("party_account", "code", "对方账号", "the other account"), ("paid", "cents", "支出", "money out"),
        ("received", "cents", "收入", "money in"), ("balance", "cents", "余额", "a balance"), _SUMMARY, _VOUCHER,
        shows={"payee": "party", "amount": "paid", "voucher": "voucher_no"},
    ),
    _list(
        "budget", ("预算指标", "budget"), ("一行是一个预算项目", "one row is one line of the budget"),
        _UNIT, _YEAR, _DAY, ("code", "code", "预算科目编码", "a budget code"), _TITLE,
        ("category", "text", "支出经济分类", "an economic class"),
        ("project", "text", "项目", "a project"), ("budgeted", "cents", "年初预算", "the first budget"),
        ("adjusted", "cents", "调整后预算", "the adjusted budget"), ("spent", "cents", "已支出", "what was spent"),
        shows={"summary": "title", "amount": "adjusted", "voucher": "code"},
    ),
    _list(
        "balances", ("科目余额", "balances"),
        ("一行是一个科目（对象）的余额", "one row is the balance of one account or party"),
        _UNIT, _YEAR, ("period", "code", "期间", "a period"), _DAY,
        ("account_code", "code", "科目编码", "account codes"),
        ("account_name", "text", "科目名称", "account names"), ("party", "text", "往来对象", "a party"),
        ("opening", "cents", "期初余额", "an opening balance"), ("debit", "cents", "借方金额", "debits"),
        ("credit", "cents", "贷方金额", "credits"),
        ("closing", "cents", "期末余额", "a closing balance"),
        shows={"summary": "account_name", "payee": "party", "amount": "closing", "voucher": "account_code"},
    ),
    _list(
        "persons", ("人员名单", "lists of persons"),
        ("一行是一个人；名单要写明来源和批准使用的决定", "one row is one person; with source and decision of the list"),
        _UNIT, ("person", "text", "姓名", "a person's name"), ("person_id", "code", "证件号", "a person's number"),
        ("post", "text", "职务", "a post"), ("kind", "text", "人员类别（职工、亲属）", "staff or relative"),
        ("relative_of", "text", "与谁有亲属关系", "whose relative"),
        ("account", "code", "银行账号", "a bank account"),
        ("company", "text", "任职或持股企业", "a company held or served"),
        ("source", "text", "名单来源", "the source of the list"),
        ("decision", "text", "批准使用的决定", "the decision that allows its use"),
        dated_by="", shows={"payee": "person", "summary": "kind"},
    ),
    _list(
        "companies", ("企业登记", "business register"), ("一行是一个企业", "one row is one company"),
        ("company", "text", "企业名称", "a company's name"),
        ("credit_code", "code", "统一社会信用代码", "a credit code"), _DAY,
        ("legal_person", "text", "法定代表人", "a legal representative"),
        ("shareholders", "text", "股东", "shareholders"),
        ("address", "text", "地址", "an address"), ("phone", "code", "电话", "a telephone number"),
        ("scope", "text", "经营范围", "a scope of business"),
        shows={"payee": "company", "summary": "scope"},
    ),
)  # fmt: skip
