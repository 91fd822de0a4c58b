"""The facts that forming teams takes: people, the work of each team, lenders, and what keeps people apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from xuncha.base.span import Day, Held, Span
from xuncha.trust.core.roles import Role

Release = Literal["full", "part", "none"]
"""Whether a unit lets somebody go for the whole round, for a part of each week, or not at all."""

FIGURES = ("staff", "budget", "projects", "villages", "letters")
"""What the work of a team is measured by: people, cents a year, projects, villages, letters of late."""


@dataclass(frozen=True)
class Absence:
    """Days on which somebody cannot serve, and why ("产假", "脱产学习")."""

    span: Span
    why: str


@dataclass(frozen=True)
class Cadre:
    """Somebody of the cadre pool. `leading_rank` is the 领导职务层次, `grade` the 职级; they are never mixed.

    `barred` says why somebody is under a sanction or under investigation; "" is nobody's business and nothing
    known. `rounds` counts the rounds served before this one, `led` those of the term in which somebody led.
    `head`: heads the home unit, so that `stand_in`, who runs it meanwhile (临时主持), has to be known before a
    leader is drafted. `mobile`: of the 财审机动组, shared by days between teams and a member of none.
    `crossing`: lent by another county for this round.
    """

    key: str
    name: str
    unit: str
    identity: str = "公务员"
    leading_rank: str = ""
    grade: str = ""
    in_leader_pool: bool = False
    release: Release = "full"
    absences: tuple[Absence, ...] = ()
    skills: tuple[str, ...] = ()
    woman: bool = False
    rounds: int = 0
    barred: str = ""
    head: bool = False
    stand_in: str = ""
    mobile: bool = False
    crossing: bool = False
    led: int = 0

    def away(self, span: Span) -> str:
        """Why somebody cannot serve through the whole of `span`; "" when nothing is known against it."""
        reasons = [one.why for one in self.absences if one.span.meets(span) is not Held.NO]
        return "、".join(reasons)


@dataclass(frozen=True)
class Target:
    """A body to be inspected: the organisations it consists of, and the place it stands for (a town or
    street).
    """

    key: str
    name: str
    organisations: tuple[str, ...] = ()
    area: str = ""


@dataclass(frozen=True)
class Need:
    """One team to be formed: its targets and the figures of its work, added up over the targets (see
    `FIGURES`). `modes` are agreed ways of joint work (巡审联动, 提请审计协助) that spare the team some specialists.
    """

    key: str
    name: str
    targets: tuple[Target, ...] = ()
    figures: Mapping[str, int] = field(default_factory=dict)
    woman_needed: bool = False
    modes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lender:
    """A unit that lends people: its staff (None: not known), and how many it has lent in this term before."""

    key: str
    name: str
    staff: int | None = None
    lent: int = 0


@dataclass(frozen=True)
class Tie:
    """What ties somebody to a body or a place: `kind` is a word of the rule book (teams.recusal).

    `ended` is the day on which a post was left; None while it is held, or where nobody knows.
    """

    cadre: str
    kind: str
    to: str
    details: str = ""
    ended: Day | None = None


@dataclass(frozen=True)
class Pin:
    """Decided by hand: this person serves in this team, in this role if one is given; or surely does not."""

    cadre: str
    team: str
    role: Role | None = None
    serves: bool = True
