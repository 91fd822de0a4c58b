"""Accounts, and what they may see by the grants that are in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from xuncha.trust import clock
from xuncha.trust.access import Sight
from xuncha.trust.core.roles import Role
from xuncha.trust.models.rows import Row
from xuncha.trust.recusal import person_recused_from, recused_from


class AccountManager(BaseUserManager["Account"]):
    def create_account(self, login: str, name: str, password: str | None = None, **more: Any) -> Account:
        account = self.model(login=login, name=name, **more)
        account.set_password(password)
        account.save()
        return account


class Account(AbstractBaseUser, Row):
    """A person who logs in. There is no superuser and no permission outside grants.

    ``standing``: full-time staff, drafted for a round, contact of a body, or a steward whose work is elsewhere; the first two are
    managed apart. ``person_id`` is the registry's person: two accounts of one person count as one hand.
    """

    FULL_TIME, DRAFTED, CONTACT, STEWARD = "full_time", "drafted", "contact", "steward"

    login = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    person_id = models.UUIDField(null=True, blank=True)
    standing = models.CharField(max_length=10, default=FULL_TIME)
    is_active = models.BooleanField(default=True)
    fictional = models.BooleanField(default=False)

    USERNAME_FIELD = "login"
    objects = AccountManager()

    @cached_property
    def sight(self) -> Sight:
        """What this account may see today; read once per loaded account, that is once per request."""
        return sight_of(self)

    def __str__(self) -> str:
        return self.name


def sight_of(account: Account) -> Sight:
    """The grants of an active account that are in force today, as a Sight. An ended grant is gone from the next request on.

    What the person must keep out of (回避) is left out, whatever was granted.
    """
    on = clock.today()
    if not account.is_active:
        return Sight(account.pk, on)
    in_force = account.grants.filter(_in_force(on))
    wide: set[Role] = set()
    at: dict[UUID, frozenset[Role]] = {}
    bodies: set[UUID] = set()
    read_only: set[tuple[Role, UUID | None]] = set()
    writing: set[tuple[Role, UUID | None]] = set()
    for grant in in_force:
        role = Role(grant.role)
        if grant.organisation:
            bodies.add(grant.organisation)
        elif grant.inspection:
            at[grant.inspection] = at.get(grant.inspection, frozenset()) | {role}
        else:
            wide.add(role)
        (read_only if grant.read_only else writing).add((role, grant.organisation or grant.inspection))
    for inspection in recused_from(account) if at else ():
        at.pop(inspection, None)
    return Sight(
        account.pk, on, frozenset(wide), at, frozenset(bodies), read_only=frozenset(read_only - writing)
    )


@dataclass(frozen=True)
class Holdings:
    """Who holds which role where today, read in one query, to be asked for many places.

    ``rows`` are account, person behind it, role, inspection, body. ``kept_out`` remembers what was asked of recusals.
    """

    rows: tuple[tuple[UUID, UUID | None, str, UUID | None, UUID | None], ...]
    kept_out: dict[UUID, frozenset[UUID]] = field(default_factory=dict, compare=False)

    @classmethod
    def today(cls) -> Holdings:
        """The grants in force of active accounts."""
        held = Account.objects.filter(_in_force(clock.today(), "grants__"), is_active=True)
        columns = ("pk", "person_id", "grants__role", "grants__inspection", "grants__organisation")
        return cls(tuple(held.values_list(*columns)))

    def of(
        self, roles: Iterable[Role], inspection: UUID | None, organisation: UUID | None
    ) -> frozenset[UUID]:
        """The accounts that hold one of ``roles``: for the office, at the inspection, or for the body.

        Who must keep out of the inspection (回避) holds nothing there, as in ``sight_of``.
        """
        wanted = {str(role) for role in roles}
        places = {(None, None), (None, organisation)}
        found = {who for who, _, role, at, body in self.rows if role in wanted and (at, body) in places}
        if inspection is not None:
            there = [row for row in self.rows if row[2] in wanted and row[3] == inspection]
            found |= {row[0] for row in there if not self._keeps_out(row[1], inspection)}
        return frozenset(found)

    def _keeps_out(self, person: UUID | None, inspection: UUID) -> bool:
        if person is None:
            return False
        if person not in self.kept_out:
            self.kept_out[person] = person_recused_from(person)
        return inspection in self.kept_out[person]


def accounts_holding(
    roles: Iterable[Role], inspection: UUID | None, organisation: UUID | None
) -> frozenset[UUID]:
    """The active accounts that hold one of ``roles`` today: for the office, at the inspection, or for the body."""
    return Holdings.today().of(roles, inspection, organisation)


def _in_force(on: date, path: str = "") -> Q:
    """Grants that all three have signed for and that hold on a day."""
    begun = Q(**{f"{path}state": "effective", f"{path}starts__lte": on})
    return begun & (Q(**{f"{path}ends": None}) | Q(**{f"{path}ends__gt": on}))
