"""谁有什么权限: every grant in force, by role, with its deputy (AB角); what is held without one is shown."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page, show
from xuncha.desk.table import Link, Mark, Table
from xuncha.stewards.granted import READ_ONLY, STANDINGS, holds, place_of
from xuncha.stewards.pages.accounts import READERS
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Grant

TITLE = Sentence("谁有什么权限", "Who holds what")
COLUMNS = (
    Column("role", Sentence("角色", "Role")),
    Column("where", Sentence("范围", "Where")),
    Column("who", Sentence("人员（A角）", "Who")),
    Column("standing", Sentence("类别", "Standing")),
    Column("ends", Sentence("到期", "Until"), "date"),
    Column("deputy", Sentence("B角及代办期限", "Deputy, until")),
    Column("basis", Sentence("依据", "Basis")),
)
EMPTY = Sentence("今天没有任何授权有效。", "No grant is in force today.")
NO_DEPUTY = Mark(Sentence("没有B角", "no deputy"), "wait")
#: Roles of which another holder at the same place can do the work: no deputy is asked for.
SHARED = frozenset({Role.OFFICE, Role.MEMBER, Role.LEADING, Role.CONTACT})


@page("grants/", title=TITLE, roles=READERS, menu=Menu("settings", 21))
def holding(request: HttpRequest) -> HttpResponse:
    """In the order of the roles; a deputy stands beside the one he stands in for, not on a line of his own."""
    today = clock.today()
    grants = see(Grant, request.user).filter(state=Grant.EFFECTIVE)
    held = [one for one in grants.select_related("account", "stands_in_for") if one.account.is_active]
    current = [one for one in held if holds(one, today)]
    deputies: dict[Any, list[Grant]] = {}
    for one in held:
        if one.stands_in_for_id and (one.ends is None or one.ends > today):
            deputies.setdefault(_seat(one, one.stands_in_for_id), []).append(one)
    own = [one for one in current if one.stands_in_for_id is None]
    own.sort(key=lambda one: (list(Role).index(Role(one.role)), one.place, one.account.name))
    rows = [_row(one, deputies.get(_seat(one, one.account_id), []), own) for one in own]
    return show(request, "stewards/holding.html", table=Table("holding", TITLE, COLUMNS, rows, empty=EMPTY))


def _seat(grant: Grant, principal: Any) -> tuple[Any, ...]:
    return principal, grant.role, grant.inspection, grant.organisation


def _row(one: Grant, deputies: list[Grant], all_: list[Grant]) -> dict[str, Any]:
    role = Role(one.role)
    others = [two for two in all_ if two.pk != one.pk and _seat(two, None) == _seat(one, None)]
    named = [f"{two.account.name}（{two.starts} — {two.ends}）" for two in deputies]
    return {
        "role": [role.called, READ_ONLY] if one.read_only else role.called,
        "where": place_of(one),
        "who": Link(one.account.name, reverse("stewards-account", args=[one.account_id])),
        "standing": STANDINGS[one.account.standing],
        "ends": one.ends,
        "deputy": named or (None if (role in SHARED and others) or role in (Role.LEADING, Role.CONTACT) else NO_DEPUTY),
        "basis": one.basis,
    }  # fmt: skip
