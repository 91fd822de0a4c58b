"""A grant is asked for, created and authorised, by three people; ending one needs nobody else and holds at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from xuncha.base.words import Sentence
from xuncha.trust import keyring
from xuncha.trust.act import Act, action
from xuncha.trust.actions._terms import check_form, check_hand
from xuncha.trust.core.roles import ADMINISTRATORS, AT_AN_INSPECTION, HEADS, OFFICE, Role
from xuncha.trust.models import Account, Grant

ASKS = frozenset({Role.OFFICE, Role.LEADING})
PENDING = (Grant.REQUESTED, Grant.CREATED)


@action("grant.ask", roles=ASKS | HEADS, where="anywhere", says=Sentence("申请授权", "ask for a grant"))
def ask_for_grant(
    act: Act,
    *,
    account: Account,
    role: Role,
    inspection: UUID | None = None,
    organisation: UUID | None = None,
    place: str = "",
    starts: date | None = None,
    ends: date | None = None,
    basis: str = "",
    read_only: bool = False,
    stands_in_for: Account | None = None,
) -> Grant:
    """Ask for a role: for the office, at one inspection, or (a contact) for one body.

    What is held or waits already for that long is given back. The heads of a team ask for roles at their own inspection.
    ``place`` is what the administrators read of where it holds. Raises Refusal for a role in a place where it means nothing,
    one that this hand may not hold beside others, somebody who must recuse himself, a drafted person without a last day, and
    a deputy of somebody who does not hold the role.
    """
    act.need(ASKS | HEADS if role in AT_AN_INSPECTION else ASKS, inspection)
    grant = Grant(
        account=account, role=role, inspection=inspection, organisation=organisation, place=place[:120],
        starts=starts or act.today, ends=ends, basis=basis[:120], read_only=read_only, stands_in_for=stands_in_for,
        requested_by=act.by, requested_on=act.today,
    )  # fmt: skip
    check_form(act, grant)
    same = _covering(grant)
    if same is not None:
        return same
    check_hand(act, grant)
    return act.add(grant, role=role.value, starts=grant.starts, ends=ends, read_only=read_only)


def _covering(grant: Grant) -> Grant | None:
    """A grant in force or on its way that says the same for all of the span."""
    same = Grant.objects.exclude(state=Grant.REFUSED).filter(
        account=grant.account, role=grant.role, inspection=grant.inspection, organisation=grant.organisation,
        read_only=grant.read_only, stands_in_for=grant.stands_in_for, starts__lte=grant.starts,
    )  # fmt: skip
    lasts = Q(ends=None) if grant.ends is None else Q(ends=None) | Q(ends__gte=grant.ends)
    return same.filter(lasts).first()


@action("grant.create", roles={Role.SYSTEM}, says=Sentence("开通授权", "create grants"))
def create_grants(act: Act, *, grants: Iterable[Grant]) -> int:
    """Create what was asked for, all or none; how many. Raises Refusal for one that waits no more or that concerns oneself."""
    return _step(act, grants, Grant.REQUESTED, state=Grant.CREATED, created_by=act.by, created_on=act.today)


@action("grant.authorise", roles={Role.SECURITY}, says=Sentence("核准授权", "authorise grants"))
def authorise_grants(act: Act, *, grants: Iterable[Grant]) -> int:
    """Bring into force what was created, all or none; how many. Raises Refusal as ``create_grants``."""
    return _step(
        act, grants, Grant.CREATED, state=Grant.EFFECTIVE, authorised_by=act.by, authorised_on=act.today
    )


@action(
    "grant.refuse",
    roles=ASKS | HEADS | {Role.SYSTEM, Role.SECURITY},
    where="anywhere",
    says=Sentence("退回授权申请", "refuse or withdraw requests"),
)
def refuse_grants(act: Act, *, grants: Iterable[Grant], reason: str) -> int:
    """Send back what waits, with a reason; who asked may take it back. Raises Refusal without a reason, NoRight."""
    if not reason.strip():
        act.refuse(
            "no-reason",
            Sentence("请写明退回的理由。", "Say why it is sent back."),
            Sentence("申请人据此更正后重新申请。", "Whoever asked corrects it and asks again."),
        )
    return sum(_sent_back(act, one, reason.strip()) for one in _fresh(act, grants))


@action("grant.end", roles=OFFICE, says=Sentence("终止授权", "end grants"))
def end_grants(act: Act, *, account: Account, inspection: UUID) -> int:
    """End every grant of an account at an inspection today, also those that still wait; gone from the next request on.

    The number that ended.
    """
    held = Grant.objects.filter(account=account, inspection=inspection)
    return sum(_ended(act, one) for one in held.filter(Q(ends=None) | Q(ends__gt=act.today)))


@action("grant.end_one", roles=OFFICE | {Role.SECURITY}, says=Sentence("终止一项授权", "end one grant"))
def end_grant(act: Act, *, grant: Grant, version: int | None = None) -> int:
    """End one grant today. Raises Refusal for the last holder of an administrator's role: appoint the successor first."""
    if grant.role in ADMINISTRATORS and not _others(act, grant):
        act.refuse(
            "last-administrator",
            Sentence(
                "这是最后一名在任的该管理员，不能终止。", "Nobody else holds this administrator's role."
            ),
            Sentence("请先按程序授权接任人，再终止。", "Have the successor authorised first."),
        )
    return _ended(act, grant, version)


def _ended(act: Act, grant: Grant, version: int | None = None) -> int:
    if grant.state in PENDING:
        return _sent_back(act, grant, "申请期间已终止")
    if grant.state == Grant.REFUSED or (grant.ends is not None and grant.ends <= act.today):
        return 0
    act.change(grant, version, ends=act.today, noting="ended")
    keyring.withdraw(grant.account_id, grant.inspection)
    return 1


def _sent_back(act: Act, grant: Grant, reason: str) -> int:
    stewards = {Grant.REQUESTED: {Role.SYSTEM}, Grant.CREATED: {Role.SYSTEM, Role.SECURITY}}.get(grant.state)
    if stewards is None:
        act.refuse(
            "waits-no-more",
            Sentence("其中有申请已经办结，不能退回。", "One of them is settled already."),
            Sentence("请刷新列表后重选。", "Reload the list and choose again."),
        )
    if grant.requested_by_id != act.by.pk:
        act.need(stewards | OFFICE)
    act.change(grant, state=Grant.REFUSED, refused_by=act.by, refused_because=reason[:200], noting="refused")
    return 1


def _step(act: Act, grants: Iterable[Grant], before: str, **step: object) -> int:
    rows = _fresh(act, grants)
    if any(one.state != before for one in rows):
        act.refuse(
            "waits-no-more",
            Sentence("其中有授权已经办过这一步，或者已被退回。", "One of them waits for this no more."),
            Sentence("请刷新列表后重选。", "Reload the list and choose again."),
        )
    for one in rows:
        _not_twice(act, one)
        act.change(one, noting=str(step["state"]), **step)
    return len(rows)


def _fresh(act: Act, grants: Iterable[Grant]) -> list[Grant]:
    """The grants as they stand now; asked, created and authorised by whom is decided on this, not on what a page showed."""
    keys = [one.pk for one in grants]
    related = ("account", "requested_by", "created_by")
    return list(act.see(Grant).filter(pk__in=keys).select_related(*related).order_by("pk"))


def _not_twice(act: Act, grant: Grant) -> None:
    """Nobody takes two steps of one grant, nor a step of his own; a person with two accounts is one person."""
    others = [one for one in (grant.account, grant.requested_by, grant.created_by) if one is not None]
    if any(_one_hand(one, act.by) for one in others):
        act.refuse(
            "three-people",
            Sentence(
                "申请、开通、核准必须由三个人办理，也不能办理本人的授权。",
                "Asking, creating and authorising take three people, and nobody does it for himself.",
            ),
            Sentence("请由另一名管理员或其B角办理。", "Let the other administrator or the deputy do it."),
        )


def _one_hand(one: Account, other: Account) -> bool:
    return one.pk == other.pk or (one.person_id is not None and one.person_id == other.person_id)


def _others(act: Act, grant: Grant) -> bool:
    """Whether somebody else holds an administrator's role without being a deputy for a time."""
    held = Grant.objects.filter(
        role=grant.role, state=Grant.EFFECTIVE, stands_in_for=None, account__is_active=True
    )
    held = held.filter(starts__lte=act.today).filter(Q(ends=None) | Q(ends__gt=act.today))
    return held.exclude(pk=grant.pk).exists()
