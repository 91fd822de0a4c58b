"""``xuncha serve``: the office in a browser, by waitress."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from xuncha.base.words import Sentence
from xuncha.office.command import ClerkCommand, Stop


class Command(ClerkCommand):
    help = "打开办公系统(浏览器访问)/ open the office in a browser"
    examples = ("xuncha serve", "xuncha serve --listen 0.0.0.0:8000")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--listen", default="127.0.0.1:8000", help="地址:端口 / address:port")

    def work(self, **options: Any) -> int | None:
        import waitress

        from xuncha.office.wsgi import application

        listen = options["listen"]
        self.say(Sentence(f"已打开:http://{listen}/ (按 Ctrl+C 停止)", ""))
        self.stdout.flush()
        try:
            waitress.serve(application, listen=listen, threads=8, ident=None)
        except OSError:
            raise Stop(
                1,
                Sentence(
                    f"无法在 {listen} 打开：端口已被占用或地址不对。",
                    f"cannot listen on {listen}: the port is taken or the address is wrong.",
                ),
                Sentence(
                    "换一个端口再试，例如 --listen 127.0.0.1:8001。",
                    "try another port, e.g. --listen 127.0.0.1:8001.",
                ),
            ) from None
        return None
