"""Accounts and grants. Who may do this is one office role for now; the three administrators come with their own rules."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from xuncha.base.words import Sentence
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import ADMINISTRATORS, AT_AN_INSPECTION, OFFICE, Role
from xuncha.trust.models import Account, Grant


@action("account.open", roles=OFFICE, says=Sentence("开立账号", "open an account"))
def open_account(act: Act, *, login: str, name: str, password: str | None = None, **more: Any) -> Account:
    """A new account without any right. Raises Refusal where the log-in name is taken."""
    account = Account(login=login, name=name, **more)
    account.set_password(password)
    return act.add(account)


@action("account.close", roles=OFFICE, says=Sentence("停用账号", "close an account"))
def close_account(act: Act, *, account: Account) -> Account:
    """The account logs in no more and sees nothing from its next request on."""
    return act.change(account, is_active=False)


@action("grant.give", roles=OFFICE, says=Sentence("授予角色", "grant a role"))
def give(
    act: Act,
    *,
    account: Account,
    role: Role,
    inspection: UUID | None = None,
    organisation: UUID | None = None,
    starts: date | None = None,
    ends: date | None = None,
    basis: str = "",
) -> Grant:
    """Grant a role: for the office, at one inspection, or (a contact) for one body. The same grant is given once.

    Raises Refusal for a role in a place where it means nothing.
    """
    _fits(act, role, inspection, organisation)
    first = starts or act.today
    same = Grant.objects.filter(account=account, role=role, inspection=inspection, organisation=organisation)
    held = same.filter(starts__lte=first).filter(Q(ends=None) | Q(ends__gt=first)).first()
    if held is not None:
        return held
    grant = Grant(
        account=account,
        role=role,
        inspection=inspection,
        organisation=organisation,
        starts=first,
        ends=ends,
        basis=basis,
    )
    return act.add(grant, role=role.value, starts=first, ends=ends)


def _fits(act: Act, role: Role, inspection: UUID | None, organisation: UUID | None) -> None:
    wrong = (
        (role is Role.CONTACT) != (organisation is not None)
        or (role in AT_AN_INSPECTION) != (inspection is not None)
        or (role in ADMINISTRATORS and (inspection or organisation) is not None)
    )
    if wrong:
        act.refuse(
            "role-out-of-place",
            Sentence(
                f"“{role.called.zh}”不能这样授予。", f"“{role.called.en}” cannot be granted in this way."
            ),
            Sentence(
                "巡察组角色按巡察任务授予，联络人按单位授予，其余角色面向全办授予。",
                "Team roles are granted at an inspection, contacts for a body, all others for the office.",
            ),
        )


@action("grant.end", roles=OFFICE, says=Sentence("终止授权", "end grants"))
def end_grants(act: Act, *, account: Account, inspection: UUID) -> int:
    """End every grant of an account at an inspection today; the rights are gone from the next request on. The number ended."""
    open_ = Grant.objects.filter(account=account, inspection=inspection).filter(
        Q(ends=None) | Q(ends__gt=act.today)
    )
    grants = list(open_)
    for grant in grants:
        act.change(grant, ends=act.today)
    return len(grants)
