"""Keeping a plan: its number in the round, its digest, and its publication as an edition. Used by whatever makes a plan."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from django.db.models import Max

from xuncha.rounds.models import Round
from xuncha.teams.models import Proposal
from xuncha.trust.act import Act


def digest_of(plan: dict[str, Any]) -> str:
    """SHA-256 of a plan, whatever the order of its keys."""
    return sha256(json.dumps(plan, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def keep(
    act: Act, around: Round, plan: dict[str, Any], way: str, parent: Proposal | None = None, reason: str = ""
) -> Proposal:
    """A plan as the next proposal of its round; from here on nothing changes it."""
    highest = act.see(Proposal).filter(round=around).aggregate(top=Max("number"))["top"] or 0
    row = Proposal(
        round=around,
        number=highest + 1,
        way=way,
        parent=parent,
        reason=reason[:200],
        made_on=act.today,
        plan=plan,
        digest=digest_of(plan),
    )
    return act.add(row, status=plan["status"], number=row.number)


def publish(act: Act, proposal: Proposal) -> Proposal:
    """Make a proposal the edition in force, and the one before it an earlier edition."""
    for one in act.see(Proposal).filter(round=proposal.round, accepted=True):
        act.change(one, accepted=False)
    last = act.see(Proposal).filter(round=proposal.round).aggregate(top=Max("edition"))["top"] or 0
    values = {"accepted": True}
    if proposal.edition is None:
        values |= {"edition": last + 1, "published_on": act.today, "published_by": act.by}
    act.change(proposal, noting="published", **values)
    act.note("proposal.published", proposal, number=proposal.edition, digest=proposal.digest[:16])
    return proposal
