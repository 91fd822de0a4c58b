"""``xuncha first``: the first account of an office, which then opens the others."""

from __future__ import annotations

from getpass import getpass
from typing import Any

from django.core.management.base import CommandParser

from xuncha.base.words import Sentence
from xuncha.office.command import ClerkCommand, Stop
from xuncha.trust import clock
from xuncha.trust.act import witness
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, Grant

SHORTEST = 12


class Command(ClerkCommand):
    help = "建立第一个账号(巡察办),只能用一次 / create the first account of the office; works once"
    examples = ("xuncha first --login bzr --name 王主任",)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--login", required=True, help="登录名 / log-in name")
        parser.add_argument("--name", required=True, help="姓名 / name")

    def work(self, **options: Any) -> int | None:
        if Account.objects.exists():
            raise Stop(
                1,
                Sentence("已经有账号了。", "There are accounts already."),
                Sentence(
                    "请用巡察办账号登录后再开立其他账号。",
                    "Log in as the office and open further accounts there.",
                ),
            )
        password = getpass("密码 / password: ")
        if len(password) < SHORTEST or password != getpass("再输一次 / again: "):
            raise Stop(
                2,
                Sentence(
                    f"两次输入不一致，或少于{SHORTEST}个字符。",
                    f"The two differ, or have fewer than {SHORTEST} characters.",
                ),
                Sentence("没有建立账号，请重新运行。", "No account was created; run it again."),
            )
        account = Account.objects.create_account(options["login"], options["name"], password)
        Grant.objects.create(account=account, role=Role.OFFICE, starts=clock.today(), basis="first account")
        witness("account.first", account, account)
        self.say(Sentence("已建立。运行 xuncha serve 后即可登录。", "Created. Run xuncha serve and log in."))
        return None
