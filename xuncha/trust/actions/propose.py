"""提议: the first of two persons says what he wants done, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models

from xuncha.base.words import Sentence
from xuncha.trust import two
from xuncha.trust.act import Act, action
from xuncha.trust.core.deeds import DEEDS
from xuncha.trust.core.roles import EVERYONE
from xuncha.trust.models import DeedProposal

OPEN_ALREADY = Sentence(
    "同样的提议已经有一件待批准。", "The same is proposed already and waits for approval."
)


@action(
    "deed.propose",
    roles=EVERYONE,
    where="anywhere",
    says=Sentence("提议双人事项", "propose a two-person act"),
)
def propose(
    act: Act,
    *,
    kind: str,
    reason: str,
    rows: Sequence[models.Model] = (),
    payload: Mapping[str, Any] | None = None,
    given: Mapping[str, Any] | None = None,
) -> DeedProposal:
    """Propose a declared deed about ``rows`` (of the deed's model, in the proposer's sight) with its particulars ``payload``.

    ``given`` is what the proposer puts in and what is not kept of him, such as digits read from paper. Raises Refusal without a
    reason, where the deed itself cannot be done now, and while the same is open.
    """
    deed = DEEDS[kind]
    seen = [act.one(type(row), row.pk) for row in rows]
    inspection = two.place_of(seen)
    two.need(act, deed, deed.propose, inspection)
    if not reason.strip():
        act.refuse("reason", Sentence("请写明理由。", "Say why."))
    two.erase_expired(act.today)
    keys = [str(row.pk) for row in seen]
    same = act.see(DeedProposal).filter(kind=kind, rows=keys, state=DeedProposal.OPEN, expires__gte=act.today)
    if keys and same.exists():
        act.refuse("open-already", OPEN_ALREADY)
    now = two.rows_of(deed, keys)
    told = two.Told(reason.strip(), dict(payload or {}))
    deed.check(act, now, told.payload)
    share = deed.share(act, now, told.payload, given or {}) if deed.share else b""
    proposal = DeedProposal(
        kind=kind,
        inspection=inspection,
        rows=keys,
        content_token=two.content_token(deed, now, told),
        proposed_by=act.by,
        proposer=two.person_of(act.by),
        proposed_on=act.today,
        expires=two.expiry(act.today),
    )
    act.add(proposal, what=kind, expires=proposal.expires)
    concerned = two.concerned(act, deed, now, inspection)
    two.deal_out(proposal, concerned, two.Told(told.reason, told.payload, share))
    return proposal
