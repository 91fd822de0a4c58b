"""What the demo street office paid in a year, before it is booked: everyday payments, what is irregular, what looks alike.

Everything is invented; the same seed gives the same payments.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from xuncha.base.workdays import Calendar

YEAR = 2025
VOUCHERS = 1210
MAKER, SECOND_MAKER, APPROVER = "周岚", "沈小禾", "马会平"

EXPENSES = (
    ("50010101", "业务活动费用—办公费", "71010101", "行政支出—办公费", "办公用品", 100, 10_000),
    ("50010102", "业务活动费用—印刷费", "71010102", "行政支出—印刷费", "宣传资料印刷", 200, 20_000),
    ("50010106", "业务活动费用—电费", "71010106", "行政支出—电费", "电费", 900, 9_000),
    ("50010111", "业务活动费用—差旅费", "71010111", "行政支出—差旅费", "差旅费报销", 300, 3_000),
    ("50010113", "业务活动费用—维修费", "71010113", "行政支出—维修费", "零星维修", 150, 15_000),
    ("50010116", "业务活动费用—培训费", "71010116", "行政支出—培训费", "培训费", 500, 5_000),
    ("50010117", "业务活动费用—公务接待费", "71010117", "行政支出—公务接待费", "公务接待", 180, 1_800),
    ("50010131", "业务活动费用—公务用车运行费", "71010131", "行政支出—公务用车运行费", "车辆维修保养", 400, 4_000),
    ("50010227", "业务活动费用—委托业务费", "71010227", "行政支出—委托业务费", "社区服务委托", 2_000, 20_000),
)  # fmt: skip
"""Account and budgetary account with their names, what is bought, and least and largest sum: whole decades apart, so that
everyday payments follow Benford's law."""

ADVANCES = ("1218", "其他应收款—备用金", "71010199", "行政支出—待处理", "备用金", 0, 0)
OTHERS_MONEY = ("2307", "其他应付款—代收款", "61010199", "其他预算收入", "代收款", 0, 0)
OWN_BANK = ("1002", "银行存款—基本户", "800102", "资金结存—货币资金", "划转", 0, 0)
_PLACES = ("青石", "桂花", "北门", "河沿", "新桥", "石坪", "东兴", "云岭", "松林", "白塔")
_TRADES = (
    "图文广告部",
    "办公用品经营部",
    "建材经营部",
    "汽车修理厂",
    "餐饮店",
    "文化传播有限公司",
    "劳务服务有限公司",
)


@dataclass(frozen=True)
class Payment:
    """One payment before it is booked; cents. `expense` is a row of EXPENSES or of the same shape.

    `mark` names the screen that has to point at it, with the number of the case ("splitting:1"); `received` turns the
    sides: the money came in. `bank_of` is the payee whose account it went to, where that is another.
    """

    day: date
    payee: str
    summary: str
    cents: int
    expense: tuple[str, str, str, str, str, int, int]
    maker: str = MAKER
    approver: str = APPROVER
    mark: str = ""
    settlement: str = "转账"
    project: str = ""
    received: bool = False
    bank_of: str = ""


def all_payments(seed: int) -> list[Payment]:
    """All of them, unsorted."""
    chance = random.Random(seed)
    calendar = Calendar.official()
    workdays = [day for day in _days_of_year() if calendar.is_workday(day)]
    return [
        *_everyday(chance, workdays), *_rents(workdays), *_irregular(), *_irregular_by_kind(), *_look_alikes()
    ]  # fmt: skip


def _days_of_year() -> Iterable[date]:
    day = date(YEAR, 1, 1)
    while day.year == YEAR:
        yield day
        day += timedelta(days=1)


def _suppliers() -> list[str]:
    return [f"明川县{place}{trade}(虚构)" for place in _PLACES for trade in _TRADES]


def _everyday(chance: random.Random, workdays: list[date]) -> Iterable[Payment]:
    """Ordinary payments: odd sums, no sum twice to one payee, none that adds up to whole ten thousands."""
    suppliers = _suppliers()
    used: set[tuple[str, int]] = set()
    made = 0
    while made < VOUCHERS:
        expense = chance.choice(EXPENSES)
        payee = chance.choice(suppliers)
        least, largest = expense[5], expense[6]
        cents = int(least * 100 * (largest / least) ** chance.random())
        if cents % 100 == 0 or (payee, cents) in used:
            continue
        used.add((payee, cents))
        maker = MAKER if chance.random() < 0.8 else SECOND_MAKER
        yield Payment(chance.choice(workdays), payee, f"付{expense[4]}", cents, expense, maker)
        made += 1


def _rents(workdays: list[date]) -> Iterable[Payment]:
    """The same rent every month: equal, but a month apart."""
    for month in range(1, 13):
        day = next(day for day in workdays if day.month == month and day.day >= 10)
        yield Payment(
            day,
            "明川县城投资产管理公司(虚构)",
            f"付{month}月便民中心房租",
            660_000,
            EXPENSES[8],
            mark="innocent",
        )


def _irregular() -> Iterable[Payment]:
    office, printing, repair, meal, commission = (
        EXPENSES[0],
        EXPENSES[1],
        EXPENSES[4],
        EXPENSES[6],
        EXPENSES[8],
    )
    twice = "明川县恒达图文广告部(虚构)"
    for day in (date(YEAR, 3, 12), date(YEAR, 3, 20)):
        yield Payment(day, twice, "付宣传展板制作费", 1_864_000, printing, mark="duplicate_payments:1")
    thrice = "明川县立信办公设备经营部(虚构)"
    for day in (date(YEAR, 9, 4), date(YEAR, 9, 5), date(YEAR, 9, 12)):
        yield Payment(day, thrice, "付复印机耗材款", 723_050, office, mark="duplicate_payments:2")
    builder = "明川县宏远建筑劳务有限公司(虚构)"
    for day, cents in (
        (date(YEAR, 5, 8), 11_832_000),
        (date(YEAR, 5, 23), 9_654_000),
        (date(YEAR, 6, 12), 9_981_500),
    ):
        yield Payment(day, builder, "付社区活动室改造工程款", cents, repair, mark="splitting:1")
    yield Payment(
        date(YEAR, 11, 26),
        "明川县众智管理咨询中心(虚构)",
        "付咨询服务费",
        15_000_000,
        commission,
        mark="round_amounts:1",
    )
    for day, cents in (
        (date(YEAR, 7, 3), 1_873_620),
        (date(YEAR, 7, 16), 1_649_080),
        (date(YEAR, 7, 29), 1_477_300),
    ):
        yield Payment(day, "明川县山里人家餐饮店(虚构)", "付会议用餐费", cents, meal, mark="round_split:1")
    for number, day in enumerate((10, 14, 17, 22, 24), 1):
        yield Payment(
            date(YEAR, 10, day), "明川县北门办公用品经营部(虚构)", "付办公用品", 120_013 + 3_307 * number, office,
            APPROVER, APPROVER, "maker_is_approver:1",
        )  # fmt: skip
    yield Payment(
        date(YEAR, 1, 29),
        "明川县云岭餐饮店(虚构)",
        "付慰问接待用餐费",
        386_050,
        meal,
        mark="non_working_days:1",
    )
    yield Payment(
        date(YEAR, 5, 3),
        "明川县新桥汽车修理厂(虚构)",
        "付车辆维修费",
        274_080,
        EXPENSES[7],
        mark="non_working_days:2",
    )


def _irregular_by_kind() -> Iterable[Payment]:
    """What is known by its kind: by an account, a word, a project, a bank account or a way of settlement."""
    office, printing, repair, meal, training, commission = (EXPENSES[at] for at in (0, 1, 4, 6, 5, 8))
    yield Payment(
        date(YEAR, 6, 18), "明川县立信办公设备经营部(虚构)", "冲减办公费", -860_000, office, mark="negative_entries:1"
    )  # fmt: skip
    for month, cents in ((2, 1_264_020), (5, 1_388_060), (8, 1_187_090)):
        yield Payment(
            date(YEAR, month, 19), "赵青山", "付资料整理劳务费", cents, commission, mark="labour_fees:1"
        )
    yield Payment(
        date(YEAR, 4, 15), "明川县桂花办公用品经营部(虚构)", "付购办公电脑款", 2_638_070, office, mark="not_in_assets:1"
    )  # fmt: skip
    for at, (month, cents) in enumerate(
        ((1, 1_582_030), (3, 1_764_080), (5, 1_493_060), (7, 1_672_010), (10, 1_398_040))
    ):
        work = ("维修款", "修缮工程款", "维修材料款")[at % 3]
        yield Payment(
            date(YEAR, month, 14), "明川县石坪建材经营部(虚构)", f"付南门水沟{work}", cents, repair, mark="repeated_repair:1"
        )  # fmt: skip
    yield Payment(
        date(YEAR, 9, 17), "明川县鼎盛管理有限公司(虚构)", "付规划编制费", 24_836_040, commission, mark="new_payee:1"
    )  # fmt: skip
    for month, cents in ((3, 620_050), (9, 835_070)):
        yield Payment(
            date(YEAR, month, 12), "明川县基层治理研究会(虚构)", "付会费", cents, commission, mark="associations:1"
        )  # fmt: skip
    for payee, summary, cents in (
        ("机关职工(虚构)", "付加班补贴", 2_403_070), ("明川县松林农家乐(虚构)", "付工作用餐费", 832_060)
    ):  # fmt: skip
        yield Payment(
            date(YEAR, 10, 21), payee, summary, cents, meal, mark="project_money:1", project="人居环境整治专项(虚构)"
        )  # fmt: skip
    yield Payment(
        date(YEAR, 3, 19), "李志诚", "付资料打印费", 86_030, printing, mark="public_card:1", settlement="现金"
    )  # fmt: skip
    for payee, month in (("明川县云岭文化传播有限公司(虚构)", 4), ("明川县新意广告中心(虚构)", 7)):
        yield Payment(
            date(YEAR, month, 22), payee, "付会务制作费", 1_146_070 + month, training, mark="payee_names:1",
            bank_of="明川县新意广告中心(虚构)",
        )  # fmt: skip
    yield Payment(date(YEAR, 12, 4), "", "转入基本户", 18_350_000, OWN_BANK, mark="own_transfers:1")
    yield Payment(
        date(YEAR, 5, 20), "明川县东兴商贸有限公司(虚构)", "收企业赞助费", 5_000_000, OTHERS_MONEY, mark="fees_collected:1",
        received=True,
    )  # fmt: skip
    yield Payment(date(YEAR, 2, 20), "沈建国", "借备用金", 3_000_000, ADVANCES, mark="advances_not_cleared:1")
    yield Payment(date(YEAR, 3, 27), "沈建国", "报账", 1_200_000, ADVANCES, received=True)


def _look_alikes() -> Iterable[Payment]:
    """What must not be pointed at: a payment reversed and made again, a worked Sunday, a transfer at a month's end."""
    for day, cents in (
        (date(YEAR, 8, 6), 913_070),
        (date(YEAR, 8, 7), -913_070),
        (date(YEAR, 8, 8), 913_070),
    ):
        yield Payment(
            day, "明川县白塔建材经营部(虚构)", "付水沟维修材料款", cents, EXPENSES[4], mark="innocent"
        )
    yield Payment(
        date(YEAR, 1, 26),
        "明川县东兴图文广告部(虚构)",
        "付春节慰问信印刷费",
        248_090,
        EXPENSES[1],
        mark="innocent",
    )
    yield Payment(
        date(YEAR, 8, 31),
        "明川县青石街道工会(虚构)",
        "结转划拨工会经费",
        20_000_000,
        EXPENSES[8],
        mark="innocent",
    )
