"""用印, 送达, 回执: what happened to the signed paper on its way out."""

from __future__ import annotations

from datetime import date

from xuncha.base.words import Sentence
from xuncha.papers.actions._step import ready
from xuncha.papers.core.life import DELIVERED, STAMPED
from xuncha.papers.models import Paper
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import INSIDE


@action("papers.stamp", roles=INSIDE, where="anywhere", says=Sentence("登记用印", "record the seal"))
def stamp_paper(act: Act, *, paper: Paper, day: date | None, version: int | None = None) -> Paper:
    """The seal was set on `day`. Raises Refusal, Stale."""
    now, _ = ready(act, paper, "stamp", day=day)
    return act.change(now, now.version if version is None else version, state=STAMPED, stamped_on=day)


@action("papers.deliver", roles=INSIDE, where="anywhere", says=Sentence("登记送达", "record delivery"))
def deliver_paper(
    act: Act, *, paper: Paper, day: date | None, way: str = "", version: int | None = None
) -> Paper:
    """The paper was handed over on `day`, by `way` (直接送达, 机要, …). Raises Refusal, Stale."""
    now, _ = ready(act, paper, "deliver", day=day)
    read_at = now.version if version is None else version
    return act.change(now, read_at, state=DELIVERED, delivered_on=day, delivered_by=way.strip()[:40])


@action("papers.receipt", roles=INSIDE, where="anywhere", says=Sentence("登记回执", "record the receipt"))
def record_receipt(
    act: Act, *, paper: Paper, day: date | None, kept_at: str = "", version: int | None = None
) -> Paper:
    """The receipt came back on `day`; `kept_at` is the place of its original. Raises Refusal, Stale."""
    now, _ = ready(act, paper, "receipt", day=day)
    read_at = now.version if version is None else version
    return act.change(now, read_at, receipt_on=day, receipt_at=kept_at.strip()[:120])
