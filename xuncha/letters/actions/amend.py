"""更正登记: what was entered wrongly about a letter, or became known later (who is reported, consent)."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.letters.actions.enter import about_of, token_of
from xuncha.letters.actions.reckon import reckon
from xuncha.letters.actions.recusal import bar_reported
from xuncha.letters.actions.register import judge_row
from xuncha.letters.core.intake import LetterRow
from xuncha.letters.models import READERS, Letter
from xuncha.rounds.models import Inspection
from xuncha.trust import vault
from xuncha.trust.act import Act, action


@action(
    "letters.amend",
    roles=READERS,
    where="letter",
    says=Sentence("更正信访登记", "correct a registered letter"),
)
def amend_letter(act: Act, *, letter: Letter, version: int, row: LetterRow) -> Letter:
    """Write the letter anew as `row` has it; its matters keep their words. A name or contact left blank stays as it was
    sealed. Refuses what registering would refuse, and a sealed letter, which has nothing to be corrected.
    """
    bar_reported(act, letter)
    if letter.sealed_upward:
        act.refuse(
            "sealed", Sentence("密封件没有可更正的内容。", "A sealed letter holds nothing to be corrected.")
        )
    judge_row(act, row, sealed_already=letter.reporter is not None and letter.contact is not None)
    inspection = act.one(Inspection, letter.inspection_id)
    plain = {"heading": row.subject, "text": row.text}
    sealed = {name: vault.seal(letter, name, words) if words else None for name, words in plain.items()}
    typed = {"reporter": row.writer.strip(), "contact": row.contact.strip()}
    sealed |= {name: vault.seal(letter, name, words) for name, words in typed.items() if words}
    act.change(
        letter,
        version,
        channel=row.channel,
        received_on=row.day,
        named=row.named,
        same_token=token_of(inspection, row),
        about=vault.seal(letter, "about", about_of(row)),
        noting="amended",
        **sealed,
    )
    reckon(act, letter)
    return act.one(Letter, letter.pk)
