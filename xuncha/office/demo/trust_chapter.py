"""What is kept from whom, and how it is proved.

Two people open an identity, two send a paper outside, a machine goes out and comes back, a member leaves the team, the auditor
verifies the journal.
"""

from __future__ import annotations

from xuncha.office.demo.auditing import auditing
from xuncha.office.demo.cast import Cast
from xuncha.office.demo.member_leaves import member_leaves
from xuncha.office.demo.sent_outside import sent_outside
from xuncha.office.demo.team_machine import team_machine
from xuncha.office.demo.two_people import two_people
from xuncha.rounds.models import Inspection, Round
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role

#: Teams of the running round: one takes a machine along, of another a member is called back.
AWAY, LEFT = 42, 43


def trust_chapter(cast: Cast, around: Round) -> None:
    """The last chapter of the story."""
    two_people(cast)
    sent_outside(cast)
    team_machine(cast, _inspection(cast, around, AWAY), AWAY)
    member_leaves(cast, _inspection(cast, around, LEFT), LEFT)
    auditing(cast)


def _inspection(cast: Cast, around: Round, team: int) -> Inspection:
    leader = cast.one(team, Role.LEADER)
    return see(Inspection, leader).filter(round=around).order_by("pk")[0]
