"""One's own account: what it may do until when, how it logs in, and where it is logged in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.table import Mark, Table
from xuncha.office.pages._entering import moment
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Inspection
from xuncha.stewards.granted import state_of
from xuncha.trust import clock, own_password, sessions
from xuncha.trust.access import see
from xuncha.trust.actions.enter import BEFORE
from xuncha.trust.actions.sessions import end_other_sessions
from xuncha.trust.core.roles import EVERYONE, Role
from xuncha.trust.factors import active
from xuncha.trust.models import Account, FactorKind, Grant

COLUMNS = (
    Column("role", Sentence("角色", "Role")),
    Column("where", Sentence("范围", "Where")),
    Column("starts", Sentence("开始", "From"), "date"),
    Column("ends", Sentence("到期", "Until"), "date"),
    Column("state", Sentence("状态", "State"), "mark"),
    Column("basis", Sentence("依据", "Basis")),
)
NO_GRANT = Sentence(
    "还没有授权。请联系巡察办按程序授权。", "No grants yet. Ask the inspection office for one."
)
WHOLE_OFFICE = Sentence("全办", "the whole office")
ENDED_PLACE = Sentence("已结束的任务", "an inspection that has ended")


SESSIONS = (
    Column("browser", Sentence("设备", "Machine")),
    Column("began", Sentence("登录时间", "Since")),
    Column("seen", Sentence("最近使用", "Last used")),
    Column("state", Sentence("状态", "State"), "mark"),
)
THIS_ONE = Mark(Sentence("本机", "this one"), "ok")
OTHER = Mark(Sentence("其他设备", "another"), "plain")
NAMELESS = Sentence("未识别的浏览器", "unknown browser")
ENDED = Sentence("已退出其他设备上的{n}个登录。", "Ended {n} other sessions.")
NONE_YET = Sentence("还没有设置", "none set up")
FIRST = Sentence("这是第一次登录", "this is the first log-in")


@page("account/", title=Sentence("我的账号", "My account"), roles=EVERYONE)
def account(request: HttpRequest) -> HttpResponse:
    """Grants, password, second factors, and the sessions that are open; one button ends all others."""
    owner = request.user
    if request.method == "POST":
        ended = end_other_sessions(by=owner, session_key=request.session.session_key)
        return go(request, "office-account", done=ENDED.filled(n=ended))
    grants = Table("grants", Sentence("我的授权", "My grants"), COLUMNS, grant_rows(owner), empty=NO_GRANT)
    rows = session_rows(owner, request.session.session_key or "")
    open_ = Table("sessions", Sentence("已登录的设备", "Open sessions"), SESSIONS, rows)
    return show(
        request,
        "office/account.html",
        facts=_facts(request),
        grants=grants,
        sessions=open_,
        others=len(rows) - 1,
    )


def _facts(request: HttpRequest) -> list[tuple[Sentence, object]]:
    owner = request.user
    before = request.session.get(BEFORE, {}).get("at")
    kinds = {FactorKind(one.kind).called for one in active(owner)}
    return [
        (Sentence("姓名", "Name"), owner.name),
        (Sentence("账号", "Account"), owner.login),
        (Sentence("上次登录", "Last log-in"), moment(before) if before else FIRST),
        (Sentence("密码启用日期", "Password since"), own_password.since(owner)),
        (Sentence("双重验证", "Second factors"), sorted(kinds, key=str) or NONE_YET),
    ]


def session_rows(owner: Account, session_key: str) -> list[dict[str, Any]]:
    """The open sessions of an account as rows of ``SESSIONS``, the latest used first."""
    here = sessions.digest(session_key)
    return [
        {
            "browser": one.browser or NAMELESS,
            "began": _at(one.began),
            "seen": _at(one.seen),
            "state": THIS_ONE if one.session_key == here else OTHER,
        }
        for one in sessions.open_of(owner.pk)
    ]


def _at(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def grant_rows(owner: Account) -> list[dict[str, Any]]:
    """The grants of an account as rows of ``COLUMNS``, the newest first."""
    grants = list(see(Grant, owner).filter(account=owner).order_by("-starts", "role"))
    inspections = {one.pk: one.title for one in see(Inspection, owner)}
    bodies = see(Organisation, owner).in_bulk([one.organisation for one in grants if one.organisation])
    return [
        {
            "role": Role(one.role).called,
            "where": _place(one, inspections, bodies),
            "starts": one.starts,
            "ends": one.ends,
            "state": state_of(one, clock.today()),
            "basis": one.basis,
        }
        for one in grants
    ]


def _place(grant: Grant, inspections: dict[Any, str], bodies: dict[Any, Organisation]) -> object:
    if grant.organisation:
        return bodies[grant.organisation].name if grant.organisation in bodies else ENDED_PLACE
    if grant.inspection:
        return inspections.get(grant.inspection, ENDED_PLACE)
    return WHOLE_OFFICE
