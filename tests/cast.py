"""A small cast for tests: one county, one open inspection beside a foreign one, and an account of every role."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from xuncha.coverage.models import Target, TargetMember, Term
from xuncha.registry.models import Organisation, Person, Post, Tenure, UnitParty
from xuncha.rounds.models import Inspection, Round
from xuncha.trust import account_keys
from xuncha.trust.actions.enter import FICTIONAL_PASSWORD
from xuncha.trust.actions.grants import authorise_grants, create_grants
from xuncha.trust.core.roles import ADMINISTRATORS, Role
from xuncha.trust.models import Account, Grant
from xuncha.trust.models.grants import FIRST_START
from xuncha.trust.pocket import Pocket

TODAY = date(2026, 11, 20)
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
    begun = {"account": account, "role": role, "starts": BEGUN, "state": Grant.EFFECTIVE}
    if role in ADMINISTRATORS:
        return Grant.objects.create(**begun, ceremony=True, basis=FIRST_START, **where)
    steps: dict[str, object] = {"requested_by": account, "requested_on": BEGUN}
    for step, steward in (("created", Role.SYSTEM), ("authorised", Role.SECURITY)):
        steps |= {f"{step}_by": _steward(steward), f"{step}_on": BEGUN}
    return Grant.objects.create(**begun, **steps, **where)


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
    for role in (Role.SYSTEM, Role.SECURITY, Role.AUDIT, Role.OFFICE, Role.LEADING):
        cast.accounts[role.value] = account(role.value, str(role.called))
        grant(cast.accounts[role.value], role)
    for role in (Role.PETITION, Role.LEADER, Role.DEPUTY, Role.LIAISON, Role.MEMBER):
        cast.accounts[role.value] = account(role.value, str(role.called))
        grant(cast.accounts[role.value], role, inspection=cast.inspection.pk)
    cast.accounts["member2"] = account("member2", "组员丁")
    grant(cast.accounts["member2"], Role.MEMBER, inspection=cast.inspection.pk)
    cast.accounts["office2"] = account("office2", "巡察办乙")
    grant(cast.accounts["office2"], Role.OFFICE)
    cast.accounts["contact"] = account("contact", "单位联络人")
    grant(cast.accounts["contact"], Role.CONTACT, organisation=unit.pk)
    cast.accounts["stranger"] = account("stranger", "别组组长")
    grant(cast.accounts["stranger"], Role.LEADER, inspection=cast.other.pk)
    cast.accounts["nobody"] = account("nobody", "无授权者")
    return cast
