"""`xuncha teams FILE`： `xuncha plan teams` under the name it had first."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from xuncha.office.command import ClerkCommand
from xuncha.office.plans import teams


class Command(ClerkCommand):
    help = (
        "按规则组建巡察组：读县情登记工作簿，给出每组人员和理由\n"
        "form the teams of a round, with a reason at each name"
    )
    examples = (
        "xuncha teams 县情.xlsx                              （工作簿里有“本轮任务”表：组别、巡察对象）",
        "xuncha teams 县情.xlsx --targets 水务局、林草局；嵩阳街道 --out 组队方案.xlsx",
    )

    def add_arguments(self, parser: CommandParser) -> None:
        teams.add_arguments(parser)

    def work(self, **options: Any) -> int:
        """As of `xuncha plan teams`."""
        return teams.run({**options, "clerk": self})
