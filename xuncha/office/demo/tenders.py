"""The demo street office's tenders as it would hand them in: a workbook of four lists, and open data of the trading centre."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.words import Sentence, same
from xuncha.office.demo.tenders_cases import FOUNDED, OPEN, Process, all_processes, open_calls

NOTE = "演示数据,单位、人员、项目均为虚构"
_MONEY = {
    "预算金额（元）",
    "最高限价（元）",
    "中标金额（元）",
    "投标报价（元）",
    "合同金额（元）",
    "结算金额（元）",
}
_PROCESSES = (
    "项目编号", "项目名称", "所属工程", "采购方式", "采购类别", "采购人", "预算金额（元）", "最高限价（元）", "公告日期", "开标日期",
    "中标日期", "中标人", "中标金额（元）",
)  # fmt: skip
_BIDS = ("项目编号", "投标人", "投标报价（元）", "是否有效", "联系电话", "地址", "授权代表")
_CONTRACTS = (
    "合同编号",
    "项目编号",
    "合同名称",
    "供应商名称",
    "签订日期",
    "合同金额（元）",
    "结算金额（元）",
)
_FIRMS = ("供应商名称", "成立日期", "地址")
_METHODS = {OPEN: "open"}
_CATEGORIES = {"工程": "works", "货物": "goods", "服务": "services"}


@dataclass(frozen=True)
class DemoTenders:
    """The processes of the office's own lists, and those that the trading centre called."""

    listed: tuple[Process, ...]
    called: tuple[Process, ...]


def demo_tenders(seed: int = 530127) -> DemoTenders:
    """Some fifty processes of two years."""
    return DemoTenders(tuple(all_processes(seed)), tuple(open_calls(seed)))


def tender_lists(tenders: DemoTenders) -> bytes:
    """项目台账, 开标记录, 合同台账 and 供应商资料 as one workbook, each with a title row above its heading."""
    numbered = [(f"QS-{one.called.year}-{nth:03d}", one) for nth, one in enumerate(tenders.listed, 1)]
    return write_book(
        [
            _sheet("采购项目台账", _PROCESSES, [_process(number, one) for number, one in numbered]),
            _sheet("开标记录", _BIDS, [row for number, one in numbered for row in _bids(number, one)]),
            _sheet("合同台账", _CONTRACTS, _contracts(numbered)),
            _sheet("供应商资料", _FIRMS, [(firm, day, "") for firm, day in sorted(FOUNDED.items())]),
        ],
        stamp=Sentence("虚构", "fictional").zh,
    )


def open_data(tenders: DemoTenders) -> bytes:
    """The trading centre's calls as OCDS 1.1 releases, one a line."""
    lines = (json.dumps(_release(nth, one), ensure_ascii=False) for nth, one in enumerate(tenders.called, 1))
    return "".join(f"{line}\n" for line in lines).encode()


def _sheet(name: str, titles: Sequence[str], rows: Iterable[tuple[object, ...]]) -> Sheet:
    columns = [
        Column(
            title, same(title), "money" if title in _MONEY else "date" if title.endswith("日期") else "text"
        )
        for title in titles
    ]
    listed = [dict(zip(titles, row, strict=True)) for row in rows]
    return Sheet(name, columns, listed, notes=(f"明川县青石街道办事处{name}", NOTE))


def _process(number: str, one: Process) -> tuple[object, ...]:
    return (
        number, one.title, one.project, one.way, one.category, one.buyer, one.budget, one.budget // 100 * 99, one.called,
        one.closes, one.decided, one.winner.firm, one.winner.cents,
    )  # fmt: skip


def _bids(number: str, one: Process) -> Iterable[tuple[object, ...]]:
    """By name, as they are read out at the opening."""
    for bid in sorted(one.bids, key=lambda bid: bid.firm):
        yield (number, bid.firm, bid.cents, "有效", *bid.traces())


def _contracts(numbered: Iterable[tuple[str, Process]]) -> list[tuple[object, ...]]:
    signed = [(number, one) for number, one in numbered if one.contract]
    return [
        (
            _contract_number(nth, one), number, f"{one.title}合同", one.winner.firm, one.decided, one.contract,
            one.settled or one.contract,
        )
        for nth, (number, one) in enumerate(signed, 1)
    ]  # fmt: skip


def _contract_number(nth: int, one: Process) -> str:
    return f"QS-HT-{one.called.year}-{nth:02d}"


def _release(nth: int, one: Process) -> dict[str, object]:
    name = f"ocds-xcxc01-{one.called.year}-{nth:03d}"
    winner = {"id": one.winner.firm, "name": one.winner.firm}
    found: dict[str, object] = {
        "ocid": name, "id": f"{name}-1", "date": _at(one.decided), "tag": ["award"], "initiationType": "tender",
        "buyer": {"id": one.buyer, "name": one.buyer},
        "tender": {
            "id": name, "title": one.title, "status": "complete", "procurementMethod": _METHODS.get(one.way, "direct"),
            "procurementMethodDetails": one.way, "mainProcurementCategory": _CATEGORIES[one.category],
            "value": _value(one.budget), "tenderPeriod": {"startDate": _at(one.called), "endDate": _at(one.closes)},
            "numberOfTenderers": len(one.bids), "procuringEntity": {"id": one.buyer, "name": one.buyer},
        },
        "bids": {
            "details": [
                {
                    "id": f"{name}-b{at}", "status": "valid", "date": _at(one.closes), "value": _value(bid.cents),
                    "tenderers": [{"id": bid.firm, "name": bid.firm}],
                }
                for at, bid in enumerate(one.bids, 1)
            ]
        },
        "awards": [
            {
                "id": f"{name}-a1", "status": "active", "date": _at(one.decided), "value": _value(one.winner.cents),
                "suppliers": [winner],
            }
        ],
    }  # fmt: skip
    if one.contract:
        found["contracts"] = [
            {
                "id": f"{name}-c1", "awardID": f"{name}-a1", "title": f"{one.title}合同", "status": "active",
                "dateSigned": _at(one.decided), "value": _value(one.contract),
            }
        ]  # fmt: skip
    return found


def _value(cents: int) -> dict[str, object]:
    return {"amount": cents / 100, "currency": "CNY"}


def _at(day: date) -> str:
    return f"{day.isoformat()}T09:00:00Z"
