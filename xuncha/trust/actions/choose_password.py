"""The first password of one's own, chosen after a one-time code."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.trust import account_keys, own_password, pocket
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import EVERYONE
from xuncha.trust.one_time import live_code, void_codes


@action(
    "account.choose_password", roles=EVERYONE, where="self", reads=True,
    says=Sentence("设置自己的密码", "choose one's own password"),
)  # fmt: skip
def choose_first_password(act: Act, *, new: str) -> bytes:
    """Use up the one-time code; the account has a password and a new key pair. Returns the private key.

    Raises Refusal for a weak password, and where no code holds any more.
    """
    if live_code(act.by) is None:
        act.refuse(
            "no-code",
            Sentence("一次性登录码已经失效。", "The one-time code holds no more."),
            Sentence("请找系统管理员重新发放。", "Ask the system administrator for another."),
        )
    own_password.refuse_weak(act.by, new)
    void_codes(act.by)
    own_password.take(act.by, new)
    with pocket.using(pocket.Pocket()):
        account_keys.make_key(act.by, new)
        return pocket.secret_of(act.by.pk)
