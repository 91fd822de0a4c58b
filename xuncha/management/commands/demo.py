"""``xuncha demo``: the fictional county, one whole round told through the actions, then the office in a browser."""

from __future__ import annotations

import shutil
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandParser
from django.db import connection

from xuncha.base.words import Sentence
from xuncha.office.command import ClerkCommand, Stop
from xuncha.office.demo.story import DONE, STORY, tell
from xuncha.office.demo.summary import lines, summary


class Command(ClerkCommand):
    help = (
        "运行虚构演示县的一整轮巡察，并打开办公系统 / run a round of the fictional county and open the office"
    )
    examples = ("xuncha demo", "xuncha demo --no-serve", "xuncha demo --fresh")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--no-serve", action="store_true", help="只生成并打印，不打开网页 / build and print only"
        )
        parser.add_argument("--fresh", action="store_true", help="删除已有演示数据，从头再来 / start anew")
        parser.add_argument("--listen", default="127.0.0.1:8000", help="地址:端口 / address:port")

    def work(self, **options: Any) -> int | None:
        started = time.monotonic()
        if not settings.XUNCHA_DEMO:
            raise Stop(
                1,
                Sentence(
                    f"{settings.XUNCHA_HOME} 不是演示目录，没有改动。",
                    f"{settings.XUNCHA_HOME} is no demo folder; nothing was changed.",
                ),
                Sentence(
                    "不要在正式数据上运行演示；换一个 XUNCHA_HOME 再试。",
                    "Do not run the demo on real data; choose another XUNCHA_HOME.",
                ),
            )
        home = settings.XUNCHA_HOME
        if options["fresh"] or ((home / STORY).exists() and (home / STORY).read_text() != DONE):
            self._clear()
        if not (home / STORY).exists():
            self._clear()
            call_command("setup", verbosity=0, stdout=self.stderr)
            tell(lambda says: self.say(says))
            (home / STORY).write_text(DONE)
        told = summary()
        self.emit(told)
        for line in lines(told):
            self.say(line)
        self.say(f"文书 / papers: {home / 'papers'}")
        self.say(f"用时 / took: {time.monotonic() - started:.1f} s")
        if not options["no_serve"]:
            call_command("serve", listen=options["listen"])
        return None

    def _clear(self) -> None:
        """Remove what an earlier demo left; the settings file stays."""
        connection.close()
        for name in ("xuncha.sqlite3", "xuncha.sqlite3-wal", "xuncha.sqlite3-shm", STORY):
            (settings.XUNCHA_HOME / name).unlink(missing_ok=True)
        for name in ("keys", "papers"):
            shutil.rmtree(settings.XUNCHA_HOME / name, ignore_errors=True)
