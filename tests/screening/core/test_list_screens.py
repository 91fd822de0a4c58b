"""Payees, places, and the lists beside the books: rows that must be pointed at and rows alike that must not."""

from __future__ import annotations

from datetime import date

import pytest

from tests.screening.core.books import outcome, payments, read, rows_of, told
from tests.screening.core.lists import listed


def test_one_account_under_several_names_is_told() -> None:
    rows = [
        ["日期", "收款人", "摘要", "金额", "收款账号"],
        ["2024-03-05", "甲图文部", "印刷", 900, "6217 0001 3317"],
        ["2024-04-05", "甲广告公司", "制作", 800, "621700013317"],
        ["2024-04-06", "甲 图文部", "印刷", 700, "621700013317"],
        ["2024-03-05", "乙公司（东）", "货款", 900, "621700014444"],
        ["2024-03-05", "乙公司(东)", "货款", 900, "621700014444"],
        ["2024-03-05", "丙", "代发工资", 900, "621700015555"],
        ["2024-03-05", "丁", "代发工资", 900, "621700015555"],
        ["2024-03-05", "戊", "货款", 900, "1"],
        ["2024-03-05", "己", "货款", 900, "1"],
    ]
    found = outcome("payee_names", read(rows))
    assert told(found) == [
        "尾号 3317 的账号以 2 个名称收款：甲 图文部、甲广告公司，共 3 笔 2,400.00 元，请看是不是同一家"
    ]
    assert rows_of(found) == {frozenset({2, 3, 4})}


def test_a_new_payee_with_a_large_sum_is_told() -> None:
    rows = [
        ["2024-01-05", "1", "老公司", "货款", 100],
        ["2024-01-20", "2", "早公司", "货款", 300_000],
        ["2024-09-05", "3", "新公司", "服务费", 150_000],
        ["2024-09-05", "4", "新公司", "服务费", 50_000],
        ["2024-10-04", "5", "新公司", "服务费", 10_000],
        ["2024-10-05", "6", "新公司", "服务费", 90_000],
        ["2024-09-06", "7", "小公司", "服务费", 199_999],
        ["2024-09-07", "8", "老公司", "货款", 500_000],
        ["2024-09-08", "9", "县财政局", "上缴", 500_000],
    ]
    found = outcome("new_payee", payments(rows))
    assert told(found) == ["“新公司”2024-09-05 首次出现，30 天内付款 3 笔共 210,000.00 元，请看是怎么选上的"]
    assert rows_of(found) == {frozenset({4, 5, 6})}


REPAIRS = [
    ["2024-01-05", "1", "甲", "付南门水沟维修款", 9000],
    ["2024-05-05", "2", "乙", "南门水沟修缮工程尾款", 9000],
    ["2024-05-05", "3", "丙", "付5月南门水沟维修材料款", 9000],
    ["2025-08-05", "4", "丁", "付南门村水沟维修", 9000],
    ["2024-01-05", "5", "甲", "付零星维修", 9000],
    ["2024-03-05", "6", "甲", "付零星维修", 9000],
    ["2024-05-05", "7", "甲", "付零星维修", 9000],
    ["2024-07-05", "8", "甲", "付零星维修", 9000],
    ["2024-02-05", "9", "甲", "付北门公厕维修款", 9000],
    ["2024-02-06", "10", "甲", "付南门水沟公务用车维修", 9000],
]


def test_a_place_repaired_again_and_again_is_told() -> None:
    found = outcome("repeated_repair", payments(REPAIRS))
    assert told(found) == [
        "2024-01-05至2025-08-05，摘要里的“南门村水沟”维修付款 4 笔共 36,000.00 元，疑似同一处反复维修"
    ]
    assert rows_of(found) == {frozenset({2, 3, 4, 5})}


@pytest.mark.parametrize(
    "changed", [{"times": 5}, {"months": 4}, {"days": 400}, {"share": 90}, {"common": 1}]
)
def test_fewer_repairs_or_places_less_alike_are_left_alone(changed: dict[str, int]) -> None:
    assert outcome("repeated_repair", payments(REPAIRS), **changed).found == 0


def test_repairs_of_one_day_are_counted_together() -> None:
    rows = [["2024-01-05", str(number), "甲", "付南门水沟维修款", 9000] for number in range(4)]
    assert rows_of(outcome("repeated_repair", payments(rows), months=1)) == {frozenset({2, 3, 4, 5})}


def test_receptions_that_lack_a_paper_are_told() -> None:
    one = {"day": date(2024, 3, 8), "visitors": "甲公司", "amount": 196_000}
    receptions = listed(
        "receptions",
        one | {"letter": "函〔2024〕3号", "list": "有"},
        one | {"list": "有"},
        one | {"letter": "函〔2024〕4号", "amount": None, "day": None},
        one | {"visitors": "", "reason": "检查"},
    )
    assert told(outcome("receptions_without_papers", receptions)) == [
        "2024-03-08 接待“甲公司”，金额 1,960.00 元，台账里没有公函",
        "2024-03-08 接待“检查”，金额 1,960.00 元，台账里没有公函和接待清单",
        "— 接待“甲公司”，金额 0.00 元，台账里没有接待清单",
    ]


def test_a_paper_that_the_list_never_names_is_not_asked_for() -> None:
    receptions = listed("receptions", {"letter": "3号", "visitors": "甲"}, {"letter": "", "visitors": "乙"})
    found = outcome("receptions_without_papers", receptions)
    assert [hit.says.en for hit in found.hits] == [
        "The reception of “乙” on —, 0.00 yuan, has no letter on the list"
    ]


def test_more_hosts_than_allowed_are_told() -> None:
    numbers = [(4, 3), (4, 4), (10, 3), (11, 3), (11, 4), (12, 4), (None, 9), (5, None)]
    receptions = listed(
        "receptions",
        *({"day": date(2024, 3, 8), "visitors": "甲", "guests": g, "hosts": h} for g, h in numbers),
    )
    found = outcome("reception_hosts", receptions)
    assert told(found) == [
        "2024-03-08 接待“甲”：来客 4 人、陪餐 4 人，按规定不超过 3 人",
        "2024-03-08 接待“甲”：来客 11 人、陪餐 4 人，按规定不超过 3 人",
    ]


CARS = listed(
    "vehicles", {"plate": "云A·1234", "per_100km": 10.0, "tank": 60.0}, {"plate": "云A5678", "tank": 60.0}
)


def fuel(*rows: tuple[str, str, float]):
    return listed(
        "fuel",
        *({"plate": plate, "day": date.fromisoformat(day), "litres": litres, "amount": 80_000} for plate, day, litres in rows),
    )  # fmt: skip


def test_fuel_that_the_journeys_do_not_need_is_told() -> None:
    filled = fuel(
        ("云A1234", "2024-05-05", 200.0), ("云A 1234", "2024-05-25", 220.0), ("云A1234", "2024-06-25", 177.0),
        ("云A1234", "2024-07-25", 61.0), ("云A5678", "2024-05-05", 900.0),
    )  # fmt: skip
    driven = listed(
        "dispatch",
        {"plate": "云A1234", "day": date(2024, 5, 6), "distance": 500.0},
        {"plate": "云A1234", "day": date(2024, 5, 31), "distance": 400.0},
        {"plate": "云A1234", "day": date(2024, 6, 6), "distance": 900.0},
    )
    found = outcome("fuel_against_distance", CARS, filled, driven)
    assert told(found) == [
        "2024-05，云A1234 加油 420 升（1,600.00 元），派车单里程 900 公里只需约 90 升",
        "2024-07，云A1234 加油 61 升（800.00 元），派车单里程 0 公里只需约 0 升",
    ]
    assert rows_of(found) == {frozenset({2, 3}), frozenset({5})}


def test_fillings_of_one_day_beyond_the_tank_are_told() -> None:
    filled = fuel(
        ("云A1234", "2024-05-05", 50.0), ("云a·1234", "2024-05-05", 55.0), ("云A1234", "2024-05-06", 66.0),
        ("云A9999", "2024-05-06", 99.0),
    )  # fmt: skip
    found = outcome("fuel_over_tank", CARS, filled)
    assert told(found) == ["2024-05-05，云a·1234 一天加油 105 升（1,600.00 元），油箱只有 60 升"]
    assert rows_of(found) == {frozenset({2, 3})}


def test_without_the_lists_of_cars_it_is_said_which_are_missing() -> None:
    found = outcome("fuel_against_distance", CARS)
    assert found.not_applicable.zh == "没有提供加油记录；没有提供派车单"
    assert found.not_applicable.en == "no fuel given; no dispatch of cars given"


def test_lines_of_the_budget_hardly_spent_or_overspent_are_told() -> None:
    line = {"budgeted": 8_000_000, "day": date(2024, 12, 31)}
    budget = listed(
        "budget",
        line | {"title": "农村厕所改造", "spent": 2_100_000},
        line | {"title": "会议", "spent": 8_000_001, "adjusted": 8_000_000},
        line | {"title": "培训", "spent": 6_800_000},
        line | {"title": "绿化", "spent": 3_200_000, "day": date(2024, 6, 30)},
        line | {"title": "路灯", "spent": 3_199_999, "day": date(2024, 6, 30)},
        line | {"title": "人员经费", "spent": 0},
        line | {"title": "小额", "spent": 0, "budgeted": 100},
        line | {"title": "没填", "spent": None},
    )
    assert told(outcome("budget_execution", budget)) == [
        "“农村厕所改造”预算 80,000.00 元，已支出 21,000.00 元，执行率 26%（应在 85% 至 100% 之间）",
        "“路灯”预算 80,000.00 元，已支出 31,999.99 元，执行率 39%（应在 40% 至 100% 之间）",
        "“会议”预算 80,000.00 元，已支出 80,000.01 元，执行率 100%（应在 85% 至 100% 之间）",
    ]


def test_a_budget_is_measured_by_the_last_bound_that_has_passed() -> None:
    drawn = [date(2024, 3, 31), date(2024, 7, 31), date(2024, 9, 30), date(2024, 11, 30), None]
    line = {"budgeted": 8_000_000, "spent": 2_000_000}
    lines = (line | {"day": day, "title": f"{day}"} for day in drawn)
    assert [
        one.partition("应在")[2] for one in told(outcome("budget_execution", listed("budget", *lines)))
    ] == [
        " 40% 至 100% 之间）",
        " 65% 至 100% 之间）",
        " 75% 至 100% 之间）",
        " 85% 至 100% 之间）",
    ]


PAID = [
    ["日期", "凭证号", "收款人", "摘要", "金额", "收款账号"],
    ["2024-03-05", "1", "张 三", "劳务费", 900, ""],
    ["2024-03-06", "2", "甲建材经营部", "材料款", 800, ""],
    ["2024-03-07", "3", "乙公司", "货款", 700, "621700013317"],
    ["2024-03-08", "4", "张三", "工资", 600, ""],
    ["2024-03-09", "5", "李四", "劳务费", 500, ""],
    ["2024-03-10", "6", "丙公司", "货款", 400, ""],
]
ALLOWED = {"source": "人社局在职名册", "decision": "领导小组2024年第3次会议"}


def test_a_payee_with_a_name_of_the_list_is_to_be_checked_and_no_more() -> None:
    persons = listed(
        "persons",
        ALLOWED | {"person": "张三", "company": "甲建材 经营部", "account": "621700013317"},
        ALLOWED | {"person": "李四", "decision": ""},
        ALLOWED | {"person": "王五", "company": "丙公司", "source": ""},
    )
    found = outcome("payee_is_known", read(PAID), persons)
    assert told(found) == [
        f"同名待核：收款人“{payee}”与名单（来源：人社局在职名册；批准：领导小组2024年第3次会议）上的{how}相同，付款 1 笔共 {sum_} 元"
        for payee, how, sum_ in (
            ("张 三", "姓名", "900.00"),
            ("甲建材经营部", "企业名称", "800.00"),
            ("乙公司", "银行账号", "700.00"),
        )
    ]
    assert {one.table for hit in found.hits for one in hit.evidence} == {"lines"}


@pytest.mark.parametrize(("left_out", "says"), [("source", "名单来源"), ("decision", "批准使用的决定")])
def test_a_list_without_source_or_decision_is_not_used(left_out: str, says: str) -> None:
    row = {name: text for name, text in (ALLOWED | {"person": "张三"}).items() if name != left_out}
    found = outcome("payee_is_known", read(PAID), listed("persons", row))
    assert found.hits == ()
    assert found.not_applicable.zh == f"人员名单里没有{says}"
