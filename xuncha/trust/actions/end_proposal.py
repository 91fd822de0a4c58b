"""撤回、不同意: a proposal that will not be carried out."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.trust import two
from xuncha.trust.act import Act, action
from xuncha.trust.core.deeds import DEEDS
from xuncha.trust.core.roles import EVERYONE
from xuncha.trust.models import DeedProposal


@action(
    "deed.end",
    roles=EVERYONE,
    where="anywhere",
    says=Sentence("撤回或不同意双人事项", "withdraw or decline a two-person act"),
)
def end_proposal(act: Act, *, proposal: DeedProposal) -> DeedProposal:
    """Withdraw one's own proposal, or decline another's that one might approve. Raises Refusal for one that is over."""
    proposal = act.one(DeedProposal, proposal.pk)
    deed = DEEDS[proposal.kind]
    if proposal.state != DeedProposal.OPEN:
        act.refuse("decided", Sentence("这项提议已经办结或者作废。", "This proposal is no longer open."))
    if proposal.proposed_by_id == act.by.pk:
        return two.close(act, proposal, DeedProposal.WITHDRAWN)
    two.need(act, deed, deed.decide, proposal.inspection)
    return two.close(act, proposal, DeedProposal.DECLINED)
