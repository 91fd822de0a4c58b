"""``xuncha first``: the first start of an office, on paper; works once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from xuncha.base.words import Sentence
from xuncha.office.command import ClerkCommand, Stop
from xuncha.stewards.ceremony import SHARES, Held, hold, sheets, until_of
from xuncha.trust import key_folder
from xuncha.trust.actions.first_start import SEATS, Named
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account

LOGINS = {Role.SYSTEM: "xitong", Role.SECURITY: "anquan", Role.AUDIT: "shenji", Role.OFFICE: "xunchaban"}
KEEPERS = ("巡察办主任", "纪委监委办公室", "机要保密部门")
NEXT = (
    Sentence("接下来（都在场时办完）：", "Next, while everybody is at the table:"),
    Sentence(
        "  1. 三名管理员和巡察办各自登录，设定自己的密码。",
        "  1. All four log in and choose their passwords.",
    ),
    Sentence(
        "  2. 系统管理员在“开通授权”开通巡察办的账号，安全保密管理员在“核准授权”核准。",
        "  2. The system administrator creates the office's grant, the security administrator authorises it.",
    ),
    Sentence("  3. 恢复码分三处存放。", "  3. The recovery shares go to three places."),
    Sentence(
        "  4. 删除登录码和恢复码的电子文件。",
        "  4. The files with codes and shares are deleted after printing.",
    ),
)


class Command(ClerkCommand):
    help = "首次启用：设三员和巡察办账号，打印登录码和恢复码，只能用一次 / the first start: administrators, codes, shares; once"
    examples = (
        "xuncha first --to /media/usb",
        "xuncha first --system xitong:赵立新 --security anquan:钱慎之 --audit shenji:孙明镜 --office bgs:陈志远 --to /media/usb",
        "xuncha first --trial",
    )

    def add_arguments(self, parser: CommandParser) -> None:
        for role in SEATS:
            parser.add_argument(
                f"--{role.value}",
                default="",
                metavar="账号:姓名",
                help=f"{role.called.zh} / {role.called.en}",
            )
        parser.add_argument(
            "--keeper", action="append", default=[], metavar="保管人", help="恢复码保管人，写三次 / keeper of a share, three times"
        )  # fmt: skip
        parser.add_argument(
            "--to", default="", metavar="目录", help="把A4文件写到这个目录（建议U盘），不写则显示在屏幕上 / folder for the A4 sheets"
        )  # fmt: skip
        parser.add_argument(
            "--trial", action="store_true", help="一个人试用：四个账号由一人轮流使用，每页标注“试用” / one person tries it out"
        )  # fmt: skip

    def work(self, **options: Any) -> int | None:
        self._ready()
        folder = self._folder(options["to"])
        seats = {role: self._named(role, options[role.value], options["trial"]) for role in SEATS}
        held = hold(seats, self._keepers(options["keeper"]), trial=options["trial"])
        self.emit({"accounts": {role.value: seats[role].login for role in SEATS}, "trial": held.trial})
        if folder is None:
            self._tell(held)
        else:
            self._write(held, folder)
        for line in NEXT:
            self.say(line)
        return None

    def _ready(self) -> None:
        if not key_folder.house_file().exists():
            raise Stop(
                1,
                Sentence("还没有建立数据目录和密钥。", "There is no data folder and no key yet."),
                Sentence("请先运行 xuncha setup。", "Run xuncha setup first."),
            )
        if Account.objects.exists():
            raise Stop(
                1,
                Sentence("已经启用过了，不能再办一次首次启用。", "The office has begun already."),
                Sentence("请登录后按程序申请授权。", "Log in and ask for grants in the usual way."),
            )

    def _folder(self, text: str) -> Path | None:
        if not text:
            return None
        folder = Path(text)
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            raise Stop(
                2,
                Sentence(
                    "写不进指定的目录，没有建立账号。", "The folder cannot be written; nothing was made."
                ),
                Sentence("请核对目录；建议用一只空白U盘。", "Check it; an empty stick is best."),
            )
        return folder

    def _named(self, role: Role, given: str, trial: bool) -> Named:
        login, _, name = given.partition(":")
        if trial and not given:
            return Named(LOGINS[role], f"{role.called.zh}（试用）")
        if not given:
            name = input(f"{role.called.zh}的姓名 / name of the {role.called.en}: ").strip()
            login = input(f"登录账号 / log-in name [{LOGINS[role]}]: ").strip() or LOGINS[role]
        if not login or not name:
            raise Stop(
                2,
                Sentence(f"“{role.called.zh}”没有写全。", f"The {role.called.en} is incomplete."),
                Sentence("写成账号、半角冒号、姓名，如 xitong:赵立新。", "Write login:name."),
            )
        return Named(login[:40], name[:40])

    def _keepers(self, given: list[str]) -> tuple[str, ...]:
        if len(given) not in (0, SHARES):
            raise Stop(
                2,
                Sentence(
                    f"恢复码分{SHARES}份，要写{SHARES}个保管人。", f"There are {SHARES} shares and keepers."
                ),
                Sentence("--keeper 写三次，或者都不写。", "Give --keeper three times, or not at all."),
            )
        return tuple(given) or KEEPERS

    def _tell(self, held: Held) -> None:
        """On the screen, where nothing is kept: to be copied by hand."""
        for role in SEATS:
            self.say(f"{role.called.zh}\t{held.seats[role].login}\t{held.begun.codes[role]}")
        self.say(Sentence(f"登录码有效期至 {until_of(held)}。", f"The codes hold until {until_of(held)}."))
        for number, (keeper, digits) in enumerate(zip(held.keepers, held.digits, strict=True), 1):
            self.say(f"恢复码{number}（{keeper}）\n  {digits}")

    def _write(self, held: Held, folder: Path) -> None:
        for name, content in sheets(held).items():
            path = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(path, "wb") as out:
                out.write(content)
            self.say(f"  {folder / name}")
