"""What a grant must be before it may be asked for, in words; the database refuses the rest (``trust/separation.py``)."""

from __future__ import annotations

from django.db.models import Q

from xuncha.base.words import Sentence
from xuncha.trust.act import Act
from xuncha.trust.core.roles import ADMINISTRATORS, AT_AN_INSPECTION, Role
from xuncha.trust.core.separation import clash
from xuncha.trust.models import Account, Grant
from xuncha.trust.recusal import recused


def check_form(act: Act, grant: Grant) -> None:
    """A role in a place where it means something, over a span that is one; drafted staff and deputies have a last day."""
    _fits(act, grant)
    if grant.ends is not None and grant.ends <= grant.starts:
        act.refuse(
            "ends-first",
            Sentence("到期日要晚于开始日。", "The last day must come after the first."),
            Sentence("请核对两个日期。", "Check both days."),
        )
    if grant.account.standing == Account.DRAFTED and (
        grant.ends is None or grant.role not in AT_AN_INSPECTION
    ):
        act.refuse(
            "drafted-undated",
            Sentence(
                f"{grant.account.name}是抽调人员，只按巡察任务授权，并且要有到期日。",
                f"{grant.account.name} is drafted: roles at an inspection only, with a last day.",
            ),
            Sentence(
                "填写到期日，或先把账号改为专职。", "Enter the last day, or make the account full-time first."
            ),
        )
    if grant.stands_in_for is not None and grant.ends is None:
        act.refuse(
            "deputy-undated",
            Sentence("B角代办要写明到期日。", "A deputy stands in until a day."),
            Sentence("填写代办的起止日期。", "Enter from when until when."),
        )


def check_hand(act: Act, grant: Grant) -> None:
    """Whether this person may hold it: kept apart from other roles, not recused, and standing in for somebody who holds it."""
    _kept_apart(act, grant)
    if recused(grant.account, grant.inspection):
        act.refuse(
            "recused",
            Sentence(
                f"{grant.account.name}与被巡察单位有应回避的关系，不能授权。",
                f"{grant.account.name} must keep out of this inspection.",
            ),
            Sentence(
                "请另选人员，或由巡察办核对回避登记。", "Choose somebody else, or check what was declared."
            ),
        )
    if grant.stands_in_for is not None:
        _principal_holds(act, grant)


def _fits(act: Act, grant: Grant) -> None:
    role = Role(grant.role)
    wrong = (
        (role is Role.CONTACT) != (grant.organisation is not None)
        or (role in AT_AN_INSPECTION) != (grant.inspection is not None)
        or (role in ADMINISTRATORS and (grant.inspection or grant.organisation) is not None)
    )
    if wrong:
        act.refuse(
            "role-out-of-place",
            Sentence(
                f"“{role.called.zh}”不能这样授予。", f"“{role.called.en}” cannot be granted in this way."
            ),
            Sentence(
                "巡察组角色按巡察任务授予，联络人按单位授予，其余角色面向全办授予。",
                "Team roles are granted at an inspection, contacts for a body, all others for the office.",
            ),
        )


def _kept_apart(act: Act, grant: Grant) -> None:
    """Two administrators, or an administrator with business, in one hand: one account, or all of one person."""
    role, person = Role(grant.role), grant.account.person_id
    hand = Q(account=grant.account) | (Q(account__person_id=person) if person else Q(pk=None))
    meets = Q(ends=None) | Q(ends__gt=grant.starts)
    if grant.ends is not None:
        meets &= Q(starts__lt=grant.ends)
    held = Grant.objects.filter(hand & meets).exclude(state=Grant.REFUSED).values_list("role", flat=True)
    other = clash(role, {Role(one) for one in held})
    if other is not None:
        act.refuse(
            "kept-apart",
            Sentence(
                f"同一人不能既是“{role.called.zh}”又是“{other.called.zh}”。",
                f"One person cannot be {role.called.en} and {other.called.en}.",
            ),
            Sentence(
                "三员互不兼任，也不兼业务角色；请另选人员，或先终止原授权。",
                "The three administrators are kept apart and have no business role; choose somebody else.",
            ),
        )


def _principal_holds(act: Act, grant: Grant) -> None:
    held = Grant.objects.filter(
        account=grant.stands_in_for, role=grant.role, inspection=grant.inspection, organisation=grant.organisation,
        state=Grant.EFFECTIVE,
    ).filter(Q(ends=None) | Q(ends__gt=grant.starts))  # fmt: skip
    if not held.exists():
        title = Role(grant.role).called
        act.refuse(
            "no-principal",
            Sentence(
                f"A角没有“{title.zh}”这项授权，不能由别人代办。", "The principal does not hold this role."
            ),
            Sentence("请核对A角和角色。", "Check the principal and the role."),
        )
