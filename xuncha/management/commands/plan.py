"""`xuncha plan WHAT …`: plans made by rules, file to file. Each subcommand is a file of `office/plans`."""

from __future__ import annotations

from argparse import SUPPRESS
from typing import Any

from django.core.management.base import CommandParser

from xuncha.base.words import Sentence
from xuncha.office.command import ClerkCommand, Stop
from xuncha.office.plans import subcommands


class Command(ClerkCommand):
    help = "按规则拟订方案：组队、五年规划、谈话安排；市、省统筹属高级用法\nplans by rules, with reasons, bounds and alternatives"
    examples = (
        "xuncha plan teams                                  用虚构的演示县",
        "xuncha plan teams 县情.xlsx --targets 水务局、林草局；嵩阳街道",
        "xuncha plan teams --county 7 --people 450 --teams 10 --json",
    )

    def add_arguments(self, parser: CommandParser) -> None:
        ways = parser.add_subparsers(dest="what", metavar="{" + ",".join(subcommands()) + "}")
        for name, one in subcommands().items():
            way = ways.add_parser(name, help=one.HELP.zh, description=f"{one.HELP.zh}\n{one.HELP.en}")
            way.add_argument(
                "--json", action="store_true", default=SUPPRESS, help="以 JSON 输出 / print JSON"
            )
            way.add_argument("--traceback", action="store_true", default=SUPPRESS, help=SUPPRESS)
            one.add_arguments(way)

    def work(self, **options: Any) -> int | None:
        """0 with a plan, 1 when the rules cannot all be kept, 2 when there is nothing to do, 130 when it was stopped."""
        if not options["what"]:
            names = "、".join(subcommands())
            raise Stop(
                2,
                Sentence(f"请写明要拟订哪种方案：{names}。", f"Say which plan: {', '.join(subcommands())}."),
            )
        done: int | None = subcommands()[options["what"]].run({**options, "clerk": self})
        return done
