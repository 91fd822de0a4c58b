"""How somebody's account logs in, for the administrators: no password is seen or chosen here, and nobody does both steps alone."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from xuncha.base.words import Sentence, same
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.trust import factors, sessions
from xuncha.trust.access import see_one
from xuncha.trust.actions.factors import drop_factors
from xuncha.trust.actions.sessions import end_sessions_of
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, FactorKind
from xuncha.trust.one_time import live_code

KEEPERS = frozenset({Role.SYSTEM, Role.SECURITY})
OUT = Sentence("已退出{n}个登录。", "Ended {n} sessions.")
DROPPED = Sentence(
    "双重验证已解除。本人下次登录后要重新设置。",
    "The second factors have ended; new ones are set up at the next log-in.",
)
NONE = Sentence("没有", "none")
OWN = Sentence("本人设置的密码", "a password of its owner's")
WAITING = Sentence("等待本人用登录码设置密码", "waits for its owner to use the one-time code")
NOTHING_YET = Sentence("还没有发放登录码", "no one-time code issued yet")


@page("accounts/<uuid:account>/log-in/", title=Sentence("登录与验证", "How it logs in"), roles=KEEPERS)
def signing_in(request: HttpRequest, account: UUID) -> HttpResponse:
    """``do=out`` ends every session; ``do=drop`` ends every second factor (security administrator)."""
    owner = see_one(Account, request.user, account)
    if request.method == "POST":
        if request.POST.get("do") == "drop":
            drop_factors(by=request.user, account=owner)
            return go(request, "stewards-signing_in", account=owner.pk, done=DROPPED)
        ended = end_sessions_of(by=request.user, account=owner)
        return go(request, "stewards-signing_in", account=owner.pk, done=OUT.filled(n=ended))
    held = list(factors.active(owner))
    open_ = sessions.open_of(owner.pk)
    may = request.user.sight.writing
    another = owner.pk != request.user.pk
    return show(
        request, "stewards/signing_in.html", owner=owner, facts=_facts(owner, held, len(open_)), sessions=len(open_),
        may_code=may.has({Role.SYSTEM}) and owner.is_active and another,
        may_drop=may.has({Role.SECURITY}) and bool(held) and another,
        crumbs=[
            Crumb(Sentence("账号", "Accounts"), reverse("stewards-accounts")),
            Crumb(same(owner.name), reverse("stewards-account", args=[owner.pk])),
        ],
    )  # fmt: skip


def _facts(owner: Account, held: list[object], open_: int) -> list[tuple[Sentence, object]]:
    way = OWN if owner.has_usable_password() else WAITING if live_code(owner) else NOTHING_YET
    kinds = sorted({FactorKind(one.kind).called for one in held}, key=str)
    last = timezone.localtime(owner.last_login).strftime("%Y-%m-%d %H:%M") if owner.last_login else NONE
    return [
        (Sentence("密码", "Password"), way),
        (Sentence("双重验证", "Second factors"), kinds or NONE),
        (Sentence("最近登录", "Last log-in"), last),
        (Sentence("正在登录的设备", "Open sessions"), open_),
    ]
