"""复核签批: a second person, with the signed original in hand, types the code from its footer.

The code finds the paper, so that also those may confirm who may not read it; and a signature given on another draft
is found out.
"""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.papers.actions._step import refuse_any
from xuncha.papers.core.life import SIGNED, fully_signed
from xuncha.papers.models import Paper, SignOff
from xuncha.trust.access import whole
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import INSIDE

WHY = "whoever holds the signed original confirms it, also without the right to read the paper"


@action(
    "papers.confirm_signoff", roles=INSIDE, where="anywhere", says=Sentence("复核签批", "confirm a signature")
)
def confirm_signoff(act: Act, *, code: str) -> list[SignOff]:
    """Confirm every waiting signature on the original that bears `code`; the last makes the paper 已签发.

    Raises Refusal when none waits under this code or when all were recorded by the same person.
    """
    plain = code.strip().upper().replace(" ", "").replace("－", "-").replace("-", "")
    printed = f"{plain[:4]}-{plain[4:]}"
    waiting = list(
        whole(SignOff, WHY)
        .filter(code=printed, confirmed_by=None, taken_back=False)
        .order_by("signed_on", "id")
    )
    if not waiting:
        act.refuse(
            "no-such-code",
            Sentence(
                "没有待复核的签批使用这个事实码。", "No signature waits for confirmation under this code."
            ),
            Sentence(
                "请核对原件页脚的事实码；签批尚未代录的，请先代录；签的是另一稿的，请退回重新送签。",
                "Check the code in the footer of the original; record the signature first; or submit the right draft.",
            ),
        )
    paper = whole(Paper, WHY).get(pk=waiting[0].paper_id)
    others = [one for one in waiting if one.recorded_by_id != act.by.pk]
    if not others:
        refuse_any("confirm_signoff", paper.standing(waiting), act, {"code": code})
    for one in others:
        _change(act, one, confirmed_by=act.by)
    every = list(whole(SignOff, WHY).filter(paper=paper))
    if fully_signed(paper.standing(every)):
        signed_on = max(one.signed_on for one in every if not one.taken_back)
        _change(act, paper, state=SIGNED, issued_on=signed_on)
    return others


def _change(act: Act, row, **values: object) -> None:
    """As `act.change`, for a row that the confirming person need not be able to see."""
    whole(type(row), WHY).filter(pk=row.pk).update(version=row.version + 1, **values)
    row.version += 1
    for name, value in values.items():
        setattr(row, name, value)
    act.note(f"{row._meta.model_name}.changed", row, what="confirmed")
