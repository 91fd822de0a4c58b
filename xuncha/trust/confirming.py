"""Asking for the password again before something that changes how an account logs in.

The try is counted outside the action: a refused action takes back whatever was written in it, the count included.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from xuncha.base.words import Sentence
from xuncha.trust import tries
from xuncha.trust.act import witness
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal


def confirm(account: Account, password: str) -> None:
    """Raises Refusal for a wrong password, and while the name waits."""
    name = tries.claim(account.login)
    if not account.check_password(password):
        witness("account.confirm", account, refused="wrong-password")
        raise Refusal("wrong-password", Sentence("当前密码不对。", "The password is wrong."))
    tries.passed(name)


def confirmed(act: Callable[..., Any]) -> Callable[..., Any]:
    """The action, called with ``password=`` besides: the acting account's, asked for again."""

    @functools.wraps(act)
    def run(*, by: Account, password: str, **arguments: Any) -> Any:
        confirm(by, password)
        return act(by=by, **arguments)

    return run
