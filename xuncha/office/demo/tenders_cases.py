"""What the demo street office tendered in two years, before it is written to files: everyday processes, planted cases, look-alikes.

Everything is invented; the same seed gives the same processes.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

STREET = "明川县青石街道办事处(虚构)"
CENTRE = "明川县青石街道便民服务中心(虚构)"
OPEN, CONSULTED, DIRECT = "公开招标", "竞争性磋商", "直接发包"
WORKS, GOODS, SERVICES = "工程", "货物", "服务"
EVERYDAY = {
    WORKS: (10, 150, 380, ("路灯改造", "排水沟整治", "活动室修缮", "围墙加固", "停车场硬化")),
    GOODS: (8, 20, 90, ("办公家具采购", "健身器材采购", "监控设备采购", "防汛物资采购")),
    SERVICES: (8, 15, 60, ("档案整理服务", "垃圾清运服务", "绿化养护服务", "宣传服务")),
}  # fmt: skip
"""How many everyday processes of each category, least and largest budget in 万元, what is bought."""
_TRADES = {
    WORKS: "建筑工程有限公司",
    GOODS: "商贸有限公司",
    SERVICES: "服务有限公司",
}
_STEMS = (
    "恒通", "安泰", "广源", "利民", "同兴", "鸿基", "正和", "众信", "新峰", "永固", "嘉禾", "远大", "盛泰", "长青", "九州", "万和",
)  # fmt: skip

HONGYUAN = "明川县宏远建筑劳务有限公司(虚构)"
ZHONGCHENG, ANJU = "明川县众诚物业管理有限公司(虚构)", "明川县安居物业服务有限公司(虚构)"
JINSHAN, QICHENG = "明川县金山建筑工程有限公司(虚构)", "明川县启程建筑工程有限公司(虚构)"
TIANHE, SHUNDA = "明川县天和商贸有限公司(虚构)", "明川县顺达商贸有限公司(虚构)"
YOUNG, GROWN = "明川县新苗文化服务有限公司(虚构)", "明川县老树文化服务有限公司(虚构)"
SHARED_PHONE, SHARED_AGENT = "0999-5550101", "何某某(虚构)"
SHARED_ADDRESS = "明川县青石路18号商住楼301室(虚构)"


@dataclass(frozen=True)
class Bid:
    """One bid: who, cents, and what it left behind: telephone, address, agent ("" takes the firm's own)."""

    firm: str
    cents: int
    phone: str = ""
    address: str = ""
    agent: str = ""

    def traces(self) -> tuple[str, str, str]:
        """Telephone, address and agent as they stand on the bid; a firm's own are the same everywhere, and nobody's."""
        own = zlib.crc32(self.firm.encode())
        return (
            self.phone or f"0999-6{own:010d}",
            self.address or f"明川县云岭路{own // 1000}号{own % 1000}室(虚构)",
            self.agent or f"代理人{own}(虚构)",
        )


@dataclass(frozen=True)
class Process:
    """One procurement; cents. The first bid is the winner's. `contract` and `settled` are 0 where nothing was signed."""

    title: str
    way: str
    category: str
    budget: int
    called: date
    days: int
    bids: tuple[Bid, ...]
    project: str = ""
    buyer: str = STREET
    contract: int = 0
    settled: int = 0

    @property
    def closes(self) -> date:
        return self.called + timedelta(days=self.days)

    @property
    def decided(self) -> date:
        return self.closes + timedelta(days=3)

    @property
    def winner(self) -> Bid:
        return self.bids[0]


FOUNDED = {YOUNG: date(2025, 2, 20), GROWN: date(2024, 6, 3), HONGYUAN: date(2011, 5, 6)}
"""Days of founding: the young firm wins 52 days later, the grown one after ten months."""

PLANTED: dict[str, tuple[tuple[str, ...], ...]] = {
    "must_tender_split": (("老街巷道改造",),),
    "winner_share": ((HONGYUAN,),),
    "co_bidding": ((ZHONGCHENG, ANJU),),
    "same_phone": (("第3片区保洁服务", SHARED_PHONE),),
    "same_address": (("文化站屋面维修", SHARED_ADDRESS),),
    "same_person": (("应急物资采购", SHARED_AGENT),),
    "contract_overrun": (("1,124,000.00",),),
    "contract_over_award": (("西门公厕新建工程",),),
    "young_winner": ((YOUNG, "节庆活动策划服务"),),
    "r003_short_period": (("东兴片区道路修复工程",),),
    "r018_single_bid": (("智慧社区平台建设",),),
    "one_valid_bid": (("智慧社区平台建设",),),
    "r028_identical_prices": (("河沿路绿化工程",),),
}
"""The answer key: screen → for each case the words that its sentence must hold."""

INNOCENT = (
    "桂花社区道路改造",
    "新桥排水提升",
    GROWN,
    "820,800.00",
    "消防器材采购",
    "北门公厕维修",
    CENTRE,
    "政务热线系统维护",
)
"""Words of what looks alike and must not be pointed at."""


def all_processes(seed: int) -> list[Process]:
    """Those of the office's own lists, by day of the call."""
    chance = random.Random(seed)
    found = [*_everyday(chance), *_split(), *_property(chance), *_traces(), *_contracts(), *_others()]
    return sorted(found, key=lambda one: (one.called, one.title))


def open_calls(seed: int) -> list[Process]:
    """Those that the trading centre called, by day of the call."""
    chance = random.Random(seed + 1)
    day, firms = date(2025, 3, 4), _firms(WORKS)
    late, short = day + timedelta(days=150), day + timedelta(days=90)
    found = [
        Process(
            "西门公厕新建工程", OPEN, WORKS, _wan(96), day, 24,
            _field(chance, firms, 88_60), contract=95_800_000,
        ),
        Process("北门公厕维修", OPEN, WORKS, _wan(52), day + timedelta(days=9), 25, _field(chance, firms, 47_30)),
        Process("东兴片区道路修复工程", OPEN, WORKS, _wan(188), short, 9, _field(chance, firms, 168_40)),
        Process("云岭路面养护工程", OPEN, WORKS, _wan(120), short, 21, _field(chance, firms, 109_70)),
        Process("智慧社区平台建设", OPEN, SERVICES, _wan(86), late, 23, (Bid(_firms(SERVICES)[4], _wan(84) // 100 * 97),)),
        Process("政务热线系统维护", "单一来源", SERVICES, _wan(9), late, 20, (Bid(_firms(SERVICES)[6], _wan(8)),)),
    ]  # fmt: skip
    twin = _field(chance, firms, 65_20)
    same = (*twin[:2], Bid(twin[2].firm, twin[1].cents), *twin[3:])
    return [*found, Process("河沿路绿化工程", OPEN, WORKS, _wan(73), late, 26, same)]


def _wan(number: int) -> int:
    """万元 as cents."""
    return number * 1_000_000


def _firms(category: str) -> list[str]:
    return [f"明川县{stem}{_TRADES[category]}(虚构)" for stem in _STEMS]


def _field(chance: random.Random, firms: list[str], lowest: int, number: int = 4) -> tuple[Bid, ...]:
    """So many bids of different firms, the first the lowest (in 百元), the next two to five per cent above it, then further."""
    first = lowest * 10_000
    above = [chance.randrange(20, 50), *sorted(chance.sample(range(60, 110), number - 2))]
    cents = [first, *(first + first * one // 1000 + chance.randrange(1, 99) for one in above)]
    return tuple(Bid(firm, sum_) for firm, sum_ in zip(chance.sample(firms, number), cents, strict=True))


def _everyday(chance: random.Random) -> Iterator[Process]:
    for category, (number, least, largest, bought) in EVERYDAY.items():
        for nth in range(number):
            wan = chance.randrange(least, largest)
            lowest = wan * chance.randrange(84, 88)
            called = date(2024, 1, 8) + timedelta(days=chance.randrange(0, 680))
            yield Process(
                f"{'青石桂花北门河沿新桥'[nth % 5 * 2:][:2]}{bought[nth % len(bought)]}{nth + 1}",
                OPEN, category, _wan(wan), called, chance.randrange(21, 30), _field(chance, _firms(category), lowest),
                contract=lowest * 10_000,
            )  # fmt: skip


def _split() -> Iterable[Process]:
    """One lane in three parts below the limit; look-alikes: parts that stay below it together, parts years apart."""
    cases = (
        ("老街巷道改造", ((2025, 3, 3, 158), (2025, 4, 21, 151), (2025, 6, 9, 134)), HONGYUAN),
        ("桂花社区道路改造", ((2025, 2, 10, 88), (2025, 5, 12, 95), (2025, 8, 4, 79)), _firms(WORKS)[2]),
        ("新桥排水提升", ((2024, 2, 5, 236), (2025, 7, 14, 214)), _firms(WORKS)[5]),
    )
    for project, parts, firm in cases:
        for nth, (year, month, day, wan) in enumerate(parts, 1):
            price = _wan(wan) // 100 * 98
            yield Process(
                f"{project}{nth}期", DIRECT, WORKS, _wan(wan), date(year, month, day), 5, (Bid(firm, price),), project,
                contract=price,
            )  # fmt: skip


def _property(chance: random.Random) -> Iterable[Process]:
    """Cleaning, area by area: two firms always side by side, the third time with one telephone number."""
    firms = _firms(SERVICES)
    for nth in range(1, 6):
        lowest, above = (ZHONGCHENG, ANJU) if nth % 2 else (ANJU, ZHONGCHENG)
        wan = 30 + 3 * nth
        base = _wan(wan) // 100 * (88 + nth % 3)
        phone = SHARED_PHONE if nth == 3 else ""
        others = chance.sample(firms, 2)
        yield Process(
            f"第{nth}片区保洁服务", OPEN, SERVICES, _wan(wan), date(2024, 2 * nth, 11), 22 + nth,
            (
                Bid(lowest, base, phone), Bid(above, base * (103 + nth % 2) // 100 + 4_700, phone),
                Bid(others[0], base * 106 // 100 + 3_100), Bid(others[1], base * 108 // 100 + 900),
            ),
            contract=base,
        )  # fmt: skip


def _traces() -> Iterable[Process]:
    """Two firms of one room, two bids of one agent; look-alike: two firms of one house, in different rooms."""
    works, goods = _firms(WORKS), _firms(GOODS)
    yield Process(
        "文化站屋面维修", OPEN, WORKS, _wan(64), date(2024, 9, 2), 24,
        (
            Bid(works[7], 57_800_000), Bid(JINSHAN, 59_410_000, address=SHARED_ADDRESS),
            Bid(QICHENG, 60_730_000, address=SHARED_ADDRESS), Bid(works[9], 62_050_000),
        ),
        contract=57_800_000,
    )  # fmt: skip
    yield Process(
        "应急物资采购", OPEN, GOODS, _wan(38), date(2025, 4, 8), 22,
        (
            Bid(TIANHE, 34_200_000, agent=SHARED_AGENT), Bid(SHUNDA, 35_390_000, agent=SHARED_AGENT),
            Bid(goods[3], 36_220_000), Bid(goods[8], 36_940_000),
        ),
        contract=34_200_000,
    )  # fmt: skip
    yield Process(
        "消防器材采购", OPEN, GOODS, _wan(29), date(2025, 5, 6), 23,
        (
            Bid(goods[0], 25_900_000, address="明川县北门路6号综合楼401室(虚构)"),
            Bid(goods[5], 26_780_000, address="明川县北门路6号综合楼402室(虚构)"), Bid(goods[10], 27_600_000),
        ),
        contract=25_900_000,
    )  # fmt: skip


def _contracts() -> Iterable[Process]:
    """A settlement far above the contract, and one that stays within a tenth."""
    firms = _firms(WORKS)
    for title, day, firm, price, settled in (
        ("文化广场铺装", date(2025, 1, 13), firms[1], 88_000_000, 112_400_000),
        ("敬老院修缮", date(2025, 2, 17), firms[3], 76_000_000, 82_080_000),
    ):
        yield Process(
            title, OPEN, WORKS, price * 11 // 10, day, 24,
            (Bid(firm, price), Bid(firms[6], price * 104 // 100), Bid(firms[8], price * 107 // 100)),
            contract=price, settled=settled,
        )  # fmt: skip


def _others() -> Iterable[Process]:
    """A large share for one firm; a winner of 52 days and one of ten months; a small buyer with few awards."""
    works, services = _firms(WORKS), _firms(SERVICES)
    for nth, (title, wan) in enumerate((("便民中心主体工程", 2_860), ("农贸市场改建工程", 2_940)), 1):
        price = _wan(wan) // 100 * 91
        yield Process(
            title, OPEN, WORKS, _wan(wan), date(2024, 3 * nth, 6), 28,
            (Bid(HONGYUAN, price), Bid(works[nth], price * 103 // 100), Bid(works[nth + 4], price * 105 // 100)),
            contract=price,
        )  # fmt: skip
    for title, firm, called in (
        ("节庆活动策划服务", YOUNG, date(2025, 3, 17)),
        ("宣传栏制作服务", GROWN, date(2025, 3, 11)),
    ):
        yield Process(
            title, OPEN, SERVICES, _wan(18), called, 22,
            (Bid(firm, 16_000_000), Bid(services[0], 16_640_000), Bid(services[9], 17_120_000)), contract=16_000_000,
        )  # fmt: skip
    for nth in range(3):
        yield Process(
            f"大厅设备维护{nth + 1}", OPEN, SERVICES, _wan(6 + nth), date(2024, 5 + nth, 7), 21,
            (Bid(services[2], _wan(5 + nth)), Bid(services[7 + nth], _wan(5 + nth) * 104 // 100)), buyer=CENTRE,
        )  # fmt: skip
