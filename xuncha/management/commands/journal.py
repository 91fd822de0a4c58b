"""``xuncha journal``: is every entry where and as it was written? The head on paper, the file for an outside auditor."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import segno
from django.core.management.base import CommandParser
from django.utils import timezone

from xuncha.base.words import Sentence
from xuncha.office.command import ClerkCommand, Stop
from xuncha.stewards import found
from xuncha.stewards.actions.show_journal import propose_showing, show_journal
from xuncha.trust import append_only, journal
from xuncha.trust.act import witness
from xuncha.trust.actions.export_journal import export_journal
from xuncha.trust.actions.sign_head import sign_head
from xuncha.trust.core import audit_file, heads

HEAD_HELP = (
    "纸面存根上的“条数:校验码”或二维码全文，可重复 / rows:digits or the whole code of a slip, repeatable"
)

UNCOMPARED = Sentence(
    "未与纸面存根核对：加 --head 才能发现整体改写和旧库回退。",
    "Not compared with a slip: only --head finds a journal that was written anew or put back.",
)
TAKEN = Sentence("文件已存在或不能写入。", "The file exists or cannot be written.")
ELSEWHERE = Sentence("换一个文件名；已有文件不会被覆盖。", "Choose another name; nothing is overwritten.")


class Command(ClerkCommand):
    help = "检验留痕、签发存根、导出核验文件 / check the journal, sign its head, export it for an auditor"
    examples = (
        "xuncha journal verify",
        "xuncha journal verify --head '1532:9f86 d081 …'",
        "xuncha journal head --as shenji",
        "xuncha journal export --as shenji --out journal.jsonl",
        "xuncha journal export --show 120-180 --to 省审计厅 --propose --reason 配合审计 --as shenji",
        "xuncha journal verify-file journal.jsonl --head '1532:9f86 d081 …'",
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "what", choices=["verify", "head", "export", "verify-file"],
            help="verify:检验 / check · head:签发存根 / sign a slip · export:导出 / export · verify-file:检验文件 / check a file",
        )  # fmt: skip
        parser.add_argument("file", nargs="?", default="", help="要检验的文件 / the file to check")
        parser.add_argument("--head", action="append", default=[], metavar="存根", help=HEAD_HELP)
        parser.add_argument(
            "--older", default="", metavar="文件", help="上次导出的文件 / a file exported before"
        )
        parser.add_argument("--out", default="", metavar="文件", help="导出到 / where to export to")
        parser.add_argument(
            "--show", default="", metavar="起-止", help="同时写明这些条办了什么 / also tell these rows"
        )
        parser.add_argument("--to", default="", metavar="单位", help="写明的条给谁看 / to whom rows are told")
        parser.add_argument(
            "--propose",
            action="store_true",
            help="提议向外写明这些条（先经另一人批准） / propose to tell these rows; a second person approves",
        )
        parser.add_argument("--reason", default="", metavar="理由", help="提议的理由 / why")
        parser.add_argument(
            "--as", dest="login", default="", metavar="账号", help="审计员账号 / the auditor's account"
        )

    def work(self, **options: Any) -> int | None:
        return {
            "verify": self._verify,
            "head": self._head,
            "export": self._export,
            "verify-file": self._file,
        }[options["what"]](options)

    def _verify(self, options: dict[str, Any]) -> None:
        report = journal.examine(found.read_slips(options["head"], found.house_public()))
        missing = append_only.missing()
        broken = report.broken
        self.emit(
            {
                "entries": report.rows, "head": f"{report.rows}:{report.root.hex()}", "guards_missing": missing,
                "first_bad": broken.seq if broken else None, "why": broken.why if broken else None,
                "upto": broken.upto or None if broken else None, "clock_set_back": list(report.steps_back),
            }
        )  # fmt: skip
        if missing:
            self.say(
                Sentence(
                    f"数据库缺少防改触发器：{'、'.join(missing)}。运行 xuncha migrate 可重建。",
                    f"The database lacks guards: {', '.join(missing)}. xuncha migrate makes them anew.",
                )
            )
        if report.steps_back:
            self.say(found.told_back(report.steps_back))
        if broken is not None:
            raise self._bad(found.told(broken))
        self.say(
            Sentence(
                f"留痕完整：共 {report.rows} 条，首尾相扣。", f"The journal is whole: {report.rows} rows."
            )
        )
        if options["head"]:
            self.say(
                Sentence(
                    f"与 {len(options['head'])} 张纸面存根相符。", f"{len(options['head'])} slips agree."
                )
            )
        else:
            self.say(UNCOMPARED)

    def _head(self, options: dict[str, Any]) -> None:
        if options["login"]:
            with self.entered(options["login"]) as account:
                head = heads.read(sign_head(by=account).code)
        else:
            head = journal.head_now()
            witness("head.signed", None, of=head.seq)
        short = f"{head.seq}:{' '.join(heads.groups(head.root, head.seq))}"
        print_of_key = heads.fingerprint(head.public)
        self.emit({"entries": head.seq, "head": short, "code": head.code, "key": print_of_key, "at": head.at})
        at = f"{timezone.localtime(head.at):%Y-%m-%d %H:%M:%S}"
        self.say(Sentence(f"留痕存根：共 {head.seq} 条，签发于 {at}", f"Slip: {head.seq} rows, signed {at}"))
        self.say(Sentence(f"校验码 {short}", f"digits {short}"))
        self.say(Sentence(f"公钥指纹 {print_of_key}", f"key {print_of_key}"))
        if not self.as_json:
            segno.make(head.code, error="m").terminal(out=self.stdout, compact=True, border=2)
            self.say(head.code)

    def _export(self, options: dict[str, Any]) -> None:
        if options["propose"]:
            return self._propose(options)
        if not (options["login"] and options["out"]):
            raise Stop(
                2,
                Sentence(
                    "导出须写明账号和文件：--as 账号 --out 文件。",
                    "Say whose account and where: --as, --out.",
                ),
            )
        first, last = self._range(options["show"])
        with self.entered(options["login"]) as account:
            lines = (
                partial(show_journal, by=account, first=first, last=last, to=options["to"])
                if first
                else partial(export_journal, by=account)
            )
            count = self._write(options["out"], lines)
        self.emit({"entries": count, "shown": [first, last] if first else None})
        self.say(
            Sentence(
                f"已导出 {count} 条，不含内容。接收人用 xuncha journal verify-file 核验。",
                f"{count} rows exported, no content.",
            )
        )

    def _propose(self, options: dict[str, Any]) -> None:
        """What is told outside is approved by a second person first."""
        if not (options["login"] and options["show"] and options["reason"]):
            raise Stop(
                2,
                Sentence(
                    "提议须写明账号、编号、给谁看和理由：--as、--show、--to、--reason。",
                    "Say whose account, which rows, to whom and why: --as, --show, --to, --reason.",
                ),
            )
        first, last = self._range(options["show"])
        with self.entered(options["login"]) as account:
            proposal = propose_showing(
                by=account, first=first, last=last, to=options["to"], reason=options["reason"]
            )
        self.emit({"proposal": str(proposal.pk), "expires": proposal.expires})
        self.say(
            Sentence(
                f"已提议。请另一个人在“双人事项”里批准，{proposal.expires}前用同样的 --show 和 --to 导出。",
                f"Proposed; once approved, export with the same --show and --to until {proposal.expires}.",
            )
        )

    def _write(self, path: str, lines: Callable[[], Iterator[str]]) -> int:
        """The number of rows that went into a file which was not there before."""
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as fault:
            raise Stop(2, TAKEN, ELSEWHERE) from fault
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                return sum(bool(out.write(line)) for line in lines()) - 1
        except Exception:
            os.unlink(path)
            raise

    def _range(self, text: str) -> tuple[int, int]:
        if not text:
            return 0, 0
        first, _, last = text.partition("-")
        if not (first.isdigit() and (last or first).isdigit() and 0 < int(first) <= int(last or first)):
            raise Stop(
                2,
                Sentence(
                    "--show 应写成“起-止”，例如 120-180。", "--show is written as first-last, e.g. 120-180."
                ),
            )
        return int(first), int(last or first)

    def _file(self, options: dict[str, Any]) -> None:
        try:
            with open(Path(options["file"]), encoding="utf-8") as lines:
                older = (
                    Path(options["older"]).read_text(encoding="utf-8").splitlines()
                    if options["older"]
                    else None
                )
                report = audit_file.judge(lines, found.read_slips(options["head"]), older)
        except (OSError, UnicodeDecodeError) as fault:
            raise Stop(2, Sentence("文件打不开或不是文本。", "The file cannot be opened or is no text."),
                       Sentence("核对文件名后重试。", "Check the name and try again.")) from fault  # fmt: skip
        self._same_key(options["head"], report.head)
        broken, key = report.broken, heads.fingerprint(report.head.public)
        self.emit(
            {
                "entries": report.rows, "shown": report.shown, "key": key, "signed_at": report.head.at,
                "first_bad": broken.seq if broken else None, "why": broken.why if broken else None,
                "upto": broken.upto or None if broken else None, "clock_set_back": list(report.steps_back),
            }
        )  # fmt: skip
        if report.steps_back:
            self.say(found.told_back(report.steps_back))
        if broken is not None:
            raise self._bad(found.told(broken))
        self.say(
            Sentence(
                f"文件完整：共 {report.rows} 条，与所附签名相符；写明事项的 {report.shown} 条与原文相符。", ""
            )
        )
        self.say(Sentence(f"请核对公钥指纹与纸面存根一致：{key}", f"Compare this key with the slip: {key}"))

    def _same_key(self, slips: list[str], head: heads.Head) -> None:
        """The file must be signed by whoever signed the scanned slips."""
        for text in slips:
            slip = heads.read(text)
            if isinstance(slip, heads.Head) and slip.public != head.public:
                raise Stop(
                    1,
                    Sentence(
                        "文件与存根不是同一系统签发的。", "File and slip were signed by different houses."
                    ),
                    found.REPORT_IT,
                )

    def _bad(self, says: Sentence) -> Stop:
        return Stop(1, Sentence(f"{says.zh}。", f"{says.en}."), found.REPORT_IT)
