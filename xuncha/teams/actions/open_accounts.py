"""Accounts for the people of a team who have none, and their rights asked for, in one go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from xuncha.base.words import Sentence
from xuncha.rounds.models import Inspection
from xuncha.teams.actions._rights import open_rights
from xuncha.teams.models import Team, TeamMember
from xuncha.trust.act import Act, action
from xuncha.trust.actions.accounts import open_account
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.models import Account, Grant


@dataclass(frozen=True)
class Seated:
    """How many accounts were opened, and how many grants now wait for the two administrators."""

    accounts: int
    waiting: int


@action(
    "teams.open_accounts",
    roles=OFFICE,
    says=Sentence("为巡察组开立账号、申请授权", "accounts and requests for a team"),
)
def open_accounts(act: Act, *, team: Team) -> Seated:
    """Open the missing accounts; of an authorised team, ask for every right that is not held yet. Raises Refusal as ``ask_for_grant``.

    Log-in names are numbered by round and team: an account says nothing of who it belongs to before it is handed over.
    """
    members = list(act.see(TeamMember).filter(team=team, ends=None).select_related("cadre__person"))
    people = {one.cadre.person_id for one in members}
    seated = set(
        act.see(Account).filter(person_id__in=people, is_active=True).values_list("person_id", flat=True)
    )
    without = [one for one in members if one.cadre.person_id not in seated]
    for member, login in zip(without, _free_logins(act, team), strict=False):
        open_account(
            by=act,
            login=login,
            name=member.cadre.person.name,
            standing=Account.FULL_TIME if member.cadre.full_time else Account.DRAFTED,
            person_id=member.cadre.person_id,
        )
    if team.state != "authorised":
        return Seated(len(without), 0)
    asked = [grant for member in members for grant in open_rights(act, team, member, _basis(act, team))]
    return Seated(len(without), sum(one.state == Grant.REQUESTED for one in asked))


def _free_logins(act: Act, team: Team) -> Iterator[str]:
    prefix = f"xc{team.round.number}-{team.number}"
    taken = set(act.see(Account).filter(login__startswith=prefix).values_list("login", flat=True))
    return (login for login in (f"{prefix}{n:02d}" for n in count(1)) if login not in taken)


def _basis(act: Act, team: Team) -> str:
    """The decision under which the team's first rights were asked for."""
    places = list(act.see(Inspection).filter(teams=team).values_list("pk", flat=True))
    first = act.see(Grant).filter(inspection__in=places).exclude(basis="").order_by("pk").first()
    return first.basis if first else team.name
