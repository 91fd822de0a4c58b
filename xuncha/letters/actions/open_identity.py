"""拆封反映人身份: two custodians together learn who wrote one letter; the result is sealed to the two of them for some days."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from xuncha.base.words import Sentence
from xuncha.letters.actions.recusal import REMEDY, SAYS, withheld_for
from xuncha.letters.models import Letter, OpenedIdentity
from xuncha.trust import limits, split_keys, vault
from xuncha.trust.access import whole
from xuncha.trust.act import Act, action
from xuncha.trust.core.compartments import of_inspection
from xuncha.trust.core.deeds import Deed, Fact, Payload, declare
from xuncha.trust.core.roles import BUSINESS
from xuncha.trust.models import Account, DeedProposal

WHY = "an opened identity is erased when its days are over"


@dataclass(frozen=True)
class Identity:
    """Who wrote, and how he is reached; until when the acting account may see it."""

    reporter: str
    contact: str
    until: date

    @property
    def line(self) -> str:
        """Both in one line, as a paper names the writer."""
        return "，".join(part for part in (self.reporter, self.contact) if part)


def _judge(act: Act, letters: Sequence[Letter], payload: Payload) -> None:
    erase_over(act.today)
    letter = letters[0]
    if not letter.names_writer:
        act.refuse("nameless", Sentence("这件没有登记姓名和联系方式。", "No name or contact was entered."))
    if act.by.pk not in split_keys.custodians(letter.inspection_id):
        act.refuse(
            "not-custodian",
            Sentence("您现在不是身份保管人。", "You are not a custodian of identities today."),
            Sentence("保管人由安全保密管理员指定。", "The security administrator names them."),
        )


def _share(act: Act, letters: Sequence[Letter], payload: Payload, given: Mapping[str, Any]) -> bytes:
    """The proposer's own share, for the others; it goes nowhere but into their sealed copies of this proposal."""
    if _barred(act, letters, act.by):
        act.refuse("recused", SAYS, REMEDY)
    return split_keys.share_of(_compartment(letters[0]), act.by.pk)


def _barred(act: Act, letters: Sequence[Letter], account: Account) -> bool:
    return withheld_for(account, act.today)(letters[0])


def _open(
    act: Act, proposal: DeedProposal, letters: Sequence[Letter], payload: Payload, given: Mapping[str, Any]
) -> None:
    """Join the two shares in memory, open name and contact of this one letter, and keep them for the two."""
    letter = letters[0]
    name = _compartment(letter)
    openers = split_keys.joined(name, [given["share"], split_keys.share_of(name, act.by.pk)])
    plain = {
        column: vault.open_bytes(letter, column, openers).decode() if getattr(letter, column) else ""
        for column in ("reporter", "contact")
    }
    act.note("identity.opened", letter)
    until = act.today + timedelta(days=limits.ask("trust.deed")["shown_days"])
    for account in (proposal.proposed_by, act.by):
        whole(OpenedIdentity, WHY).filter(letter=letter, account=account).delete()
        kept = OpenedIdentity(letter=letter, inspection_id=letter.inspection_id, account=account, until=until)
        kept.plain = vault.seal(kept, "plain", json.dumps(plain, ensure_ascii=False))
        act.add(kept, until=until)


def _says(letters: Sequence[Letter], payload: Payload) -> list[Fact]:
    letter, shown = letters[0], limits.ask("trust.deed")["shown_days"]
    return [
        (Sentence("信访件", "Letter"), f"第{letter.serial}号"),
        (Sentence("收到日期", "Received"), letter.received_on),
        (
            Sentence("看到的人", "Shown to"),
            Sentence(
                f"提议人和批准人，{shown}天后自动清除", f"proposer and approver; erased after {shown} days"
            ),
        ),
    ]


OPEN = declare(
    Deed(
        "identity.open",
        Sentence("拆封反映人身份", "open who reported"),
        propose=frozenset(),
        approve=frozenset(),
        effect=_open,
        model="Letter",
        columns=("reporter", "contact", "serial", "inspection_id"),
        check=_judge,
        says=_says,
        custody=True,
        bars=_barred,
        share=_share,
        page=("letters-identity", "letter"),
    )
)


@action(
    "letters.see_identity",
    roles=BUSINESS,
    where="anywhere",
    says=Sentence("查看已拆封的反映人身份", "see an opened identity"),
    reads=True,
)
def see_identity(act: Act, *, letter: Letter) -> Identity | None:
    """The identity that the acting account opened with another and may still see; None otherwise."""
    kept = act.see(OpenedIdentity).filter(letter=letter).first()
    if kept is None:
        return None
    plain = json.loads(act.open([kept], "plain")[0]["plain"])
    return Identity(plain["reporter"], plain["contact"], kept.until)


def erase_over(today: date) -> int:
    """Erase the opened identities whose days are over; the number erased."""
    return whole(OpenedIdentity, WHY).filter(until__lt=today).delete()[0]


def _compartment(letter: Letter) -> str:
    return of_inspection("identities", letter.inspection_id)
