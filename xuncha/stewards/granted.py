"""Grants and accounts in words and rows: what the pages of the administrators, of the office and of an account itself show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.table import Mark
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, Grant

STANDINGS = {
    Account.FULL_TIME: Sentence("专职人员", "Full-time"),
    Account.DRAFTED: Sentence("抽调人员", "Drafted"),
    Account.CONTACT: Sentence("单位联络人", "Contacts"),
    Account.STEWARD: Sentence("三员（本职在其他部门）", "Administrators"),
}
COLUMNS = (
    Column("role", Sentence("角色", "Role")),
    Column("where", Sentence("范围", "Where")),
    Column("starts", Sentence("开始", "From"), "date"),
    Column("ends", Sentence("到期", "Until"), "date"),
    Column("state", Sentence("状态", "State"), "mark"),
    Column("basis", Sentence("依据", "Basis")),
    Column("steps", Sentence("申请 / 开通 / 核准", "Asked, created, authorised by")),
)
EMPTY = Sentence("还没有授权。", "No grants yet.")
WHOLE_OFFICE = Sentence("全办", "the whole office")
AT_WORK = Sentence("一项巡察任务", "an inspection")
A_BODY = Sentence("一个单位", "a body")
READ_ONLY = Sentence("只读", "read only")
NOT_YET = Mark(Sentence("未到开始日", "not yet"), "plain")
ENDED = Mark(Sentence("已终止", "ended"), "off")
VALID = Mark(Sentence("有效", "in force"), "ok")
STATES = {
    Grant.REQUESTED: Mark(Sentence("待开通", "to be created"), "wait"),
    Grant.CREATED: Mark(Sentence("待核准", "to be authorised"), "wait"),
    Grant.REFUSED: Mark(Sentence("已退回", "sent back"), "off"),
}


def place_of(grant: Grant) -> Sentence | str:
    """Where a grant holds, in the words that were given for the administrators."""
    if grant.place:
        return grant.place
    return A_BODY if grant.organisation else AT_WORK if grant.inspection else WHOLE_OFFICE


def state_of(grant: Grant, today: date) -> Mark:
    """How far a grant has come, or whether it holds."""
    if grant.state != Grant.EFFECTIVE:
        return STATES[grant.state]
    if grant.starts > today:
        return NOT_YET
    return ENDED if grant.ends is not None and grant.ends <= today else VALID


def holds(grant: Grant, today: date) -> bool:
    """Whether a grant is in force on a day."""
    return state_of(grant, today) is VALID


def called(grant: Grant) -> Sentence:
    """A role as the tables name it, with what is special about this grant of it."""
    role = Role(grant.role).called
    more = [READ_ONLY] if grant.read_only else []
    if grant.stands_in_for is not None:
        more.append(Sentence(f"代{grant.stands_in_for.name}", f"for {grant.stands_in_for.name}"))
    if not more:
        return role
    return Sentence(
        f"{role.zh}（{'，'.join(one.zh for one in more)}）",
        f"{role.en} ({', '.join(one.en for one in more)})",
    )


def rows_of(grants: Iterable[Grant], today: date) -> list[dict[str, Any]]:
    """Grants, with the accounts of their steps loaded, as rows of ``COLUMNS``."""
    return [
        {
            "role": called(one),
            "where": place_of(one),
            "starts": one.starts,
            "ends": one.ends,
            "state": state_of(one, today),
            "basis": one.basis
            if not one.refused_because
            else [one.basis, Sentence(f"退回：{one.refused_because}", f"sent back: {one.refused_because}")],
            "steps": steps_of(one),
        }
        for one in grants
    ]


def steps_of(grant: Grant) -> Sentence | str:
    """Who took which step; a dash for a step that is not taken."""
    if grant.ceremony and grant.created_by is None and grant.state == Grant.EFFECTIVE:
        return Sentence("首次启用仪式", "first start")
    people = (grant.requested_by, grant.created_by, grant.authorised_by)
    return " / ".join(one.name if one else "—" for one in people)
