"""Teams as a workbook for the meeting: one sheet of people with their reasons, one of what is left to be wished for."""

from __future__ import annotations

from typing import Any

from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.words import Sentence
from xuncha.trust.core.roles import Role

COLUMNS = (
    Column("team", Sentence("组别", "team"), width=14),
    Column("targets", Sentence("巡察对象", "targets"), width=28),
    Column("role", Sentence("职务", "role"), width=12),
    Column("name", Sentence("姓名", "name"), width=14),
    Column("unit", Sentence("派出单位", "lending unit"), width=22),
    Column("reasons", Sentence("理由", "reasons"), width=80),
)
LEFT = (
    Column("title", Sentence("规则", "rule"), width=20),
    Column("says", Sentence("尚有不足", "left to be wished for"), width=70),
)


def workbook(record: dict[str, Any]) -> bytes:
    """The bytes of an xlsx file; `record` as `teams.core.record.recorded` gives it."""
    rows = [
        {
            "team": team["name"],
            "targets": "、".join(team["targets"]),
            "role": Role(one["role"]).called.zh,
            "name": one["name"],
            "unit": one["unit"],
            "reasons": "\n".join(says["zh"] for says in one["reasons"]),
        }
        for team in record["teams"]
        for one in team["people"]
    ]
    sizes = tuple(f"{team['name']}：{team['size']['zh']}" for team in record["teams"])
    left = [{"title": one["title"]["zh"], "says": one["says"]["zh"]} for one in record["broken"]]
    return write_book(
        [
            Sheet("组队方案", COLUMNS, rows, notes=(*sizes, record["says"]["zh"]), landscape=True),
            Sheet("尚有不足", LEFT, left, landscape=True),
        ]
    )
