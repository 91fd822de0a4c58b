"""An account changes its own password."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.trust import account_keys, own_password, sessions
from xuncha.trust.act import Act, action
from xuncha.trust.confirming import confirm
from xuncha.trust.core.roles import EVERYONE
from xuncha.trust.models import Account


def change_password(*, by: Account, old: str, new: str, session_key: str | None = None) -> Account:
    """Set a new password and end every other session (``session_key`` is the one that stays).

    The account's key pair stays and is wrapped anew. Raises Refusal when the old password is wrong, or the new one is weak.
    """
    confirm(by, old)
    return _set_password(by=by, old=old, new=new, session_key=session_key)


@action(
    "account.password",
    roles=EVERYONE,
    where="self",
    says=Sentence("修改自己的密码", "change one's own password"),
    reads=True,
)
def _set_password(act: Act, *, old: str, new: str, session_key: str | None) -> Account:
    own_password.refuse_weak(act.by, new)
    account_keys.unlock(act.by, old)  # an account that never logged in by itself has no key pair yet
    account_keys.rewrap(act.by, old, new)
    own_password.take(act.by, new)
    sessions.end_all_of(act.by.pk, but=session_key)
    return act.by
