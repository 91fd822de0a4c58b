"""代录签批: what was signed in ink, recorded by a clerk with the scan or the place of the original."""

from __future__ import annotations

from datetime import date

from xuncha.base.words import Sentence
from xuncha.papers.actions._step import ready
from xuncha.papers.models import Attachment, Paper, SignOff
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import INSIDE

WORDLESS = frozenset({"leader", "petition"})
"""Audiences of papers about persons and letters: what was written on them is not copied out."""
NO_OPINION = Sentence(
    "涉及问题线索、信访件的文书，不在系统里录签批意见原文。",
    "The words written on a paper about leads or letters are not entered here.",
)
REMEDY = Sentence(
    "请只登记签批人、日期和原件存放处。", "Record only who signed, when, and where the original is."
)


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

    It counts once somebody else has confirmed it. Raises Refusal; also for an `opinion` on a paper about leads or
    letters, whose words stay on the original, because this table is not sealed.
    """
    unsigned = paper.standing(act.see(SignOff).filter(paper=paper)).unsigned()
    role = step or (unsigned[0] if unsigned else "")
    now, _ = ready(
        act, paper, "record_signoff", signer=signer.strip(), signer_role=role, signed_on=signed_on,
        original=scan or original_at.strip(),
    )  # fmt: skip
    if opinion.strip() and now.audience in WORDLESS:
        act.refuse("opinion", NO_OPINION, REMEDY)
    return act.add(
        SignOff(
            paper=now, inspection_id=now.inspection_id, audience=now.audience, step=role, signer=signer.strip(),
            signed_on=signed_on, opinion=opinion.strip(), code=now.code, original_at=original_at.strip(), scan=scan,
            recorded_by=act.by,
        )
    )  # fmt: skip
