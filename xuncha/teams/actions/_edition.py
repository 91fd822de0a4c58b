"""Teams that were changed one by one are published anew: the next edition, with the one before it as its parent."""

from __future__ import annotations

from xuncha.rounds.models import Round
from xuncha.teams.actions._keeping import keep, publish
from xuncha.teams.actions.adjust import plan_of
from xuncha.teams.core.pool import key_of
from xuncha.teams.models import Proposal
from xuncha.teams.standing import formation_of, members_of
from xuncha.trust.act import Act


def publish_standing(act: Act, around: Round, reason: str, way: str = Proposal.BY_HAND) -> Proposal | None:
    """The teams as they stand now as an edition; None where no edition was published before.

    The reasons at the names are those kept with the members: the pool may have changed since they were given.
    """
    parent = act.see(Proposal).filter(round=around, accepted=True).first()
    if parent is None:
        return None
    plan = plan_of(formation_of(act, around), parent)
    kept = {
        key_of((one.cadre.person.name, one.cadre.person.code)): one.reasons for one in members_of(act, around)
    }
    for team in plan["teams"]:
        for one in team["people"]:
            one["reasons"] = kept[one["cadre"]]
    return publish(act, keep(act, around, plan, way, parent, reason))
