"""``xuncha keys``: new keys for what is sealed, old content sealed anew, and the key folder backed up and put back."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import CommandParser

from xuncha.base.words import Sentence
from xuncha.office.command import ClerkCommand, Stop, asked
from xuncha.office.recovery_prompt import asked_shares
from xuncha.stewards import backups
from xuncha.trust import resealing
from xuncha.trust.actions.reseal import reseal_some
from xuncha.trust.actions.rotate_keys import rotate_keys

WHAT = (
    "rotate:更换密封密钥 / rotate keys · reseal:用新密钥重新密封 / seal anew · "
    "backup:备份 / back up · restore:放回 / put back"
)


class Command(ClerkCommand):
    help = "更换密封密钥、重新密封、密钥目录的备份和放回 / rotate keys, seal anew, back up the key folder and put it back"
    examples = (
        "xuncha keys rotate --as anbao",
        "xuncha keys rotate --all --as anbao",
        "xuncha keys reseal --as zuzhang",
        "xuncha keys backup /media/safe/keys.xbk",
        "xuncha keys restore /media/safe/keys.xbk",
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["rotate", "reseal", "backup", "restore"], help=WHAT)
        parser.add_argument("file", type=Path, nargs="?", help="备份文件 / the file of a backup")
        parser.add_argument(
            "--passphrase",
            action="store_true",
            help="用口令（默认用恢复码） / a passphrase instead of the recovery shares",
        )
        parser.add_argument(
            "--all",
            action="store_true",
            dest="whole",
            help="更换全部在用密钥（默认只换到期的） / all keys in use, not only those due",
        )
        parser.add_argument(
            "--inspection", type=UUID, metavar="编号", help="只办一个巡察任务 / one inspection only"
        )
        parser.add_argument(
            "--as", dest="login", default="", metavar="账号", help="以谁的账号办理 / whose account"
        )

    def work(self, **options: Any) -> None:
        {
            "rotate": self._rotate,
            "reseal": self._reseal,
            "backup": self._back_up,
            "restore": self._restore,
        }[options["what"]](options)

    def _rotate(self, options: dict[str, Any]) -> None:
        with self.entered(self._login(options)) as account:
            number = rotate_keys(by=account, inspection=options["inspection"], only_due=not options["whole"])
        self.say(Sentence(f"已更换{number}把密钥，以前密封的内容照样能打开。", f"{number} keys rotated"))
        self.emit({"rotated": number})

    def _reseal(self, options: dict[str, Any]) -> None:
        done = 0
        with self.entered(self._login(options)) as account:
            left = resealing.left()
            while batch := reseal_some(by=account):
                done += batch
                self.say(Sentence(f"已重新密封 {done}/{max(left, done)} 项", f"{done} sealed anew"))
        self.say(
            Sentence(
                f"您能打开的内容都已用新密钥密封，本次{done}项。", f"{done} sealed anew; nothing is left."
            )
        )
        self.emit({"resealed": done})

    def _back_up(self, options: dict[str, Any]) -> None:
        file = self._file(options)
        phrase = asked("口令 / passphrase: ") if options["passphrase"] else ""
        manifest = backups.back_up_keys(file, passphrase=phrase)
        self.say(
            Sentence(
                f"已备份密钥：{file}。不要与数据备份放在一起。",
                f"keys backed up: {file}; keep it apart from the data",
            )
        )
        self.emit({"file": str(file), "files": len(manifest.files)})

    def _restore(self, options: dict[str, Any]) -> None:
        file = self._file(options)
        phrase = asked("口令 / passphrase: ") if options["passphrase"] else ""
        number = backups.restore_keys(file, secret=b"" if phrase else asked_shares(), passphrase=phrase)
        self.say(Sentence(f"已放回密钥{number}个文件。", f"{number} key files put back"))
        self.emit({"files": number})

    def _login(self, options: dict[str, Any]) -> str:
        if not options["login"]:
            raise Stop(2, Sentence("须写明账号：--as 账号。", "Say whose account: --as."))
        return str(options["login"])

    def _file(self, options: dict[str, Any]) -> Path:
        if options["file"] is None:
            raise Stop(2, Sentence("须写明备份文件。", "Say which file."))
        return Path(options["file"])
