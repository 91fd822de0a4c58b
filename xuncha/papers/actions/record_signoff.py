"""代录签批: what was signed in ink, recorded by a clerk with the scan or the place of the original."""

from __future__ import annotations

from datetime import date

from xuncha.base.words import Sentence
from xuncha.papers.actions._step import ready
from xuncha.papers.models import Attachment, Paper, SignOff
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import INSIDE


@action(
    "papers.record_signoff", roles=INSIDE, where="anywhere", says=Sentence("代录签批", "record a signature")
)
def record_signoff(
    act: Act,
    *,
    paper: Paper,
    signer: str,
    signed_on: date | None,
    step: str = "",
    original_at: str = "",
    scan: Attachment | None = None,
    opinion: str = "",
) -> SignOff:
    """One signature. `step` is the form's signer (the first unsigned by default), `signer` who signed.

    It counts once somebody else has confirmed it. Raises Refusal.
    """
    unsigned = paper.standing(act.see(SignOff).filter(paper=paper)).unsigned()
    role = step or (unsigned[0] if unsigned else "")
    now, _ = ready(
        act, paper, "record_signoff", signer=signer.strip(), signer_role=role, signed_on=signed_on,
        original=scan or original_at.strip(),
    )  # fmt: skip
    return act.add(
        SignOff(
            paper=now, inspection_id=now.inspection_id, audience=now.audience, step=role, signer=signer.strip(),
            signed_on=signed_on, opinion=opinion.strip(), code=now.code, original_at=original_at.strip(), scan=scan,
            recorded_by=act.by,
        )
    )  # fmt: skip
