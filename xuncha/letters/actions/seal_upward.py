"""密封上送: a letter about a superior's cadre or our own head leaves sealed, and its content leaves the register."""

from __future__ import annotations

import json
from datetime import date

from xuncha.base.words import Sentence
from xuncha.letters.facts import dues, triage_lists
from xuncha.letters.models import READERS, Letter, Matter, OpenedIdentity, Referral
from xuncha.rounds.models import Inspection
from xuncha.trust import vault
from xuncha.trust.access import whole
from xuncha.trust.act import Act, action

_CONTENT = ("reporter", "contact", "heading", "text", "about")


@action(
    "letters.register_sealed",
    roles=READERS,
    where="inspection",
    says=Sentence("登记密封件", "register a sealed letter"),
)
def register_sealed(act: Act, *, inspection: Inspection, channel: str, received_on: date) -> Letter:
    """A letter that is sealed on sight: number, channel and day, and nothing else exists of it."""
    if channel not in triage_lists().channels:
        act.refuse("channel", Sentence("请选择反映渠道。", "Choose the channel."))
    if received_on > act.today:
        act.refuse("future", Sentence("收到日期在今天之后。", "The day of receipt lies in the future."))
    letter = Letter(
        inspection=inspection,
        serial=act.next_serial(Letter, inspection),
        channel=channel,
        received_on=received_on,
        sealed_upward=True,
        registered_by=act.by,
    )
    letter.due = _due(letter)
    return act.add(letter, channel=channel, received=received_on, sealed=True)


@action(
    "letters.seal",
    roles=READERS,
    where="letter",
    says=Sentence("转为密封件", "turn a letter into a sealed one"),
)
def seal_letter(act: Act, *, letter: Letter, version: int) -> Letter:
    """Take heading, text, writer and matters out of the register; the original goes into its envelope.

    Cannot be undone. Refuses a letter of which a matter has left already.
    """
    matters = act.see(Matter).filter(letter=letter)
    if act.see(Referral).filter(matter__in=matters).exists():
        act.refuse(
            "sent",
            Sentence("有事项已经转出，不能再转为密封件。", "A matter of it has left already."),
            Sentence(
                "请立即报告组长，并与收文单位联系收回。", "Tell the leader at once and have it returned."
            ),
        )
    for matter in matters:
        act.change(
            matter, state="void", way="", category="", text=None, handling=None, due=None, noting="sealed"
        )
    whole(OpenedIdentity, "what was opened of a sealed letter goes with its content").filter(
        letter=letter
    ).delete()
    letter.sealed_upward = True
    empty = dict.fromkeys(_CONTENT)
    due = _due(letter)
    return act.change(
        letter,
        version,
        sealed_upward=True,
        same_token="",
        named=False,
        category="",
        due=due,
        noting="sealed",
        **empty,
    )


@action(
    "letters.hand_up", roles=READERS, where="letter", says=Sentence("密封件上送", "hand a sealed letter up")
)
def hand_up(
    act: Act, *, letter: Letter, version: int, seal_number: str, carrier: str, receiver: str, handed_on: date
) -> Letter:
    """Who carried the sealed envelope to whom on which day; that closes the letter here."""
    if not letter.sealed_upward:
        act.refuse("open", Sentence("这不是密封件。", "This is not a sealed letter."))
    if not (seal_number.strip() and carrier.strip() and receiver.strip()):
        act.refuse(
            "blank", Sentence("封条号、送件人、接收单位都要填。", "Fill in seal, carrier and receiver.")
        )
    if not letter.received_on <= handed_on <= act.today:
        act.refuse("day", Sentence("上送日期应在收到之后、今天以前。", "Between receipt and today."))
    envelope = {
        "seal": seal_number,
        "carrier": carrier,
        "receiver": receiver,
        "handed_on": handed_on.isoformat(),
    }
    sealed = vault.seal(letter, "envelope", json.dumps(envelope, ensure_ascii=False))
    return act.change(letter, version, envelope=sealed, stage="closed", due=None, noting="handed_up")


def _due(letter: Letter) -> date | None:
    """When it must have gone up: reckoned as if its one matter had been decided on receipt."""
    matter = Matter(letter=letter, inspection_id=letter.inspection_id, number=1, way="upward")
    matter.decided_on = letter.received_on
    running = dues(letter, matter)
    return running[0].due if running else None
