"""Accounts and what they were granted."""

from __future__ import annotations

from collections.abc import Iterable
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
    """The grants of an active account that are in force today, as a Sight. An ended grant is gone from the next request on."""
    on = clock.today()
    if not account.is_active:
        return Sight(account.pk, on)
    in_force = account.grants.filter(state="effective", starts__lte=on).filter(Q(ends=None) | Q(ends__gt=on))
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
    return Sight(
        account.pk, on, frozenset(wide), at, frozenset(bodies), read_only=frozenset(read_only - writing)
    )
