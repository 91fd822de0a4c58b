"""What money was spent on: one small book a screen, with rows that must be pointed at and rows alike that must not."""

from __future__ import annotations

from collections.abc import Sequence

from tests.screening.core.books import outcome, payments, read, rows_of, told
from tests.screening.core.lists import listed
from xuncha.screening.core.reading import Records

HEADS = [
    "日期",
    "凭证字",
    "凭证号",
    "摘要",
    "科目编码",
    "科目名称",
    "借方金额",
    "贷方金额",
    "往来单位",
    "项目",
]


def journal(*rows: Sequence[object]) -> Records:
    """A journal from rows of (day, number, summary, code, name, debit, credit, payee, project)."""
    return read([HEADS, *([row[0], "记", *row[1:], *[""] * (9 - len(row))] for row in rows)])


def test_a_reversal_without_its_booking_is_told() -> None:
    office = ("5001", "业务活动费用—办公费")
    book = journal(
        ["2024-03-05", "1", "付印刷费", *office, 900, None, "甲公司"],
        ["2024-03-05", "2", "冲印刷费", *office, -900, None, "甲公司"],
        ["2024-03-06", "3", "冲办公费", *office, -8600, None, "甲公司"],
        ["2024-03-07", "4", "收到退款", *office, None, 700, "乙公司"],
        ["2024-03-08", "5", "付货款", *office, 700, None, "乙公司"],
        ["2024-03-31", "6", "期末结转", *office, None, 5000, ""],
        ["2024-03-31", "7", "还款", "1218", "其他应收款", None, 5000, "丙"],
        ["2024-03-31", "8", "冲零头", *office, -499, None, "丙"],
    )
    found = outcome("negative_entries", book)
    assert told(found) == [
        "凭证 记-3 冲减“业务活动费用—办公费”8,600.00 元（“冲办公费”），账上找不到被冲的那笔支出",
        "凭证 记-4 冲减“业务活动费用—办公费”700.00 元（“收到退款”），账上找不到被冲的那笔支出",
    ]
    assert rows_of(found) == {frozenset({4}), frozenset({5})}


def test_payments_crowding_at_the_years_end_are_told() -> None:
    months = [[f"2024-{month:02d}-10", str(month), "甲公司", "货款", 10_000] for month in range(1, 13)]
    late = [["2024-12-17", "20", "甲公司", "货款", 30_000], ["2024-12-31", "21", "乙公司", "货款", 20_000]]
    others = [["2024-12-16", "19", "甲公司", "货款", 1], ["2024-12-20", "22", "某某", "发放工资", 90_000]]
    found = outcome("year_end_rush", payments([*months, *others, *late]))
    assert told(found) == ["2024 年最后 15 天付款 2 笔共 50,000.00 元，占全年的 29%，疑似年底突击花钱"]
    assert rows_of(found) == {frozenset({16, 17})}
    assert outcome("year_end_rush", payments([*months[4:], *late])).found == 0


def test_card_items_paid_in_cash_or_to_a_person_are_told() -> None:
    rows = [
        ["日期", "凭证号", "收款人", "摘要", "金额", "结算方式"],
        ["2024-03-05", "1", "打印店", "打印费", 860, "现金"],
        ["2024-03-06", "2", "李志诚", "会议用品", 2300, "转账"],
        ["2024-03-07", "3", "甲公司", "印刷费", 900, "转账"],
        ["2024-03-08", "4", "李志诚", "差旅费", 900, "公务卡"],
        ["2024-03-09", "5", "李志诚", "困难慰问", 900, "现金"],
        ["2024-03-10", "6", "李志诚", "打印费", 100, "现金"],
        ["2024-03-11", "7", "李志诚", "打印费", 900, ""],
    ]
    found = outcome("public_card", read(rows))
    assert told(found) == ["2024-03 有 2 笔公务卡目录内的支出没有刷卡（用现金或付给个人），共 3,160.00 元"]
    assert rows_of(found) == {frozenset({2, 3})}


def test_without_a_way_of_settlement_cards_are_not_applicable() -> None:
    found = outcome("public_card", payments([["2024-03-05", "1", "打印店", "打印费", 860]]))
    assert found.not_applicable.zh == "付款记录里没有结算方式"


def receptions_and_cars() -> Records:
    meals, cars, rent = ("5001", "费用—公务接待费"), ("5001", "费用—公务用车运行费"), ("5001", "费用—租赁费")
    return journal(
        ["2023-05-05", "1", "餐费", *meals, 40_000, None, "甲店"],
        ["2023-05-05", "2", "油费", *cars, 30_000, None, "乙站"],
        ["2023-05-05", "3", "房租", *rent, 500_000, None, "丙公司"],
        ["2024-05-05", "1", "餐费", *meals, 30_000, None, "甲店"],
        ["2024-05-05", "1", "餐费", "1002", "银行存款", None, 30_000, "甲店"],
        ["2024-06-05", "1", "餐费", *meals, 30_000, None, "甲店"],
        ["2024-06-05", "2", "油费", *cars, 31_000, None, "乙站"],
        ["2024-12-31", "9", "年末结转", *meals, -60_000, None, ""],
        ["2024-06-05", "3", "房租", *rent, 300_000, None, "丙公司"],
        ["2024-06-05", "4", "备用", "1218", "其他应收款", 300_000, None, "丁"],
    )


def test_a_growth_of_receptions_is_told() -> None:
    found = outcome("three_public_growth", receptions_and_cars())
    assert told(found) == ["2024 年“公务接待”支出 60,000.00 元，上年 40,000.00 元，增长 50%，请看增长的原因"]
    assert rows_of(found) == {frozenset({5, 7})}


def test_a_large_share_of_receptions_is_told() -> None:
    found = outcome("three_public_share", receptions_and_cars())
    assert told(found) == [
        "2024 年“公务接待”支出 60,000.00 元，占全部支出 391,000.00 元的 15%，请看是否与人数、业务相称"
    ]


def test_a_payment_list_with_economic_classes_serves_as_well() -> None:
    rows = [
        ["日期", "收款人", "摘要", "金额", "支出经济分类"],
        ["2023-05-05", "甲店", "餐费", 20_000, "30217 公务接待费"],
        ["2024-05-05", "甲店", "餐费", 50_000, "30217 公务接待费"],
    ]
    assert rows_of(outcome("three_public_growth", read(rows))) == {frozenset({3})}


def test_labour_fees_of_a_year_to_one_person_are_put_together() -> None:
    labour, office = ("5001", "费用—劳务费"), ("5001", "费用—办公费")
    book = journal(
        ["2024-03-05", "1", "资料整理", *labour, 6000, None, "赵 青山"],
        ["2024-09-05", "2", "付劳务费", *office, 5000, None, "赵青山"],
        ["2025-01-05", "3", "付劳务费", *office, 9000, None, "赵青山"],
        ["2024-03-05", "4", "付劳务费", *labour, 90_000, None, "众诚公司"],
        ["2024-03-06", "5", "付劳务费", *labour, 90_000, None, "众诚劳务公司"],
        ["2024-03-07", "6", "付书款", *office, 90_000, None, "钱多多"],
    )
    found = outcome("labour_fees", book)
    assert told(found) == [
        "2024 年向个人“赵青山”支付劳务费 2 笔共 11,000.00 元，请看做了什么、有没有考勤和签收"
    ]
    assert rows_of(found) == {frozenset({2, 3})}


def test_fees_and_sponsorship_taken_in_are_told() -> None:
    owed = ("2307", "其他应付款")
    book = journal(
        ["2024-03-05", "1", "收企业赞助费", *owed, None, 50_000, "甲公司"],
        ["2024-03-05", "1", "收企业赞助费", "1002", "银行存款", 50_000, None, "甲公司"],
        ["2024-06-05", "2", "收赞助", *owed, None, 70_000, "甲公司"],
        ["2024-06-05", "3", "收物业管理费", *owed, None, 70_000, "甲公司"],
        ["2024-06-06", "4", "收押金", *owed, None, 70_000, "甲公司"],
        ["2024-06-07", "5", "付管理费", "5001", "费用", 70_000, None, "甲公司"],
    )
    found = outcome("fees_collected", book)
    assert told(found) == [
        "2024 年在“其他应付款”收进管理费、赞助费一类款项 2 笔共 120,000.00 元（如“甲公司”），请看收费依据"
    ]
    assert rows_of(found) == {frozenset({2, 4})}


def test_a_move_from_one_own_account_to_another_is_told() -> None:
    treasury, bank, till = ("1011", "零余额账户用款额度"), ("1002", "银行存款"), ("1001", "库存现金")
    book = journal(
        ["2024-12-05", "1", "转基本户", *bank, 400_000, None, ""],
        ["2024-12-05", "1", "转基本户", *treasury, None, 400_000, ""],
        ["2024-12-06", "2", "提现", *till, 20_000, None, ""],
        ["2024-12-06", "2", "提现", *bank, None, 20_000, ""],
        ["2024-12-07", "3", "划工会经费", *bank, 90_000, None, ""],
        ["2024-12-07", "3", "划工会经费", *treasury, None, 90_000, ""],
        ["2024-12-08", "4", "付货款", "5001", "费用", 90_000, None, "甲公司"],
        ["2024-12-08", "4", "付货款", *treasury, None, 90_000, "甲公司"],
    )
    found = outcome("own_transfers", book)
    assert told(found) == [
        "2024-12 从“零余额账户用款额度”划到本单位的“银行存款”1 笔共 400,000.00 元，请看依据和去向"
    ]
    assert rows_of(found) == {frozenset({3})}


def test_a_payment_to_the_unit_itself_is_told() -> None:
    rows = [
        ["预算单位", "日期", "收款人", "摘要", "金额"],
        ["明川县 青石街道（本级）", "2024-12-05", "明川县青石街道(本级)", "往来", 80_000],
        ["明川县 青石街道（本级）", "2024-12-05", "明川县桂花街道", "往来", 80_000],
    ]
    assert rows_of(outcome("own_transfers", read(rows))) == {frozenset({2})}


def test_project_money_for_bonuses_and_meals_is_told() -> None:
    work, tidy, relief = ("5001", "费用"), "人居环境整治专项", "低保专项"
    book = journal(
        ["2024-03-05", "1", "付加班补贴", *work, 24_000, None, "职工", tidy],
        ["2024-03-06", "2", "付工作餐", *work, 8300, None, "山里农家乐", tidy],
        ["2024-03-07", "3", "付工程款", *work, 90_000, None, "甲公司", tidy],
        ["2024-03-08", "4", "付低保补贴", *work, 90_000, None, "低保户", relief],
        ["2024-03-09", "5", "付餐费", *work, 90_000, None, "饭店", "日常公用"],
        ["2024-03-05", "1", "付加班补贴", "1002", "银行存款", None, 24_000, "职工", tidy],
    )
    found = outcome("project_money", book)
    assert told(found) == [
        "从“人居环境整治专项”列支津补贴、招待一类费用 2 笔共 32,300.00 元，请看是否属于项目用途"
    ]
    assert rows_of(found) == {frozenset({2, 3})}


def bought() -> Records:
    office, assets = ("5001", "费用—办公费"), ("1601", "固定资产")
    return journal(
        ["2024-03-05", "1", "付购办公电脑款", *office, 26_400, None, "甲公司"],
        ["2024-03-06", "2", "付购空调款", *office, 8000, None, "乙公司"],
        ["2024-11-06", "9", "空调入账", *assets, 8000, None, ""],
        ["2024-03-07", "3", "付购复印耗材", *office, 9000, None, "甲公司"],
        ["2024-03-08", "4", "付购键盘", *office, 900, None, "甲公司"],
        ["2024-03-09", "5", "购置办公桌", *assets, 5000, None, "甲公司"],
    )


def test_a_purchase_that_is_no_asset_is_told() -> None:
    found = outcome("not_in_assets", bought())
    assert told(found) == [
        "凭证 记-1 向“甲公司”购置（“付购办公电脑款”）26,400.00 元，账上和资产台账里都没有等额的固定资产"
    ]


def test_a_purchase_on_the_list_of_assets_is_left_alone() -> None:
    assets = listed("assets", {"title": "台式电脑", "amount": 2_640_000})
    elsewhere = listed("assets", {"title": "台式电脑", "amount": 2_640_001})
    assert outcome("not_in_assets", bought(), assets).found == 0
    assert outcome("not_in_assets", bought(), elsewhere).found == 1


def test_advances_left_open_are_told_and_the_oldest_is_cleared_first() -> None:
    lent = ("1218", "其他应收款—备用金")
    book = journal(
        ["2024-02-01", "1", "借备用金", *lent, 10_000, None, "沈建国"],
        ["2024-02-10", "2", "借备用金", *lent, 30_000, None, "沈建国"],
        ["2024-02-10", "3", "借备用金", *lent, 5000, None, "沈 建国"],
        ["2024-03-01", "4", "报账", *lent, None, 22_000, "沈建国"],
        ["2024-02-01", "5", "借备用金", *lent, 8000, None, "李四"],
        ["2024-02-20", "6", "冲回", *lent, -8000, None, "李四"],
        ["2024-12-01", "7", "借备用金", *lent, 8000, None, "王五"],
        ["2024-12-31", "8", "付货款", "5001", "费用", 8000, None, "甲公司"],
    )
    found = outcome("advances_not_cleared", book)
    assert told(found) == [
        "“沈建国”自 2024-02-10 起的借款、预付 2 笔，到 2024-12-31 还有 23,000.00 元没有核销（科目“其他应收款—备用金”）"
    ]
    assert rows_of(found) == {frozenset({3, 4})}


def test_balances_that_stand_still_are_told() -> None:
    owed = {"account_code": "1218", "account_name": "其他应收款", "debit": 0, "credit": 0}
    still = {"party": "甲公司", "opening": 2_300_000, "closing": 2_300_000}
    moved = {"party": "乙公司", "opening": 2_300_000, "closing": 2_300_000, "debit": 100, "credit": 100}
    gone = {"party": "丙公司", "opening": 2_300_000, "closing": 2_300_000}
    cash = {"account_code": "1002", "account_name": "银行存款", "opening": 2_300_000, "closing": 2_300_000}
    balances = listed(
        "balances",
        owed | still | {"year": "2023"},
        owed | still | {"year": "2024"},
        owed | moved | {"year": "2024"},
        owed | gone | {"year": "2023"},
        owed | cash | {"year": "2024"},
    )
    found = outcome("aged_balances", balances)
    assert told(found) == ["“其他应收款”下“甲公司”的余额 23,000.00 元，2 个年度没有动过，疑似长期挂账"]
    assert rows_of(found) == {frozenset({2, 3})}
