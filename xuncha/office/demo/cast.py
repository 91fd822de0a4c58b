"""The fictional accounts of the demo, and how they come by their roles. They have no password: on 127.0.0.1 one steps in as any of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password

from xuncha.registry.models import Organisation
from xuncha.rounds.models import Inspection
from xuncha.teams.models import Team, TeamMember
from xuncha.trust import account_keys, clock, keyring
from xuncha.trust.access import see
from xuncha.trust.actions.accounts import open_account
from xuncha.trust.actions.enter import FICTIONAL_PASSWORD
from xuncha.trust.actions.first_start import Named, admit_office, begin
from xuncha.trust.actions.grants import ask_for_grant, authorise_grants, create_grants
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, Grant


@dataclass
class Cast:
    """Who acts in the demo. ``team[n]`` are the accounts of team n by role; a role may be held by several.

    ``written``: the papers that lie in files.
    """

    director: Account
    clerk: Account
    system: Account
    security: Account
    audit: Account
    team: dict[int, dict[Role, list[Account]]] = field(default_factory=dict)
    written: set[UUID] = field(default_factory=set)

    def one(self, team: int, role: Role) -> Account:
        return self.team[team][role][0]


SEATS = {
    Role.SYSTEM: Named("gly-xitong", "赵立新（虚构）"),
    Role.SECURITY: Named("gly-anquan", "钱慎之（虚构）"),
    Role.AUDIT: Named("gly-shenji", "孙明镜（虚构）"),
    Role.OFFICE: Named("bgs-chen", "陈志远（虚构）"),
}
"""Who sits at the table of the first start; the three administrators do their other work elsewhere."""


def office_of_three() -> Cast:
    """The first start, and the office: a director, a clerk, and a third who is on leave and has the clerk as deputy."""
    seated = begin(SEATS, fictional=True).seated
    for account in seated.values():
        _fictional(account)
    admit_office(seated)
    director = seated[Role.OFFICE]
    clerk = _account(director, "bgs-li", "李晓云（虚构）")
    away = _account(director, "bgs-wang", "王德华（虚构，休假中）")
    cast = Cast(director, clerk, seated[Role.SYSTEM], seated[Role.SECURITY], seated[Role.AUDIT])
    ask_for_grant(by=director, account=clerk, role=Role.OFFICE, basis="巡察办分工")
    ask_for_grant(by=director, account=away, role=Role.OFFICE, basis="巡察办分工；休假期间由李晓云代办")
    deputy = _account(director, "gly-xitong-b", "周代岗（虚构）", standing=Account.STEWARD)
    ask_for_grant(
        by=director, account=deputy, role=Role.SYSTEM, stands_in_for=cast.system, basis="AB角安排",
        ends=clock.today() + timedelta(days=365),
    )  # fmt: skip
    put_in_force(cast)
    return cast


def put_in_force(cast: Cast) -> None:
    """Both administrators sign for everything that was asked for, in one go each; colleagues hand their keys over."""
    waiting = list(Grant.objects.filter(state=Grant.REQUESTED))
    create_grants(by=cast.system, grants=waiting)
    authorise_grants(by=cast.security, grants=waiting)
    keyring.hand_over()


def _account(by: Account, login: str, name: str, **more: Any) -> Account:
    return _fictional(open_account(by=by, login=login, name=name, fictional=True, **more))


def _fictional(account: Account) -> Account:
    """Everybody of the demo has the same password, by which a visitor steps in."""
    account.password = _shared_password()
    account.save(update_fields=["password"])
    account_keys.make_key(account, FICTIONAL_PASSWORD)
    return account


@cache
def _shared_password() -> str:
    """Stretched once, not for each of fifty accounts."""
    return make_password(FICTIONAL_PASSWORD)


def seat_team(cast: Cast, team: Team, number: int, prefix: str) -> None:
    """An account for every member of a team, by the person; the grants come with the authorisation."""
    found: dict[Role, list[Account]] = {}
    members = see(TeamMember, cast.director).filter(team=team, ends=None).select_related("cadre__person")
    for n, member in enumerate(members.order_by("role", "cadre__person__name"), 1):
        person, role = member.cadre.person, Role(member.role)
        account = Account.objects.filter(person_id=person.pk).first() or _account(
            cast.director,
            f"{prefix}-{role.value}-{n}",
            f"{person.name}（虚构）",
            person_id=person.pk,
            standing=Account.FULL_TIME if member.cadre.full_time else Account.DRAFTED,
        )
        found.setdefault(role, []).append(account)
    if Role.LIAISON not in found:
        found[Role.LIAISON] = [_liaison(cast, team, f"{prefix}-liaison")]
    cast.team[number] = found


def _liaison(cast: Cast, team: Team, login: str) -> Account:
    """The office's own information staff serve in a team as its liaison and record what the leader signs."""
    account = _account(cast.director, login, f"{team.name}联络员（虚构）")
    for inspection in see(Inspection, cast.director).filter(teams=team):
        ask_for_grant(
            by=cast.director,
            account=account,
            role=Role.LIAISON,
            inspection=inspection.pk,
            place=f"第{team.round.number}轮{team.name}",
            basis="信息中心派出",
        )
    put_in_force(cast)
    return account


def petition_officer(cast: Cast, inspection: Inspection, login: str) -> Account:
    """The petition officer of one inspection."""
    account = Account.objects.filter(login=login).first() or _account(cast.director, login, "周文静（虚构）")
    ask_for_grant(
        by=cast.director, account=account, role=Role.PETITION, inspection=inspection.pk, basis="信访专员分工",
        place=f"第{inspection.round.number}轮",
    )  # fmt: skip
    put_in_force(cast)
    return account


def contact_of(cast: Cast, body: Organisation, login: str) -> Account:
    """The contact of an inspected body."""
    account = _account(cast.director, login, f"{body.name}联络人（虚构）", standing=Account.CONTACT)
    ask_for_grant(
        by=cast.director, account=account, role=Role.CONTACT, organisation=body.pk, basis="单位确定的联络人",
        place=body.name,
    )  # fmt: skip
    put_in_force(cast)
    return account
