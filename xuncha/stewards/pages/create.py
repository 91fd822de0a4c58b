"""开通授权: the system administrator creates what was asked for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page
from xuncha.stewards.pages._signing import Signing, signing
from xuncha.trust.actions.grants import create_grants
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Grant

TITLE = Sentence("开通授权", "Create grants")
STEP = Signing(
    page="stewards-create",
    waits=Grant.REQUESTED,
    sign=create_grants,
    button=Sentence("开通勾选的", "Create those ticked"),
    button_all=Sentence("全部开通（{n}项）", "Create all {n}"),
    title=TITLE,
    lead=Sentence(
        "巡察办申请的授权在这里开通；开通后还要安全保密管理员核准才生效。",
        "What was asked for is created here; it holds once the security administrator has authorised it.",
    ),
    checks=(
        Sentence("账号属于本人，一人一号，没有合用。", "The account is this person's own and shared with nobody."),
        Sentence("抽调人员有到期日。", "A drafted person has a last day."),
        Sentence("依据写明了文号或者决定。", "The basis names a paper or a decision."),
    ),
    empty=Sentence("没有等待开通的授权。", "Nothing waits to be created."),
    done=Sentence("已开通 {n} 项，等待安全保密管理员核准。", "{n} created; they wait for the security administrator."),
)  # fmt: skip


@page("grants/create/", title=TITLE, roles={Role.SYSTEM}, menu=Menu("settings", 22))
def create(request: HttpRequest) -> HttpResponse:
    """In bulk, or one by one."""
    return signing(request, STEP)
