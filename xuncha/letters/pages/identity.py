"""反映人身份: sealed; proposed to be opened by one custodian, opened when another approves, shown to the two for some days."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.fields import passage
from xuncha.desk.page import go, page, show
from xuncha.desk.steps import Step, StepForm, take_step
from xuncha.letters.actions.open_identity import OPEN, Identity, see_identity
from xuncha.letters.models import READERS, Letter, OpenedIdentity
from xuncha.letters.pages._words import back_to, crumbs_to
from xuncha.rounds.models import Inspection
from xuncha.trust import clock, split_keys
from xuncha.trust.access import see
from xuncha.trust.actions.custodians import SHARE_ANEW
from xuncha.trust.actions.propose import propose
from xuncha.trust.core.roles import BUSINESS
from xuncha.trust.models import Account, DeedProposal
from xuncha.trust.refusal import NotSeen


class OpenForm(StepForm):
    reason = passage(
        "拆封理由",
        "Reason",
        "为什么必须知道是谁、怎么用；不写被反映人的情况",
        "Why it must be known, and what for",
        rows=3,
    )


PROPOSE = Step(
    "open",
    Sentence("提议拆封", "Propose to open it"),
    lambda by, row, said: propose(by=by, kind=OPEN.kind, rows=[row], reason=said["reason"]),
    OpenForm,
    Sentence(
        "另一名保管人批准后，身份只给您和批准人看，几天后自动清除；提议、批准、查看都留痕。",
        "When another custodian approves, it is shown to the two of you for some days.",
    ),
)


SHARE = Step(
    "share",
    Sentence("提议重新分存密钥", "Propose to share the key out anew"),
    lambda by, row, said: propose(by=by, kind=SHARE_ANEW.kind, rows=[row.inspection], reason=said["reason"]),
    OpenForm,
    Sentence(
        "保管人有变动，或者有人重设过密码。另一名现有保管人批准后，密钥按现在的保管人重新分存。",
        "The custodians changed or one has a new password; another keeper approves.",
    ),
)


@page("letters/<uuid:letter>/identity/", title=Sentence("反映人身份", "Who reported"), roles=BUSINESS)
def identity(request: HttpRequest, letter: UUID) -> HttpResponse:
    """For readers of the letter, and for a custodian who opened it with one of them."""
    row = _letter(request.user, letter)
    waiting = see(DeedProposal, request.user).filter(
        kind=OPEN.kind, rows=[str(row.pk)], state=DeedProposal.OPEN, expires__gte=clock.today()
    )
    opened = see_identity(by=request.user, letter=row)
    keeps = request.user.pk in split_keys.custodians(row.inspection_id)
    reads = request.user.sight.has(READERS, row.inspection_id)
    can = keeps and reads and row.names_writer and opened is None and not waiting.exists()
    share = (
        reads
        and request.user.pk in split_keys.keepers(row.inspection_id)
        and split_keys.is_due(row.inspection_id)
    )
    taken = take_step(request, [*([PROPOSE] if can else []), *([SHARE] if share else [])], row)
    if taken.done:
        kind = OPEN.kind if taken.done is PROPOSE else SHARE_ANEW.kind
        one = see(DeedProposal, request.user).filter(kind=kind, proposed_by=request.user).latest("id")
        done = Sentence("已提议，等另一名保管人批准。", "Proposed; another custodian approves.")
        return go(request, "stewards-two_act", act=one.pk, done=done)
    inspection = see(Inspection, request.user).filter(pk=row.inspection_id).first()
    return show(
        request,
        "letters/identity.html",
        status=taken.status,
        letter=row,
        opened=opened,
        waiting=waiting.first(),
        boxes=taken.boxes,
        can=can,
        keeps=keeps,
        facts=_facts(opened),
        back=reverse("letters-letter", args=[row.pk]) if reads else "",
        crumbs=crumbs_to(inspection, back_to(row)) if reads and inspection else [],
    )


def _letter(account: Account, key: UUID) -> Letter:
    """The letter in sight, or one whose writer the account was shown. Raises NotSeen."""
    row = see(Letter, account).select_related("inspection").filter(pk=key).first()
    if row is None:
        shown = see(OpenedIdentity, account).select_related("letter").filter(letter=key).first()
        row = shown.letter if shown else None
    if row is None:
        raise NotSeen
    return row


def _facts(opened: Identity | None) -> list[tuple[Sentence, Any]]:
    if opened is None:
        return []
    return [
        (Sentence("反映人", "Writer"), opened.reporter),
        (Sentence("联系方式", "Contact"), opened.contact),
        (Sentence("自动清除", "Erased after"), opened.until),
    ]
