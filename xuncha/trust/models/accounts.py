"""Accounts and what they were granted."""

from __future__ import annotations

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


class AccountManager(BaseUserManager["Account"]):
    def create_account(self, login: str, name: str, password: str | None = None, **more: Any) -> Account:
        account = self.model(login=login, name=name, **more)
        account.set_password(password)
        account.save()
        return account


class Account(AbstractBaseUser, Row):
    """A person who logs in. There is no superuser and no permission outside grants."""

    login = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    person_id = models.UUIDField(null=True, blank=True)
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


class Grant(Row):
    """A role held by an account over a span of days: for the office, at one inspection, or for one body.

    ``inspection`` and ``organisation`` are keys of rows of later rooms; trust knows nothing else of them.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=12, choices=[(role.value, str(role.called)) for role in Role])
    inspection = models.UUIDField(null=True, blank=True, db_index=True)
    organisation = models.UUIDField(null=True, blank=True, db_index=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=120, blank=True)


def sight_of(account: Account) -> Sight:
    """The grants of an active account that hold today, as a Sight. An ended grant is gone from the next request on."""
    on = clock.today()
    if not account.is_active:
        return Sight(account.pk, on)
    wide: set[Role] = set()
    at: dict[UUID, frozenset[Role]] = {}
    bodies: set[UUID] = set()
    for grant in account.grants.filter(starts__lte=on).filter(Q(ends=None) | Q(ends__gt=on)):
        role = Role(grant.role)
        if grant.organisation:
            bodies.add(grant.organisation)
        elif grant.inspection:
            at[grant.inspection] = at.get(grant.inspection, frozenset()) | {role}
        else:
            wide.add(role)
    return Sight(account.pk, on, frozenset(wide), at, frozenset(bodies))
