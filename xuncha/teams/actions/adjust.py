"""A plan moved by hand becomes a plan of its own: judged by the rules that made the first, kept beside it with the differences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.teams.actions._judged import judged
from xuncha.teams.actions._keeping import keep
from xuncha.teams.board import cards, scores
from xuncha.teams.core.forming import Formation, Seat
from xuncha.teams.core.record import written
from xuncha.teams.differences import changes
from xuncha.teams.kept import formation_in, seats_in
from xuncha.teams.models import Proposal
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE

SAYS = Sentence("人工调整后的方案", "moved by hand")


@action("teams.adjust", roles=OFFICE, says=Sentence("人工调整组队方案", "move people of a proposal by hand"))
def adjust(act: Act, *, proposal: Proposal, seats: Sequence[Seat], reason: str) -> Proposal:
    """A new proposal with `seats`, and `proposal` as its parent.

    Raises Refusal without a reason, when nothing differs, and when a binding rule is broken that `proposal` keeps, with its
    sentences. Wishes may be broken: they are told.
    """
    if not reason.strip():
        act.refuse("reason", Sentence("请写明调整的理由。", "Say why."))
    after = formation_in(act, proposal, seats)
    if set(after.seats) == set(seats_in(proposal.plan)):
        act.refuse(
            "same",
            Sentence("没有任何调整。", "Nothing differs."),
            Sentence("请先调整人员。", "Move somebody first."),
        )
    judged(act, formation_in(act, proposal), after)
    plan = plan_of(after, proposal)
    said = Sentence(f"人工调整：{reason.strip()}", f"by hand: {reason.strip()}").as_dict()
    moved = {one.cadre for one in changes(proposal.plan, plan)}
    for team in plan["teams"]:
        for one in team["people"]:
            if one["cadre"] in moved:
                one["reasons"] = [said, *one["reasons"]]
    return keep(act, proposal.round, plan, Proposal.BY_HAND, proposal, reason.strip())


def plan_of(formation: Formation, parent: Proposal) -> dict[str, Any]:
    """A formation as a plan is kept, in the groups of `parent`."""
    return {
        "status": "BY_HAND",
        "says": SAYS.as_dict(),
        "input_hash": parent.plan["input_hash"],
        "gap": None,
        "solver": "",
        **written(formation),
        "reasons": [],
        "board": cards(formation),
        "rules": scores(formation),
        "notices": [],
        "slacks": [],
        "repair": None,
        "groups": parent.plan["groups"],
        "pins": parent.plan["pins"],
    }
