"""Sign the journal's head, to be printed and kept where the house's administrators cannot reach it."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.trust import journal
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import Role
from xuncha.trust.models import SignedHead

AUDIT = frozenset({Role.AUDIT})


@action("journal.sign_head", roles=AUDIT, says=Sentence("签发留痕存根", "sign the journal's head"))
def sign_head(act: Act) -> SignedHead:
    """The head as it was before this act. Raises Refusal where nothing was journalled yet."""
    head = journal.head_now()
    return act.add(SignedHead(seq=head.seq, at=head.at, code=head.code, signed_by=act.by), of=head.seq)
