"""待办 of the administrators: what waits for their step; and of who asked: what was sent back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.todo import Todo, todos
from xuncha.trust.access import see
from xuncha.trust.core.roles import HEADS, OFFICE, Role
from xuncha.trust.models import Account, Grant

#: Days for which a request that was sent back stays on the list of who asked.
REMEMBERED = 14


@todos({Role.SYSTEM})
def to_create(account: Account, today: date) -> Iterable[Todo]:
    """One line for all that was asked for."""
    number = see(Grant, account).filter(state=Grant.REQUESTED).count()
    if number:
        says = Sentence(f"{number} 项授权等待开通", f"{number} grants to create")
        yield Todo(says, reverse("stewards-create"))


@todos({Role.SYSTEM})
def to_close(account: Account, today: date) -> Iterable[Todo]:
    """Drafted staff who once held a grant and hold or await none any more."""
    drafted = see(Account, account).filter(is_active=True, standing=Account.DRAFTED)
    theirs = see(Grant, account).filter(account__in=drafted)
    open_ = theirs.exclude(state=Grant.REFUSED).filter(Q(ends=None) | Q(ends__gt=today))
    had = theirs.filter(state=Grant.EFFECTIVE)
    number = len(
        set(had.values_list("account_id", flat=True)) - set(open_.values_list("account_id", flat=True))
    )
    if number:
        says = Sentence(f"{number} 个抽调人员的账号已没有授权，应停用", f"{number} drafted accounts to close")
        yield Todo(says, f"{reverse('stewards-accounts')}?of={Account.DRAFTED}")


@todos({Role.SECURITY})
def to_authorise(account: Account, today: date) -> Iterable[Todo]:
    """One line for all that was created."""
    number = see(Grant, account).filter(state=Grant.CREATED).count()
    if number:
        says = Sentence(f"{number} 项授权等待核准", f"{number} grants to authorise")
        yield Todo(says, reverse("stewards-authorise"))


@todos(OFFICE | HEADS | {Role.LEADING})
def sent_back(account: Account, today: date) -> Iterable[Todo]:
    """Requests of one's own that an administrator sent back lately."""
    since = today - timedelta(days=REMEMBERED)
    rows = see(Grant, account).filter(state=Grant.REFUSED, requested_by=account, requested_on__gte=since)
    for one in rows.exclude(refused_by=account).select_related("account"):
        says = Sentence(
            f"授权申请被退回：{one.account.name}（{one.refused_because}）",
            f"a request for a grant was sent back: {one.account.name} ({one.refused_because})",
        )
        yield Todo(says, reverse("stewards-account", args=[one.account_id]))
