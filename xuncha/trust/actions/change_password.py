"""An account changes its own password."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import EVERYONE
from xuncha.trust.models import Account

#: Characters a password must have.
SHORTEST = 12


@action(
    "account.password",
    roles=EVERYONE,
    where="anywhere",
    says=Sentence("修改自己的密码", "change one's own password"),
    reads=True,
)
def change_password(act: Act, *, old: str, new: str) -> Account:
    """Set a new password. Raises Refusal when the old one is wrong or the new one is short or the same."""
    account = act.by
    if not account.check_password(old):
        act.refuse("wrong-password", Sentence("原密码不对。", "The old password is wrong."))
    if len(new) < SHORTEST or new == old:
        act.refuse(
            "weak-password",
            Sentence(
                f"新密码不少于{SHORTEST}个字符，并且不能与原密码相同。",
                f"At least {SHORTEST} characters, and not the old one.",
            ),
            Sentence("可以用一句容易记的话。", "A sentence that is easy to remember will do."),
        )
    account.set_password(new)
    account.save(update_fields=["password"])
    return account
