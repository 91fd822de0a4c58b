"""``xuncha release``: is the program the one that was released, and under which code."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from xuncha.base.words import Sentence
from xuncha.office import release
from xuncha.office.command import ClerkCommand

NONE = Sentence(
    "这是开发用的程序，没有发布清单，不做比对。",
    "This program is under development: there is no list to compare with.",
)
SAME = Sentence(
    "程序与发布清单一致。清单码：{code}（请与安装登记单上的核对）",
    "The program is as released. Code of the list: {code} (compare it with the installation sheet)",
)


class Command(ClerkCommand):
    help = "核对程序文件是否被改动 / compare the program with its release"
    examples = ("xuncha release",)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--make", action="store_true", help="发布时生成清单 / make the list for a release"
        )

    def work(self, **options: Any) -> int | None:
        if options["make"]:
            release.make()
        changes, code = release.changes(), release.code()
        self.emit({"code": code, "changes": [{"file": one.file, "how": one.how} for one in changes]})
        for one in changes:
            self.complain(one.says)
        if changes:
            self.complain(release.REMEDY)
            return 1
        self.say(SAME.filled(code=code) if code else NONE)
        return None
