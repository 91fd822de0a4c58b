"""A small cast for tests: one county, one open inspection beside a foreign one, and an account of every role."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from uuid import UUID

from django.contrib.auth.hashers import make_password

from xuncha.coverage.models import Target, TargetMember, Term
from xuncha.registry.models import Organisation, Person, Post, Tenure, UnitParty
from xuncha.rounds.models import Inspection, Round
from xuncha.trust import account_keys, pocket
from xuncha.trust.actions.enter import FICTIONAL_PASSWORD
from xuncha.trust.actions.grants import authorise_grants, create_grants
from xuncha.trust.core.roles import ADMINISTRATORS, Role
from xuncha.trust.models import Account, AccountKey, Grant
from xuncha.trust.models.grants import FIRST_START
from xuncha.trust.pocket import Pocket

TODAY = date(2026, 11, 20)
PASSWORD = cache(lambda: make_password(FICTIONAL_PASSWORD))
BEGUN = date(2026, 1, 1)


@dataclass
class Cast:
    """Everything a test of one room needs to exist in the rooms before it."""

    unit: Organisation
    party: Organisation
    head_post: Post
    old_head: Person
    new_head: Person
    term: Term
    round: Round
    inspection: Inspection
    other: Inspection
    accounts: dict[str, Account] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Account:
        """``cast.office``, ``cast.leader``, ``cast.stranger`` (leader of the other inspection), …"""
        try:
            return self.__dict__["accounts"][name]
        except KeyError:
            raise AttributeError(name) from None


def grant(account: Account, role: Role, **where: object) -> Grant:
    """A grant in force since the year began, as three people brought it about; an administrator's comes of the first start."""
    account.__dict__.pop("sight", None)
    if role in ADMINISTRATORS:
        made = _first(account, role)
    else:
        made = _given(account, role, _steward(Role.SYSTEM), _steward(Role.SECURITY), **where)
    made.save(force_insert=True)
    return made


def _first(account: Account, role: Role) -> Grant:
    return Grant(
        account=account, role=role, starts=BEGUN, state=Grant.EFFECTIVE, ceremony=True, basis=FIRST_START
    )


def _given(account: Account, role: Role, system: Account, security: Account, **where: object) -> Grant:
    return Grant(
        account=account, role=role, starts=BEGUN, state=Grant.EFFECTIVE, requested_by=account, requested_on=BEGUN,
        created_by=system, created_on=BEGUN, authorised_by=security, authorised_on=BEGUN, **where,
    )  # fmt: skip


def _steward(role: Role) -> Account:
    first = Grant.objects.filter(role=role, ceremony=True).select_related("account").first()
    return first.account if first else grant(account(role.value, str(role.called)), role).account


def in_force(*grants: Grant) -> None:
    """What was asked for is created and authorised; without grants: everything that waits."""
    waiting = list(grants) or list(Grant.objects.filter(state=Grant.REQUESTED))
    create_grants(by=_steward(Role.SYSTEM), grants=waiting)
    authorise_grants(by=_steward(Role.SECURITY), grants=waiting)


def account(login: str, name: str) -> Account:
    made = Account.objects.create_account(login, name, FICTIONAL_PASSWORD)
    account_keys.make_key(made, FICTIONAL_PASSWORD)
    return made


class Everybody(Pocket):
    """The keys of all accounts of a test, unlocked when they are wanted; an account without a key makes one then."""

    def secret_of(self, account: UUID) -> bytes | None:
        if super().secret_of(account) is None:
            who = Account.objects.filter(pk=account).first()
            if who is None:
                return None
            self.put(account, account_keys.unlock(who, FICTIONAL_PASSWORD))
        return super().secret_of(account)


def assemble() -> Cast:
    unit = Organisation.objects.create(
        tree="unit", name="嵩阳街道办事处(虚构)", category="街道", leadership="本级管理"
    )
    party = Organisation.objects.create(tree="party", name="嵩阳街道党工委(虚构)", category="党工委")
    UnitParty.objects.create(unit=unit, party=party, own=True)
    post = Post.objects.create(organisation=unit, title="主任", rank="乡科级正职", head=True, key=True)
    old = Person.objects.create(name="前任甲", unit=unit)
    new = Person.objects.create(name="现任乙", unit=unit)
    Tenure.objects.create(person=old, post=post, starts="2021-03", ends="2026-05")
    Tenure.objects.create(person=new, post=post, starts="2026-05", ends="")
    other_unit = Organisation.objects.create(
        tree="unit", name="水务局(虚构)", category="政府部门", leadership="本级管理"
    )
    term = Term.objects.create(name="第十五届", starts=date(2026, 1, 1), ends=date(2031, 1, 1))
    rnd = Round.objects.create(
        term=term, number=3, kind="常规", title="第十五届县委第3轮巡察", entry_day=date(2026, 10, 12),
        leaves_day=date(2026, 12, 4), state="open",
    )  # fmt: skip
    inspections = []
    for one in (unit, other_unit):
        target = Target.objects.create(term=term, name=one.name, shape="unit", mode="直接")
        TargetMember.objects.create(target=target, organisation=one)
        inspections.append(
            Inspection.objects.create(
                round=rnd,
                target=target,
                title=f"巡察{one.name}",
                starts=rnd.entry_day,
                ends=rnd.leaves_day,
                stage="on_site",
            )
        )
    cast = Cast(unit, party, post, old, new, term, rnd, *inspections)
    _seat(cast)
    return cast


#: Login → name, role and place of everybody in the cast; who stands first gets the grants first.
SEATS: dict[str, tuple[str, Role | None, str]] = {
    **{role.value: (str(role.called), role, "") for role in (Role.SYSTEM, Role.SECURITY, Role.AUDIT)},
    **{role.value: (str(role.called), role, "") for role in (Role.OFFICE, Role.LEADING)},
    **{
        role.value: (str(role.called), role, "inspection")
        for role in (Role.PETITION, Role.LEADER, Role.DEPUTY, Role.LIAISON, Role.MEMBER)
    },
    "member2": ("组员丁", Role.MEMBER, "inspection"),
    "office2": ("巡察办乙", Role.OFFICE, ""),
    "contact": ("单位联络人", Role.CONTACT, "unit"),
    "stranger": ("别组组长", Role.LEADER, "other"),
    "nobody": ("无授权者", None, ""),
}


def _seat(cast: Cast) -> None:
    """Accounts, keys and grants of the whole cast, a table at a time."""
    seated = {
        login: Account(login=login, name=name, password=PASSWORD()) for login, (name, _, _) in SEATS.items()
    }
    Account.objects.bulk_create(seated.values())
    keys = [AccountKey(account=one) for one in seated.values()]
    for key in keys:
        pocket.pocket().put(key.account_id, account_keys.fill(key, FICTIONAL_PASSWORD))
    AccountKey.objects.bulk_create(keys)
    stewards = (seated["system"], seated["security"])
    places = {
        "": {}, "inspection": {"inspection": cast.inspection.pk}, "other": {"inspection": cast.other.pk},
        "unit": {"organisation": cast.unit.pk},
    }  # fmt: skip
    first, given = [], []
    for login, (_, role, place) in SEATS.items():
        if role in ADMINISTRATORS:
            first.append(_first(seated[login], role))
        elif role is not None:
            given.append(_given(seated[login], role, *stewards, **places[place]))
    Grant.objects.bulk_create(first)
    Grant.objects.bulk_create(given)
    cast.accounts.update(seated)
