"""The fictional accounts of the demo, and how they come by their roles. They have no password: on 127.0.0.1 one steps in as any of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from xuncha.registry.models import Organisation
from xuncha.rounds.models import Inspection
from xuncha.teams.models import Team, TeamMember
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.actions.accounts import give, open_account
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, Grant


@dataclass
class Cast:
    """Who acts in the demo. ``team[n]`` are the accounts of team n by role; a role may be held by several."""

    director: Account
    clerk: Account
    team: dict[int, dict[Role, list[Account]]] = field(default_factory=dict)

    def one(self, team: int, role: Role) -> Account:
        return self.team[team][role][0]


def office_of_three() -> Cast:
    """The office: a director, a clerk, and a third who is on leave; besides the petition officer and the three administrators."""
    director = Account.objects.create_account("bgs-chen", "陈志远（虚构）", fictional=True)
    Grant.objects.create(account=director, role=Role.OFFICE, starts=clock.today(), basis="第一个账号")
    clerk = _account(director, "bgs-li", "李晓云（虚构）")
    give(by=director, account=clerk, role=Role.OFFICE, basis="巡察办分工")
    away = _account(director, "bgs-wang", "王德华（虚构，休假中）")
    give(by=director, account=away, role=Role.OFFICE, basis="巡察办分工；休假期间由李晓云代办")
    for login, name, role in (
        ("gly-xitong", "系统管理员（虚构）", Role.SYSTEM),
        ("gly-anquan", "安全保密管理员（虚构）", Role.SECURITY),
        ("gly-shenji", "安全审计员（虚构）", Role.AUDIT),
    ):
        give(by=director, account=_account(director, login, name), role=role, basis="三员任命")
    return Cast(director, clerk)


def _account(by: Account, login: str, name: str, **more: Any) -> Account:
    return open_account(by=by, login=login, name=name, fictional=True, **more)


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
        )
        found.setdefault(role, []).append(account)
    if Role.LIAISON not in found:
        found[Role.LIAISON] = [_liaison(cast, team, f"{prefix}-liaison")]
    cast.team[number] = found


def _liaison(cast: Cast, team: Team, login: str) -> Account:
    """The office's own information staff serve in a team as its liaison and record what the leader signs."""
    account = _account(cast.director, login, f"{team.name}联络员（虚构）")
    for inspection in see(Inspection, cast.director).filter(teams=team):
        give(
            by=cast.director,
            account=account,
            role=Role.LIAISON,
            inspection=inspection.pk,
            basis="信息中心派出",
        )
    return account


def petition_officer(cast: Cast, inspection: Inspection, login: str) -> Account:
    """The petition officer of one inspection."""
    account = Account.objects.filter(login=login).first() or _account(cast.director, login, "周文静（虚构）")
    give(
        by=cast.director, account=account, role=Role.PETITION, inspection=inspection.pk, basis="信访专员分工"
    )
    return account


def contact_of(cast: Cast, body: Organisation, login: str) -> Account:
    """The contact of an inspected body."""
    account = _account(cast.director, login, f"{body.name}联络人（虚构）")
    give(by=cast.director, account=account, role=Role.CONTACT, organisation=body.pk, basis="单位确定的联络人")
    return account
