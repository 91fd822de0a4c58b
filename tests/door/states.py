"""Accounts in every state in which somebody may knock: inside, outside, not yet, no more, kept apart, kept away."""

from __future__ import annotations

from datetime import date, timedelta

from tests.cast import TODAY, Cast, account, grant
from xuncha.registry.models import Person, Post, Tenure
from xuncha.rounds.models import Inspection, Round
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, Grant

INSIDE = (
    "leader", "deputy", "liaison", "member", "member2", "petition", "office", "office2", "leading", "contact", "reader",
)  # fmt: skip
ADMINISTRATORS = ("system", "security", "audit")
ELSEWHERE = ("stranger", "elsewhere", "contact2")
#: Grants that do not hold: ended, not begun, asked for only, not authorised, refused; a closed account; somebody recused.
WITHOUT = ("left", "later", "asked", "created", "refused", "closed", "recused", "nobody")
OUTSIDE = (*ADMINISTRATORS, *ELSEWHERE, *WITHOUT)
EVERYBODY = (*INSIDE, *OUTSIDE)
TEAM_ROLES = (Role.LEADER, Role.DEPUTY, Role.LIAISON, Role.MEMBER, Role.PETITION)


def people(cast: Cast) -> None:
    """Add to the cast whoever it does not have yet."""
    for name in ("left", "later", "asked", "created", "refused", "closed", "recused", "elsewhere", "reader"):
        cast.accounts[name] = account(name, f"虚构{name}")
    _all_roles(cast.left, cast.inspection)
    Grant.objects.filter(account=cast.left).update(ends=TODAY)
    for role in TEAM_ROLES:
        tomorrow = {
            "starts": TODAY + timedelta(days=1),
            "created_by": cast.system,
            "authorised_by": cast.security,
        }
        days = {"requested_on": TODAY, "created_on": TODAY, "authorised_on": TODAY}
        Grant.objects.create(
            account=cast.later, role=role, inspection=cast.inspection.pk, state=Grant.EFFECTIVE, requested_by=cast.office,
            **tomorrow, **days,
        )  # fmt: skip
    _unfinished(cast)
    _all_roles(cast.closed, cast.inspection)
    Account.objects.filter(pk=cast.closed.pk).update(is_active=False)
    _all_roles(cast.elsewhere, another_round(cast))
    grant(cast.reader, Role.LEADER, inspection=cast.inspection.pk, read_only=True)
    _recuse(cast)
    for one in cast.accounts.values():
        one.refresh_from_db()
        one.__dict__.pop("sight", None)


def _all_roles(one: Account, inspection: Inspection) -> None:
    for role in TEAM_ROLES:
        grant(one, role, inspection=inspection.pk)


def _unfinished(cast: Cast) -> None:
    """Grants that stopped on the way to being in force."""
    asked = {"role": Role.LEADER, "inspection": cast.inspection.pk, "starts": date(2026, 1, 1)}
    asked |= {"requested_by": cast.office, "requested_on": date(2026, 1, 1)}
    created = {"created_by": cast.system, "created_on": date(2026, 1, 1)}
    Grant.objects.create(account=cast.asked, **asked)
    Grant.objects.create(account=cast.created, state=Grant.CREATED, **asked, **created)
    Grant.objects.create(account=cast.refused, state=Grant.REFUSED, refused_because="不符", **asked)


def _recuse(cast: Cast) -> None:
    """Somebody with every role of the team who once served in the inspected body."""
    person = Person.objects.create(name="曾任职者")
    post = Post.objects.create(organisation=cast.unit, title="原科员")
    Tenure.objects.create(person=person, post=post, starts="2015-01", ends="2018-01")
    Account.objects.filter(pk=cast.recused.pk).update(person_id=person.pk)
    _all_roles(cast.recused, cast.inspection)


def another_round(cast: Cast) -> Inspection:
    """An inspection of the round before, of the same target."""
    before = Round.objects.create(
        term=cast.term, number=2, kind="常规", title="第十五届县委第2轮巡察", entry_day=date(2026, 3, 2),
        leaves_day=date(2026, 4, 30), state="open",
    )  # fmt: skip
    return Inspection.objects.create(
        round=before, target=cast.inspection.target, title="上一轮巡察", starts=before.entry_day,
        ends=before.leaves_day, stage="on_site",
    )  # fmt: skip
