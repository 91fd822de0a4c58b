"""What is kept and how it is proved: a machine goes out and comes back, the auditor verifies the journal."""

from __future__ import annotations

from xuncha.office.demo.auditing import auditing
from xuncha.office.demo.cast import Cast
from xuncha.office.demo.team_machine import team_machine
from xuncha.rounds.models import Inspection, Round
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role

#: The team of the running round that takes a machine along.
AWAY = 42


def trust_chapter(cast: Cast, around: Round) -> None:
    """The last chapter of the story."""
    leader = cast.one(AWAY, Role.LEADER)
    inspection = see(Inspection, leader).filter(round=around).order_by("pk").first()
    team_machine(cast, inspection, AWAY)
    auditing(cast)
