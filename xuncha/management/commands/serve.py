"""``xuncha serve``: the office in a browser, by waitress."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from xuncha.base.words import Sentence
from xuncha.office import release
from xuncha.office.bodies import seal_bodies
from xuncha.office.command import ClerkCommand, Stop
from xuncha.office.serving import keep_little, too_open, ways

WITH_TLS = Sentence(
    "只在本机使用时请用 --listen 127.0.0.1:8000；供多台电脑使用时请先按 docs/security.md 配置 https。",
    "On this machine alone use --listen 127.0.0.1:8000; for several machines set up https as docs/security.md says.",
)


class Command(ClerkCommand):
    help = "打开办公系统（浏览器访问）/ open the office in a browser"
    examples = ("xuncha serve", "xuncha serve --listen 127.0.0.1:8001")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--listen", default="127.0.0.1:8000", help="地址:端口 / address:port")

    def work(self, **options: Any) -> int | None:
        import waitress

        from xuncha.office.wsgi import application

        listen = options["listen"]
        if changes := release.changes():
            raise Stop(1, changes[0].says, release.REMEDY)
        if no := too_open(listen):
            raise Stop(1, no, WITH_TLS)
        self.say(Sentence(f"已打开：http://{listen}/ (按 Ctrl+C 停止)", ""))
        self.stdout.flush()
        keep_little()
        seal_bodies()
        try:
            waitress.serve(application, **ways(listen))
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
