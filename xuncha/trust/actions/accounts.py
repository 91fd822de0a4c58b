"""Accounts: opened without a password and without a right, closed at once. What they may do is granted."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from xuncha.base.words import Sentence
from xuncha.trust import keyring
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE, Role
from xuncha.trust.core.separation import clash
from xuncha.trust.models import Account, Grant

KEEPERS = OFFICE | {Role.SYSTEM}


@action("account.open", roles=KEEPERS, says=Sentence("开立账号", "open an account"))
def open_account(
    act: Act,
    *,
    login: str,
    name: str,
    standing: str = Account.FULL_TIME,
    person_id: UUID | None = None,
    fictional: bool = False,
) -> Account:
    """A new account that cannot log in before a one-time code was issued, and sees nothing before something is granted.

    Raises Refusal where the log-in name is taken.
    """
    account = Account(login=login, name=name, standing=standing, person_id=person_id, fictional=fictional)
    account.set_unusable_password()
    return act.add(account, standing=standing)


@action("account.place", roles=KEEPERS, says=Sentence("变更人员类别", "change an account's standing"))
def change_standing(act: Act, *, account: Account, standing: str, version: int | None = None) -> Account:
    """Full-time, drafted, contact or steward."""
    return act.change(account, version, standing=standing, noting=standing)


@action("account.person", roles=KEEPERS, says=Sentence("登记账号对应的人员", "say whose account it is"))
def link_person(act: Act, *, account: Account, person_id: UUID, version: int | None = None) -> Account:
    """Say which person of the registry an account belongs to: recusal and the separation of roles go by the person.

    Raises Refusal where that would put into one hand what is kept apart, or make one person of two steps of a grant.
    """
    others = Account.objects.filter(person_id=person_id).exclude(pk=account.pk)
    held = {pk: _roles_of(pk) for pk in others.values_list("pk", flat=True)}
    own = _roles_of(account.pk)
    if any(clash(role, theirs) for role in own for theirs in held.values()):
        act.refuse(
            "kept-apart",
            Sentence(
                "这个人的另一个账号担任的角色与本账号不能由一人兼任。",
                "Another account of this person holds a role that must be kept apart from this one's.",
            ),
            Sentence(
                "请核对是不是同一个人；确是同一人的，先终止其中一方的授权。",
                "End the grants of one of them first.",
            ),
        )
    twice = _two_steps([account.pk], list(held)) | _two_steps(list(held), [account.pk])
    if Grant.objects.exclude(state=Grant.REFUSED).filter(twice).exists():
        act.refuse(
            "three-people",
            Sentence(
                "这个人已用另一个账号办过同一项授权的另一步。",
                "This person took another step of one of these grants with another account.",
            ),
            Sentence(
                "请核对人员；确是同一人的，报安全审计员查看留痕。",
                "Check the person; if it is so, tell the auditor.",
            ),
        )
    return act.change(account, version, person_id=person_id, noting="person")


def _two_steps(one: list[UUID], other: list[UUID]) -> Q:
    """Grants in which ``one`` took an earlier step, or is whom it is for, and ``other`` created or authorised it."""
    signed = Q(created_by__in=other) | Q(authorised_by__in=other)
    earlier = (Q(requested_by__in=one) | Q(account__in=one)) & signed
    return earlier | Q(created_by__in=one, authorised_by__in=other)


def _roles_of(account: UUID) -> set[Role]:
    held = Grant.objects.filter(account=account).exclude(state=Grant.REFUSED)
    return {Role(one) for one in held.values_list("role", flat=True)}


@action("account.close", roles=KEEPERS | {Role.SECURITY}, says=Sentence("停用账号", "close an account"))
def close_account(act: Act, *, account: Account) -> Account:
    """The account logs in no more, sees nothing from its next request on, and its keys are taken out of the key folder."""
    if account.pk == act.by.pk:
        act.refuse(
            "oneself",
            Sentence("不能停用自己正在使用的账号。", "One does not close one's own account."),
            Sentence("请由另一名管理人员办理。", "Let somebody else do it."),
        )
    act.change(account, is_active=False)
    keyring.withdraw(account.pk)
    return account
