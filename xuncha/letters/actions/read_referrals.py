"""Open what was referred where, for the register of referrals."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.letters.actions.read import loaded
from xuncha.letters.actions.recusal import withheld_from
from xuncha.letters.models import READERS, Referral
from xuncha.rounds.models import Inspection
from xuncha.trust.act import Act, action


@action(
    "letters.read_referrals",
    roles=READERS,
    where="inspection",
    says=Sentence("查看转办台账", "read the referrals"),
    reads=True,
)
def read_referrals(act: Act, *, inspection: Inspection) -> Iterable[tuple[Referral, str, str]]:
    """Every referral with the receiver's name and the answer, the earliest first; the matter and letter are loaded.

    Left out are those of a letter that is withheld (回避).
    """
    rows = list(
        act.see(Referral)
        .filter(inspection=inspection)
        .select_related("matter", "matter__letter")
        .order_by("sent_on", "id")
    )
    withheld = withheld_from(act)
    rows = [one for one in rows if not withheld(one.matter.letter)]
    opened = act.open(rows, "to", "answer")
    return [
        (row, loaded(one["to"]).get("name", ""), one["answer"]) for row, one in zip(rows, opened, strict=True)
    ]
