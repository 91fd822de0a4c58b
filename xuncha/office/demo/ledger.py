"""The books of the demo street office: a year of vouchers in the shape of GB/T 24589, with irregularities planted.

Everything is invented. The same seed gives the same bytes of content on every machine. `planted` is the answer key: the
voucher numbers that each screen has to point at, and `innocent` those that look alike and must not be pointed at.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from xuncha.base.money import yuan
from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.words import Sentence, same
from xuncha.base.workdays import Calendar

UNIT = "明川县青石街道办事处(虚构)"
YEAR = 2025
NOTE = "演示数据,单位、人员、往来单位均为虚构"
VOUCHERS = 1210
MAKER, SECOND_MAKER, APPROVER = "周岚", "沈小禾", "马会平"

BANK = ("1011", "零余额账户用款额度")
BUDGET_CASH = ("8001", "资金结存")
EXPENSES = (
    ("50010101", "业务活动费用—办公费", "71010101", "行政支出—办公费", "办公用品", 380, 6_800),
    ("50010102", "业务活动费用—印刷费", "71010102", "行政支出—印刷费", "宣传资料印刷", 600, 9_600),
    ("50010106", "业务活动费用—电费", "71010106", "行政支出—电费", "电费", 900, 7_500),
    ("50010111", "业务活动费用—差旅费", "71010111", "行政支出—差旅费", "差旅费报销", 260, 3_900),
    ("50010113", "业务活动费用—维修费", "71010113", "行政支出—维修费", "零星维修", 700, 12_500),
    ("50010116", "业务活动费用—培训费", "71010116", "行政支出—培训费", "培训费", 500, 8_000),
    ("50010117", "业务活动费用—公务接待费", "71010117", "行政支出—公务接待费", "公务接待", 180, 1_500),
    (
        "50010131",
        "业务活动费用—公务用车运行费",
        "71010131",
        "行政支出—公务用车运行费",
        "车辆维修保养",
        300,
        5_200,
    ),
    ("50010227", "业务活动费用—委托业务费", "71010227", "行政支出—委托业务费", "社区服务委托", 2_000, 19_500),
)
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
_KEYS = (
    "book", "year", "period", "day", "type", "number", "line", "summary", "code", "account", "debit", "credit", "payee",
    "maker", "approver", "poster", "attachments", "void",
)  # fmt: skip
_TITLES = (
    "会计体系", "会计年度", "会计期间号", "记账凭证日期", "记账凭证类型名称", "记账凭证编号", "记账凭证行号", "记账凭证摘要",
    "科目编号", "科目名称", "借方本币金额", "贷方本币金额", "往来单位名称", "制单人", "审核人", "记账人", "附件数", "作废标志",
)  # fmt: skip
_ACCOUNT_KEYS = ("code", "name", "level", "side")
_ACCOUNT_TITLES = ("科目编号", "科目名称", "科目级次", "余额方向")


@dataclass(frozen=True)
class Payment:
    """One payment before it is booked; cents. `expense` is a row of EXPENSES."""

    day: date
    payee: str
    summary: str
    cents: int
    expense: tuple[str, str, str, str, str, int, int]
    maker: str = MAKER
    approver: str = APPROVER
    mark: str = ""


@dataclass(frozen=True)
class DemoLedger:
    """The rows of the journal, the chart of accounts, and the answer key: screen → voucher numbers (记-0001)."""

    rows: tuple[dict[str, object], ...]
    accounts: tuple[dict[str, object], ...]
    planted: dict[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    innocent: frozenset[str] = frozenset()


def demo_ledger(seed: int = 530127) -> DemoLedger:
    """About 5,000 journal lines of one year, booked in both sets of books."""
    chance = random.Random(seed)
    calendar = Calendar.official()
    workdays = [day for day in _days_of_year() if calendar.is_workday(day)]
    payments = [*_everyday(chance, workdays), *_rents(workdays), *_irregular(), *_look_alikes()]
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
        cents = chance.randrange(expense[5] * 100, expense[6] * 100)
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
        yield {
            "book": book, "year": str(YEAR), "period": f"{payment.day.month:02d}", "day": payment.day, "type": "记",
            "number": number, "line": str(line), "summary": payment.summary, "code": account_code, "account": account_name,
            "debit": debit, "credit": credit, "payee": payment.payee, "maker": payment.maker, "approver": payment.approver,
            "poster": SECOND_MAKER, "attachments": "2", "void": "0",
        }  # fmt: skip


def _chart() -> Iterable[dict[str, object]]:
    codes = [
        BANK,
        BUDGET_CASH,
        *((one[0], one[1]) for one in EXPENSES),
        *((one[2], one[3]) for one in EXPENSES),
    ]
    for code, name in sorted(codes):
        yield {"code": code, "name": name, "level": str(max(1, len(code) // 2 - 1)), "side": "借"}
