"""``xuncha restore``: a dry run first; then two persons; then the backup in the database's place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from xuncha.base.words import Sentence
from xuncha.office.command import ClerkCommand, Stop, asked
from xuncha.office.recovery_prompt import asked_shares
from xuncha.stewards import backups, found, snapshot
from xuncha.stewards.actions.restore_backup import APPROVERS, PROPOSERS, RESTORE, use_permission
from xuncha.trust import two
from xuncha.trust.actions.propose import propose
from xuncha.trust.models import Account

TWO = Sentence(
    "恢复要两个人：系统管理员，和另一个人（安全保密管理员或巡察办工作人员）。",
    "A restore takes two persons: the system administrator, and another: security administrator or office.",
)


class Command(ClerkCommand):
    help = "从备份恢复：先试恢复，两人批准后才动 / restore a backup: a dry run first, then two persons"
    examples = (
        "xuncha restore day.xbk",
        "xuncha restore day.xbk --propose --as xitong --reason 硬盘损坏",
        "xuncha restore day.xbk --go --as xitong",
        "xuncha restore day.xbk --go --as xitong --with anquan    # 新机器，没有数据库 / on a bare machine",
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="备份文件 / the backup")
        parser.add_argument(
            "--passphrase",
            action="store_true",
            help="用口令（默认用恢复码） / a passphrase instead of the recovery shares",
        )
        parser.add_argument(
            "--head", action="append", default=[], metavar="存根", help="纸面存根 / a slip's code, repeatable"
        )
        parser.add_argument("--propose", action="store_true", help="提议恢复 / propose it")
        parser.add_argument("--go", action="store_true", help="批准后恢复 / restore, once approved")
        parser.add_argument(
            "--as", dest="login", default="", metavar="账号", help="以谁的账号办理 / whose account"
        )
        parser.add_argument(
            "--with",
            dest="other",
            default="",
            metavar="账号",
            help="新机器上的第二人 / the second person, on a bare machine",
        )
        parser.add_argument("--reason", default="", metavar="理由", help="恢复理由 / why")

    def work(self, file: Path, passphrase: bool, **options: Any) -> int | None:
        phrase = asked("口令 / passphrase: ") if passphrase else ""
        secret = b"" if phrase else asked_shares()
        kept = tuple(found.read_slips(options["head"], found.house_public())) if options["head"] else ()
        with backups.private_folder() as folder:
            told = backups.rehearse(file, folder, secret=secret, passphrase=phrase, kept=kept)
            self._tell(told)
            if options["propose"]:
                self._propose(told, options["login"], options["reason"])
            elif options["go"]:
                self._go(told, folder, options["login"], options["other"])
        return 1 if told.broken else None

    def _tell(self, told: backups.Told) -> None:
        manifest, broken = told.manifest, told.broken
        self.say(
            Sentence(
                f"备份时间：{manifest.made_at}，留痕{manifest.rows}条。",
                f"made at {manifest.made_at}, {manifest.rows} journal rows",
            )
        )
        if broken:
            self.say(
                Sentence(
                    f"留痕从第{broken.seq}条起对不上，不能恢复。",
                    f"its journal is broken at row {broken.seq}",
                )
            )
        elif told.checked:
            self.say(Sentence("留痕完整。", "Its journal is whole."))
        else:
            self.say(Sentence("留痕在恢复后核验。", "Its journal is checked after the restore."))
        if told.lost:
            self.say(
                Sentence(
                    f"恢复后，备份以来的{told.lost}条留痕及其办理都不在了。",
                    f"{told.lost} journal rows since then would be gone",
                )
            )
        self.emit({
            "made_at": manifest.made_at, "rows": manifest.rows, "sha256": told.sha256, "lost": told.lost,
            "first_bad": broken.seq if broken else None,
        })  # fmt: skip

    def _propose(self, told: backups.Told, login: str, reason: str) -> None:
        with self.entered(login) as by:
            made = propose(by=by, kind=RESTORE.kind, reason=reason, payload=told.payload)
        self.say(Sentence(
            f"已提议，校验码 {two.code_of(made)}。请另一人在“双人事项”里批准，{made.expires}前有效。",
            f"proposed, code {two.code_of(made)}; another approves it under “two-person acts” until {made.expires}",
        ))  # fmt: skip

    def _go(self, told: backups.Told, folder: Path, login: str, other: str) -> None:
        if snapshot.exists():
            with self.entered(login) as by:
                proposal = use_permission(by=by, payload=told.payload)
            people = (proposal.proposed_by, proposal.decided_by)
        else:
            people = self._both(folder, login, other)
        kept = backups.restore(told, folder, people)
        self.say(
            Sentence(
                "已恢复。请核验留痕：xuncha journal verify --head 存根",
                "restored; check the journal against a slip",
            )
        )
        if kept is not None:
            self.say(Sentence(f"原数据库保留为 {kept}。", f"what was there is kept as {kept}"))

    def _both(self, folder: Path, login: str, other: str) -> tuple[Account, Account]:
        """On a bare machine both log in with what the backup knows of them."""
        with snapshot.looking_at(folder / snapshot.NAME):
            with self.entered(login) as first, self.entered(other) as second:
                fits = first.sight.has(PROPOSERS) and second.sight.has(APPROVERS)
            if not fits or two.person_of(first) == two.person_of(second):
                raise Stop(2, TWO)
        return first, second
