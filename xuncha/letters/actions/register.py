"""Register one letter as a clerk has it before him."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.letters.actions.enter import enter, token_of
from xuncha.letters.actions.open_identity import erase_over
from xuncha.letters.core.intake import LetterRow
from xuncha.letters.facts import triage_lists
from xuncha.letters.models import READERS, Letter
from xuncha.rounds.models import Inspection
from xuncha.trust.act import Act, action


@action(
    "letters.register", roles=READERS, where="inspection", says=Sentence("登记信访件", "register a letter")
)
def register_letter(act: Act, *, inspection: Inspection, row: LetterRow) -> Letter:
    """A letter with one matter, which may be split afterwards. A letter with the same words is marked a repeat.

    Refuses a day to come, a letter without words, an unknown channel, and "real name" without name and contact.
    """
    judge_row(act, row)
    erase_over(act.today)
    same = act.see(Letter).filter(inspection=inspection, same_token=token_of(inspection, row))
    return enter(act, inspection, row, act.next_serial(Letter, inspection), same.exists())


def judge_row(act: Act, row: LetterRow, sealed_already: bool = False) -> None:
    """Refuse what cannot stand in the register; part of registering and of correcting.

    ``sealed_already``: name and contact lie sealed with the letter and need not be typed again.
    """
    if row.channel not in triage_lists().channels:
        act.refuse("channel", Sentence("请选择反映渠道。", "Choose the channel."))
    if row.day is None or row.day > act.today:
        act.refuse(
            "future",
            Sentence("收到日期没有填，或者在今天之后。", "The day of receipt is open or lies in the future."),
            Sentence("请填实际收到的日期。", "Write the day on which it came."),
        )
    if not (row.subject + row.text).strip():
        act.refuse(
            "empty",
            Sentence("没有写反映内容。", "The letter has no words."),
            Sentence(
                "请录入内容；只有信封的，写明“内容空白”。", "Enter the text; for an empty envelope say so."
            ),
        )
    if row.named and not sealed_already and not (row.writer.strip() and row.contact.strip()):
        act.refuse(
            "named",
            Sentence("勾选了实名，但没有同时写姓名和联系方式。", "“Real name” needs a name and a contact."),
            Sentence(
                "无法核实姓名或者联系不上的，按匿名登记。", "Who cannot be reached counts as anonymous."
            ),
        )
