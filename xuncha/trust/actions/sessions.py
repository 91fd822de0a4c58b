"""Ending sessions: one's own, and, for the administrators, another's."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.trust import sessions
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import EVERYONE, Role
from xuncha.trust.models import Account


@action(
    "account.end_sessions", roles=EVERYONE, where="self", reads=True,
    says=Sentence("退出自己的其他登录", "end one's own other sessions"),
)  # fmt: skip
def end_other_sessions(act: Act, *, session_key: str | None) -> int:
    """End every session of one's own but the one whose key this is; the number ended."""
    return sessions.end_all_of(act.by.pk, but=session_key)


@action(
    "account.end_sessions_of", roles={Role.SYSTEM, Role.SECURITY},
    says=Sentence("强制退出别人的登录", "end somebody's sessions"),
)  # fmt: skip
def end_sessions_of(act: Act, *, account: Account) -> int:
    """End every session of an account; the number ended."""
    ended = sessions.end_all_of(account.pk)
    act.note("account.sessions_ended", account, ended=ended)
    return ended
