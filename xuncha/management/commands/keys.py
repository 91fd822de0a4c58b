"""``xuncha keys``: the key folder backed up and put back, apart from the data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from xuncha.base.words import Sentence
from xuncha.office.command import ClerkCommand, asked
from xuncha.office.recovery_prompt import asked_shares
from xuncha.stewards import backups


class Command(ClerkCommand):
    help = "密钥目录的备份和放回,与数据备份分开保管 / back up the key folder and put it back, apart from the data"
    examples = ("xuncha keys backup /media/safe/keys.xbk", "xuncha keys restore /media/safe/keys.xbk")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "what", choices=["backup", "restore"], help="backup:备份 / back up · restore:放回 / put back"
        )
        parser.add_argument("file", type=Path, help="备份文件 / the file")
        parser.add_argument(
            "--passphrase",
            action="store_true",
            help="用口令(默认用恢复码) / a passphrase instead of the recovery shares",
        )

    def work(self, what: str, file: Path, passphrase: bool, **options: Any) -> None:
        phrase = asked("口令 / passphrase: ") if passphrase else ""
        if what == "backup":
            manifest = backups.back_up_keys(file, passphrase=phrase)
            says = Sentence(
                f"已备份密钥：{file}。不要与数据备份放在一起。",
                f"keys backed up: {file}; keep it apart from the data",
            )
            self.say(says)
            self.emit({"file": str(file), "files": len(manifest.files)})
            return
        number = backups.restore_keys(file, secret=b"" if phrase else asked_shares(), passphrase=phrase)
        self.say(Sentence(f"已放回密钥{number}个文件。", f"{number} key files put back"))
        self.emit({"files": number})
