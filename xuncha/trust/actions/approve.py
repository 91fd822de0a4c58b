"""批准: the second person, who is not the first, agrees, and the deed is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.base.words import Sentence
from xuncha.trust import two
from xuncha.trust.act import Act, action
from xuncha.trust.core.deeds import DEEDS
from xuncha.trust.core.roles import EVERYONE
from xuncha.trust.models import DeedProposal


@action(
    "deed.approve",
    roles=EVERYONE,
    where="anywhere",
    says=Sentence("批准双人事项", "approve a two-person act"),
)
def approve(
    act: Act, *, proposal: DeedProposal, version: int, given: Mapping[str, Any] | None = None
) -> DeedProposal:
    """Approve and do it. A proposal whose rows or words changed since comes back ``void``, and nothing was done.

    ``given`` is what the approver adds, where the deed asks for something. Raises Refusal, see ``two.decide``.
    """
    proposal = act.one(DeedProposal, proposal.pk)
    return two.decide(act, proposal, roles=DEEDS[proposal.kind].approve, version=version, given=given or {})


@action(
    "deed.read",
    roles=EVERYONE,
    where="anywhere",
    says=Sentence("查看双人事项", "read a two-person act"),
    reads=True,
)
def read_proposal(act: Act, *, proposal: DeedProposal) -> two.Told:
    """Reason and particulars, from the copy that was sealed for the acting account. Raises NotSeen; Refusal without a copy."""
    return two.told_of(act, act.one(DeedProposal, proposal.pk))
