"""转办延期: the receiving body has longer, as it asked and was granted. A running clock is moved by two persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.letters.actions.propose_way import letter_of, read_handling, reckon_letter_of, sealed
from xuncha.letters.actions.recusal import withheld_for
from xuncha.letters.facts import DONE, EXTENSION, clocks
from xuncha.letters.models import READERS, Matter, Referral
from xuncha.rulebook import calendar
from xuncha.trust.act import Act
from xuncha.trust.actions.propose import propose
from xuncha.trust.core.deeds import Deed, Fact, Payload, declare
from xuncha.trust.models import Account, DeedProposal


def propose_referral_extension(
    *, by: Account | Act, referral: Referral, until: date, reason: str
) -> DeedProposal:
    """Propose a later day for the answer; it moves when a second person approves. The reason is sealed with the matter.

    Raises Refusal for an answered referral, a day before the present one, and one past the extension that the rule book allows.
    """
    return propose(
        by=by, kind=EXTEND.kind, rows=[referral], reason=reason, payload={"until": until.isoformat()}
    )


def _judge(act: Act, referrals: Sequence[Referral], payload: Payload) -> None:
    referral, until = referrals[0], date.fromisoformat(payload["until"])
    limit = clocks(referral.sent_on).get(EXTENSION)
    if referral.answered_on or referral.due is None or limit is None:
        act.refuse("none", Sentence("没有可以延长的期限。", "There is no due day to be moved."))
    first = clocks(referral.sent_on)[DONE].due(referral.sent_on, calendar.official())
    last = limit.due(first, calendar.official())
    if not referral.due < until <= last:
        says = Sentence(
            f"延期后的期限应在{referral.due}之后，最迟{last}。",
            f"After {referral.due}, {last} at the latest.",
        )
        act.refuse("day", says, Sentence(limit.basis, limit.basis))


def _extend(
    act: Act,
    proposal: DeedProposal,
    referrals: Sequence[Referral],
    payload: Payload,
    given: Mapping[str, Any],
) -> None:
    referral, until = referrals[0], date.fromisoformat(payload["until"])
    act.change(referral, due=until, noting="extended")
    matter = act.one(Matter, referral.matter_id)
    handling = {**read_handling(act, matter), "extended": f"{until} {given['reason'].strip()}"}
    act.change(matter, handling=sealed(matter, handling), noting="extended")
    reckon_letter_of(act, matter)


def _barred(act: Act, referrals: Sequence[Referral], account: Account) -> bool:
    """Whom the letter reports learns nothing of its clock."""
    letter = letter_of(act, act.one(Matter, referrals[0].matter_id))
    return withheld_for(account, act.today)(letter)


def _says(referrals: Sequence[Referral], payload: Payload) -> list[Fact]:
    return [
        (Sentence("转出日期", "Sent"), referrals[0].sent_on),
        (Sentence("现定期限", "Due now"), referrals[0].due),
        (Sentence("延期至", "Until"), payload["until"]),
    ]


EXTEND = declare(
    Deed(
        "clock.referral",
        Sentence("变更在计的转办期限", "change the running clock of a referral"),
        propose=READERS,
        approve=READERS,
        record=READERS,
        effect=_extend,
        model="Referral",
        columns=("due", "sent_on", "answered_on", "matter_id"),
        check=_judge,
        says=_says,
        bars=_barred,
    )
)
