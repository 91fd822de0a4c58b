"""签批: the head decides where a matter goes, or a clerk records what was signed on paper (代录)."""

from __future__ import annotations

from datetime import date

from xuncha.base.words import Sentence
from xuncha.letters.actions.propose_way import judge_way, read_handling, reckon_letter_of, sealed
from xuncha.letters.core.handling import DECIDABLE
from xuncha.letters.models import READERS, Matter
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import HEADS


@action(
    "letters.decide",
    roles=READERS,
    where="matter",
    says=Sentence("签批信访事项去向", "decide the way of a matter"),
)
def decide_way(
    act: Act,
    *,
    matter: Matter,
    version: int,
    way: str,
    opinion: str,
    signer: str,
    signed_on: date,
    original_at: str = "",
) -> Matter:
    """The way and the opinion as signed. A head's own decision holds at once; one recorded by a clerk holds after a
    second person has confirmed it against the original, so a clerk must say where that lies.

    Refuses a day to come, a missing signer or opinion, and a matter that went on already.
    """
    judge_way(act, way, "")
    if matter.state not in DECIDABLE:
        act.refuse("sent", Sentence("这件事已经定了去向。", "The way of this matter is decided."))
    by_head = act.sight.has(HEADS, matter.inspection_id)
    _judge_signature(act, opinion, signer, signed_on, original_at, by_head)
    handling = read_handling(act, matter)
    handling |= {"opinion": opinion.strip(), "signer": signer.strip(), "original_at": original_at.strip()}
    act.change(
        matter,
        version,
        way=way,
        state="decided" if by_head else "recorded",
        decided_on=signed_on,
        decided_by=act.by,
        handling=sealed(matter, handling),
        noting=f"decided.{way}",
    )
    return reckon_letter_of(act, matter)


def _judge_signature(
    act: Act, opinion: str, signer: str, signed_on: date, original_at: str, by_head: bool
) -> None:
    if not (opinion.strip() and signer.strip()):
        act.refuse("unsigned", Sentence("请写明签批意见和签批人。", "Write the opinion and who signed."))
    if signed_on > act.today:
        act.refuse("future", Sentence("签批日期在今天之后。", "The day of signing lies in the future."))
    if not by_head and not original_at.strip():
        act.refuse(
            "original",
            Sentence("代录签批须写明签批原件存放在哪里。", "Say where the signed original lies."),
            Sentence("例如：信访卷第3册第12页。", "For example: petition file 3, page 12."),
        )


@action(
    "letters.confirm",
    roles=READERS,
    where="matter",
    says=Sentence("复核代录的签批", "confirm a recorded decision"),
)
def confirm_way(act: Act, *, matter: Matter, version: int) -> Matter:
    """A second person has compared the record with the signed original. Refuses the one who recorded it."""
    if matter.state != "recorded":
        act.refuse("state", Sentence("没有待复核的签批。", "There is nothing to confirm."))
    if matter.decided_by_id == act.by.pk:
        act.refuse(
            "same",
            Sentence("代录人不能复核自己的代录。", "The one who recorded it cannot confirm it."),
            Sentence("请组长、副组长或另一名信访专员核对原件后复核。", "Ask another person to compare it."),
        )
    act.change(matter, version, state="decided", confirmed_by=act.by, noting=f"confirmed.{matter.way}")
    return reckon_letter_of(act, matter)
