"""``xuncha backup``: database and settings in one encrypted file, without the keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from xuncha.base.words import Sentence
from xuncha.office.command import ClerkCommand, asked
from xuncha.stewards import backups


class Command(ClerkCommand):
    help = "备份数据（不含密钥），加密成一个文件 / back up the data, without the keys, as one encrypted file"
    examples = ("xuncha backup /media/disk/2026-11-20.xbk", "xuncha backup day.xbk --passphrase")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", type=Path, help="写到哪个文件，不覆盖 / the file to write; nothing is overwritten"
        )
        parser.add_argument(
            "--passphrase",
            action="store_true",
            help="用口令加密（默认用恢复公钥） / by a passphrase instead of the recovery key",
        )

    def work(self, file: Path, passphrase: bool, **options: Any) -> None:
        """Anybody who runs commands on the machine may; the file opens only with shares from paper or the passphrase."""
        manifest = backups.back_up(file, passphrase=asked("口令 / passphrase: ") if passphrase else "")
        self.say(
            Sentence(
                f"已备份：{file}，留痕{manifest.rows}条。", f"backed up: {file}, {manifest.rows} journal rows"
            )
        )
        self.say(
            Sentence(
                "密钥不在里面：请另行运行 xuncha keys backup，分开保管。",
                "The keys are not in it: run xuncha keys backup.",
            )
        )
        self.emit(
            {"file": str(file), "rows": manifest.rows, "root": manifest.root, "files": sorted(manifest.files)}
        )
