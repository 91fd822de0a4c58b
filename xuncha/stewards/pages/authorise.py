"""核准授权: the security administrator brings into force what was created."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page
from xuncha.stewards.pages._signing import Signing, signing
from xuncha.trust.actions.grants import authorise_grants
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Grant

TITLE = Sentence("核准授权", "Authorise grants")
STEP = Signing(
    page="stewards-authorise",
    waits=Grant.CREATED,
    sign=authorise_grants,
    button=Sentence("核准勾选的", "Authorise those ticked"),
    button_all=Sentence("全部核准（{n}项）", "Authorise all {n}"),
    title=TITLE,
    lead=Sentence(
        "核准后立即生效。对照纸面的授权任职通知核对人员、角色和范围。",
        "They hold at once. Compare persons, roles and places with the signed paper.",
    ),
    checks=(
        Sentence("人员、角色与签发的授权任职通知一致。", "Persons and roles are those of the signed paper."),
        Sentence("权限够用就行：能按任务授权的不授全办。", "No more than the work needs: a task rather than the whole office."),
        Sentence(
            "应当回避的没有授权；系统已按登记的回避事实拦截，未登记的要问。",
            "Nobody who must recuse himself; ask where nothing was declared.",
        ),
        Sentence("三员不兼任，也没有业务角色。", "The three administrators are kept apart and hold no business role."),
    ),
    empty=Sentence("没有等待核准的授权。", "Nothing waits to be authorised."),
    done=Sentence("已核准 {n} 项，立即生效。", "{n} authorised; they are in force."),
)  # fmt: skip


@page("grants/authorise/", title=TITLE, roles={Role.SECURITY}, menu=Menu("settings", 22))
def authorise(request: HttpRequest) -> HttpResponse:
    """In bulk, or one by one."""
    return signing(request, STEP)
