"""Accounts: opened without a password and without a right, closed at once. What they may do is granted."""

from __future__ import annotations

from uuid import UUID

from xuncha.base.words import Sentence
from xuncha.trust import keyring
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE, Role
from xuncha.trust.models import Account

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
