"""Payroll, contracts, projects and the business register: rows that must be pointed at and rows alike that must not."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from tests.screening.core import oracle
from tests.screening.core.books import outcome, payments, read, told
from tests.screening.core.lists import listed
from tests.screening.core.test_spending_screens import journal
from xuncha.screening.core.reading import Records
from xuncha.screening.core.screen import Outcome


def rows_by_table(found: Outcome) -> list[dict[str, set[int]]]:
    """The evidence of every hit: table → row numbers."""
    return [
        {
            name: {one.row for one in hit.evidence if one.table == name}
            for name in {one.table for one in hit.evidence}
        }
        for hit in found.hits
    ]


MAY = {"day": date(2024, 5, 10), "item": "一季度绩效", "amount": 240_000}


def test_the_same_item_twice_in_a_month_is_told_and_how_the_person_was_known() -> None:
    paid = listed(
        "payroll",
        MAY | {"person": "林知夏", "person_id": "53X1", "unit": "甲镇"},
        MAY
        | {
            "person": "林 知夏",
            "person_id": "53X1",
            "unit": "乙镇",
            "day": date(2024, 5, 31),
            "item": "一季度 绩效",
        },
        MAY | {"person": "周一", "account": "621700013317"},
        MAY | {"person": "周一", "account": "621700013317"},
        MAY | {"person": "吴二", "unit": "甲镇"},
        MAY | {"person": "吴 二", "unit": "甲镇"},
        {"person": "郑三", "item": "", "amount": 50_000, "year": "2024", "period": "5"},
        {"person": "郑三", "item": "", "amount": 50_000, "year": "2024", "period": "5"},
    )
    found = outcome("payroll_twice", paid)
    assert sorted(told(found)) == [
        "2024-05，“吴 二”的“一季度绩效”以同样的 2,400.00 元发了 2 次（姓名相同，同名待核），疑似重复发放",
        "2024-05，“周一”的“一季度绩效”以同样的 2,400.00 元发了 2 次（银行账号相同），疑似重复发放",
        "2024-05，“林 知夏”的“一季度 绩效”以同样的 2,400.00 元发了 2 次（证件号相同），疑似重复发放",
        "2024-5，“郑三”的“—”以同样的 500.00 元发了 2 次（姓名相同，同名待核），疑似重复发放",
    ]


@pytest.mark.parametrize(
    "second",
    [
        {"day": date(2024, 6, 10)},
        {"item": "取暖补贴"},
        {"amount": 240_001},
        {"person_id": "53X2"},
        {"day": None},
    ],
)
def test_another_month_item_sum_or_person_is_not_paid_twice(second: dict[str, object]) -> None:
    one = MAY | {"person": "林知夏", "person_id": "53X1"}
    assert outcome("payroll_twice", listed("payroll", one, one)).found == 1
    assert outcome("payroll_twice", listed("payroll", one, one | second)).found == 0


def test_names_of_two_units_and_what_is_paid_by_the_occasion_are_left_alone() -> None:
    one = MAY | {"person": "吴二", "unit": "甲镇"}
    twice = [one | {"item": "值班补助", "person_id": "1"}] * 2
    assert outcome("payroll_twice", listed("payroll", one, one | {"unit": "乙镇"}, *twice)).hits == ()


def test_a_list_of_pay_without_any_month_is_not_judged() -> None:
    found = outcome("payroll_twice", listed("payroll", {"person": "吴二", "amount": 100_000}))
    assert found.not_applicable.zh == "工资津补贴里没有日期或期间"


def test_several_people_in_one_account_are_told() -> None:
    one = {"amount": 90_000, "account": "6217 0001 0482"}
    paid = listed(
        "payroll",
        one | {"person": "钱甲"}, one | {"person": "孙乙", "account": "621700010482"}, one | {"person": "孙 乙"},
        one | {"person": "李丙", "account": "621700017777"}, one | {"person": "李 丙", "account": "621700017777"},
        one | {"person": "赵丁", "account": "1"}, one | {"person": "钱戊", "account": "1"},
    )  # fmt: skip
    found = outcome("payroll_accounts", paid)
    assert told(found) == [
        "尾号 0482 的账号发给 2 个姓名：钱甲、孙 乙，共 3 笔 2,700.00 元，请看是谁的账号、有没有代领手续"
    ]
    assert rows_by_table(found) == [{"payroll": {2, 3, 4}}]


PAID = [
    ["2024-05-08", "1", "宏远（劳务）公司", "付工程款", 118_320],
    ["2024-05-23", "2", "宏远(劳务) 公司", "付工程款", 96_540],
    ["2024-06-12", "3", "宏远（劳务）公司", "付工程款", 99_815],
    ["2024-06-13", "4", "宏远（劳务）公司", "退履约保证金", 90_000],
    ["2024-06-14", "5", "乙公司", "付货款", 11_000],
    ["2024-06-15", "6", "丙公司", "付货款", 90_000],
    ["2024-06-16", "7", "丁公司", "付货款", 90_000],
    ["2024-06-17", "8", "丁公司", "退回多付", -85_000],
]


def test_more_paid_than_all_contracts_with_a_party_is_told() -> None:
    contracts = listed(
        "contracts",
        {"supplier": "宏远(劳务)公司", "price": 20_000_000, "number": "HT-01"},
        {"supplier": "宏远(劳务)公司", "price": 8_000_000, "title": "增补"},
        {"supplier": "乙公司", "price": 1_000_000},
        {"supplier": "丙公司", "price": 1_000_000}, {"supplier": "丙公司", "price": None, "title": "年度框架"},
        {"supplier": "丁公司", "price": 500_000},
    )  # fmt: skip
    found = outcome("contract_overpaid", payments(PAID), contracts)
    assert told(found) == [
        "向“宏远（劳务）公司”付款 3 笔共 314,675.00 元，台账上的合同 2 份（HT-01、增补）共 280,000.00 元，多 34,675.00 元，请看多付的依据"
    ]
    assert rows_by_table(found) == [{"lines": {2, 3, 4}}]
    assert outcome("contract_overpaid", payments(PAID), contracts, over=13).found == 0


def test_where_both_name_a_project_contracts_are_compared_project_by_project() -> None:
    rows = [
        ["日期", "凭证号", "收款人", "摘要", "金额", "项目"],
        ["2024-05-08", "1", "甲公司", "付款", 60_000, "水沟 整治"],
        ["2024-05-09", "2", "甲公司", "付款", 10_000, "路灯"],
        ["2024-05-10", "3", "甲公司", "付款", 10_000, ""],
    ]
    contracts = listed(
        "contracts",
        {"supplier": "甲公司", "price": 5_000_000, "project": "水沟整治"},
        {"supplier": "甲公司", "price": 9_000_000, "project": "路灯"},
    )
    assert told(outcome("contract_overpaid", read(rows), contracts)) == [
        "向“甲公司”“水沟 整治”项下付款 1 笔共 60,000.00 元，台账上的合同 1 份（没有编号）共 50,000.00 元，多 10,000.00 元，请看多付的依据"
    ]


def test_payments_before_the_first_contract_are_told() -> None:
    rows = [
        ["2024-03-28", "1", "甲公司", "付制作费", 26_000],
        ["2024-04-20", "2", "甲公司", "付制作费", 9000],
        ["2024-01-20", "3", "甲公司", "付制作费", 9000],
        ["2024-04-01", "4", "乙公司", "付货款", 90_000],
        ["2024-04-01", "5", "丙公司", "付货款", 4999.99],
        ["2024-04-01", "6", "丁公司", "付货款", 90_000],
    ]
    signed = {"day": date(2024, 4, 20)}
    contracts = listed(
        "contracts",
        signed | {"supplier": "甲公司"}, {"supplier": "甲公司", "day": date(2024, 5, 20)},
        signed | {"supplier": "乙公司"}, {"supplier": "乙公司", "title": "没写日期"},
        signed | {"supplier": "丙公司"},
    )  # fmt: skip
    found = outcome("paid_before_contract", payments(rows), contracts)
    assert told(found) == [
        "“甲公司”的第一份合同 2024-04-20 签订，之前（2024-03-28 起）已付款 1 笔共 26,000.00 元"
    ]
    assert outcome("paid_before_contract", payments(rows), contracts, days=91).hits[0].amount == 3_500_000
    assert outcome("paid_before_contract", payments(rows), contracts, days=22).found == 0


WORK, BANK = ("5001", "业务活动费用"), ("1002", "银行存款")


def project_books() -> Records:
    """Costs of a hall: accrued and then paid, paid at once, made an asset, a deposit; and of a road, half a year on."""
    owed, asset = ("2302", "应付账款"), ("1601", "固定资产")
    return journal(
        ["2024-03-01", "1", "暂估工程款", *WORK, 200_000, None, "甲公司", "活动室改造"],
        ["2024-03-01", "1", "暂估工程款", *owed, None, 200_000, "甲公司", "活动室改造"],
        ["2024-03-05", "2", "付工程款", *owed, 200_000, None, "甲公司", "活动室 改造"],
        ["2024-03-05", "2", "付工程款", *BANK, None, 200_000, "甲公司", "活动室改造"],
        ["2024-04-05", "3", "付工程款", *WORK, 142_000, None, "甲公司", "XM-01"],
        ["2024-04-05", "3", "付工程款", *BANK, None, 142_000, "甲公司", ""],
        ["2024-05-05", "4", "转固定资产", *asset, 342_000, None, "", "活动室改造"],
        ["2024-05-06", "5", "退还保证金", *WORK, 90_000, None, "甲公司", "活动室改造"],
        ["2024-05-06", "5", "退还保证金", *BANK, None, 90_000, "甲公司", "活动室改造"],
        ["2024-12-01", "6", "付办公设备款", *WORK, 18_600, None, "乙公司", "村内道路硬化"],
        ["2024-12-01", "6", "付办公设备款", *BANK, None, 18_600, "乙公司", "村内道路硬化"],
        ["2024-12-02", "7", "付质保金", *WORK, 9000, None, "乙公司", "村内道路硬化"],
        ["2024-12-02", "7", "付质保金", *BANK, None, 9000, "乙公司", "村内道路硬化"],
    )


HALL = {"title": "活动室改造", "approved": 14_000_000, "price": 99}
ROAD = {"title": "村内道路硬化", "price": 2_000_000, "changed": 800_000, "done_on": date(2024, 5, 31)}


def test_a_project_that_cost_more_than_approved_is_told_by_what_was_paid() -> None:
    found = outcome("project_overspent", project_books(), listed("projects", HALL, ROAD))
    assert told(found) == [
        "项目“活动室改造”账上支出 1 笔共 200,000.00 元，台账上批复（合同）140,000.00 元，多 60,000.00 元"
    ]
    assert rows_by_table(found) == [{"lines": {4}}]


def test_the_number_of_a_project_names_it_as_well() -> None:
    found = outcome(
        "project_overspent", project_books(), listed("projects", {"number": "XM-01", "price": 14_100_000})
    )
    assert [hit.amount for hit in found.hits] == [100_000]


def test_a_contract_with_its_changes_stands_for_what_was_approved() -> None:
    over = ROAD | {"changed": 700_000}
    assert outcome("project_overspent", project_books(), listed("projects", ROAD)).found == 0
    assert outcome("project_overspent", project_books(), listed("projects", over)).found == 0
    found = outcome("project_overspent", project_books(), listed("projects", over | {"changed": None}))
    assert [hit.amount for hit in found.hits] == [760_000]


def test_a_name_that_two_projects_bear_is_left_out() -> None:
    twice = listed("projects", HALL, HALL | {"number": "2"})
    assert outcome("project_overspent", project_books(), twice).found == 0


def test_a_payment_list_with_projects_serves_as_well() -> None:
    rows = [
        ["日期", "收款人", "摘要", "金额", "项目"],
        ["2024-05-05", "甲公司", "付款", 150_000, "活动室改造"],
    ]
    found = outcome("project_overspent", read(rows), listed("projects", HALL))
    assert [hit.amount for hit in found.hits] == [1_000_000]


def test_costs_long_after_the_end_of_a_project_are_told() -> None:
    found = outcome("project_after_end", project_books(), listed("projects", HALL, ROAD))
    assert told(found) == [
        "项目“村内道路硬化”2024-05-31 完工，180 天以后还列支 1 笔共 18,600.00 元，请看是不是这个项目的支出"
    ]
    assert rows_by_table(found) == [{"lines": {11}}]
    assert outcome("project_after_end", project_books(), listed("projects", ROAD), days=184).found == 0


def test_a_payee_founded_shortly_before_its_first_payment_is_told() -> None:
    rows = [
        ["2024-09-17", "1", "鼎盛（管理）公司", "规划费", 248_360],
        ["2024-11-17", "2", "鼎盛(管理)公司", "规划费", 1000],
        ["2024-09-17", "3", "老公司", "货款", 90_000],
        ["2024-09-17", "4", "未来公司", "货款", 10_000],
        ["2024-09-17", "5", "小公司", "货款", 9999],
        ["2024-09-17", "6", "别的公司", "货款", 90_000],
    ]
    companies = listed(
        "companies",
        {"company": "鼎盛(管理)公司", "day": date(2024, 7, 2)}, {"company": "老公司", "day": date(2024, 3, 21)},
        {"company": "未来公司", "day": date(2025, 1, 1)}, {"company": "小公司", "day": date(2024, 9, 1)},
        {"company": "别的公司", "day": None}, {"company": "", "credit_code": "91", "day": date(2024, 9, 1)},
    )  # fmt: skip
    assert told(outcome("young_payee", payments(rows), companies)) == [
        "“鼎盛（管理）公司”2024-07-02 成立，2024-09-17 收到第一笔，至今 2 笔共 249,360.00 元，请看业务是怎么来的",
        "“未来公司”2025-01-01 成立，2024-09-17 收到第一笔，至今 1 笔共 10,000.00 元，请看业务是怎么来的",
    ]


SOME = 60


def random_paid(chance: random.Random) -> list[oracle.Paid]:
    """Payments of two months to many payees, some taken back, some without a number."""
    return [
        oracle.Paid(
            row,
            date(2024, 3, 1) + timedelta(days=chance.randrange(60)),
            str(row),
            f"第{chance.randrange(SOME)}公司",
            chance.choice([100_000, 550_000, 1_000_000, 2_000_000, -300_000]),
        )
        for row in range(2, 182)
    ]


def test_the_screens_find_what_their_naive_definitions_find() -> None:
    chance = random.Random(3)
    paid = random_paid(chance)
    agreed = [
        (
            f"第{number}公司",
            date(2024, 3, 1) + timedelta(days=chance.randrange(90)),
            chance.choice([600_000, 2_500_000]),
        )
        for number in range(0, SOME, 2)
        for _ in range(chance.choice([1, 1, 2]))
    ]
    contracts = listed(
        "contracts", *({"supplier": name, "day": day, "price": price} for name, day, price in agreed)
    )
    companies = listed("companies", *({"company": name, "day": day} for name, day, _ in agreed))
    books = payments([one.day, one.number, one.payee, "付款", f"{one.cents / 100:.2f}"] for one in paid)
    for key, expected, changed in (
        ("contract_overpaid", oracle.overpaid(paid, agreed, 10, 100_000), {}),
        ("paid_before_contract", oracle.paid_before(paid, agreed, 20, 500_000), {"days": 20}),
        ("young_payee", oracle.founded_after(paid, agreed, -10, 1_000_000), {"days": -10}),
    ):
        found = outcome(key, books, contracts, companies, **changed)
        assert {frozenset(one.row for one in hit.evidence) for hit in found.hits} == expected, key
        assert len(expected) > 3, key


def test_pay_is_found_as_the_naive_definition_finds_it() -> None:
    chance = random.Random(4)
    lines = [
        (
            chance.choice(["甲", "乙", "丙", "丁"]),
            chance.choice(["", "1", "2"]),
            chance.choice(["", "621700010482", "621700013317"]),
            date(2024, chance.randrange(1, 4), 5),
            chance.choice([9999, 10_000, 20_000]),
        )
        for _ in range(120)
    ]
    names = ("person", "person_id", "account", "day", "amount")
    paid = listed("payroll", *(dict(zip(names, line, strict=True)) for line in lines))
    for key, expected in (
        ("payroll_twice", oracle.paid_twice(lines, 10_000)),
        ("payroll_accounts", oracle.one_account(lines)),
    ):
        found = outcome(key, paid)
        assert {frozenset(one.row for one in hit.evidence) for hit in found.hits} == expected, key
        assert len(expected) > 1, key
