"""A one-time code for an account: its first log-in, or a password that was forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from xuncha.base.words import Sentence
from xuncha.trust.act import Act, action
from xuncha.trust.core.codes import grouped
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account
from xuncha.trust.one_time import make_code


@dataclass(frozen=True)
class Slip:
    """What is printed for the owner, this once: the code in groups, and until when it holds."""

    account: Account
    code: str
    expires: datetime

    def __repr__(self) -> str:
        return f"Slip({self.account.pk})"


@action("account.code", roles={Role.SYSTEM}, says=Sentence("发放一次性登录码", "issue a one-time code"))
def issue_code(act: Act, *, account: Account) -> Slip:
    """A code to be handed over in person; the old password, key pair and sessions of the account end at once.

    Raises Refusal for a closed account, and for one's own: who knows the password changes it, who does not asks a colleague.
    """
    if not account.is_active:
        act.refuse("closed", Sentence("这个账号已停用。", "This account is closed."))
    if account.pk == act.by.pk:
        act.refuse(
            "own-account",
            Sentence("不能给自己发放一次性登录码。", "You cannot issue a code to yourself."),
            Sentence("请在“我的账号”中修改密码。", "Change your password on your account's page."),
        )
    code, row = make_code(account, act.by)
    act.note("account.code_issued", account)
    return Slip(account, grouped(code), row.expires)
