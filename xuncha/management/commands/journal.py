"""``xuncha journal verify``: is every entry where and as it was written?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from xuncha.base.words import Sentence
from xuncha.office.command import ClerkCommand, Stop
from xuncha.trust import journal
from xuncha.trust.models import ChainHead

WHY = {
    "gap": Sentence("缺少这一条", "it is missing"),
    "order": Sentence("与前一条不衔接", "it does not follow the one before"),
    "body": Sentence("内容被改动", "its content was changed"),
    "tail": Sentence(
        "从这一条起被截去，或数据库被换成了旧的", "cut off from here, or an older database was put back"
    ),
}


class Command(ClerkCommand):
    help = "检验留痕是否完整、未被改动 / check that the journal is whole and unchanged"
    examples = ("xuncha journal verify", "xuncha journal verify --head 1532:9f86d081…")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify"], help="verify:检验 / check")
        parser.add_argument(
            "--head", default="", help="纸面留存的“序号:校验值” / number:digest kept on paper"
        )

    def work(self, **options: Any) -> int | None:
        broken = journal.verify(self._head(options["head"]))
        seq, digest = ChainHead.objects.filter(name=journal.CHAIN).values_list("seq", "digest").first() or (
            0,
            "",
        )
        self.emit({"entries": seq, "head": f"{seq}:{digest}", "first_bad": broken.seq if broken else None})
        if broken is None:
            self.say(Sentence(f"留痕完整：共 {seq} 条，末条 {seq}:{digest}", ""))
            return 0
        why = WHY[broken.why]
        raise Stop(
            1,
            Sentence(f"第 {broken.seq} 条有问题：{why.zh}。", f"Entry {broken.seq} is bad: {why.en}."),
            Sentence(
                "请停止使用，保全现场，并报告安全审计员。",
                "Stop, keep everything as it is, and tell the audit administrator.",
            ),
        )

    def _head(self, text: str) -> tuple[int, str] | None:
        if not text:
            return None
        number, _, digest = text.partition(":")
        if not number.isdigit() or len(digest) != 64:
            raise Stop(
                2,
                Sentence("末条应写成“序号:64位校验值”。", "The head is written as number:64 hex digits."),
                Sentence("请照纸面抄写，或去掉 --head。", "Copy it from the paper, or leave --head out."),
            )
        return int(number), digest
