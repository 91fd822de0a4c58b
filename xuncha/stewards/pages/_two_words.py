"""How a two-person act stands, in words."""

from __future__ import annotations

from datetime import date

from xuncha.base.words import Sentence
from xuncha.trust.models import DeedProposal

_STATES = {
    DeedProposal.OPEN: (Sentence("待批准", "waits for approval"), "wait"),
    DeedProposal.DONE: (Sentence("已批准", "approved"), "ok"),
    DeedProposal.DECLINED: (Sentence("不同意", "declined"), "off"),
    DeedProposal.WITHDRAWN: (Sentence("已撤回", "withdrawn"), "off"),
    DeedProposal.VOID: (Sentence("内容变动，已作废", "void: its content changed"), "off"),
}
_EXPIRED = (Sentence("过期失效", "expired"), "off")
_USED = (Sentence("已批准并使用", "approved and used"), "ok")


def state_mark(one: DeedProposal, today: date) -> tuple[Sentence, str]:
    """The state and the tone of its badge."""
    if one.state == DeedProposal.OPEN and one.expires < today:
        return _EXPIRED
    return _USED if one.used_on else _STATES[one.state]
