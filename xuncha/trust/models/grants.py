"""What an account was granted: a role over a span of days, asked for, created and authorised by three people."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.trust.core.roles import ADMINISTRATORS, Role
from xuncha.trust.models.accounts import Account
from xuncha.trust.models.rows import Row

FIRST_START = "首次启用仪式"


def _differ(one: str, other: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{one: None}) | Q(**{other: None}) | ~Q(**{one: F(other)}),
        name=f"grant_{one}_not_{other}",
    )


class Grant(Row):
    """A role held by an account over a span of days: for the office, at one inspection, or for one body.

    ``state``: requested → created → effective, or refused on the way. ``inspection`` and ``organisation`` are keys of rows of later
    rooms, of which trust knows nothing else; ``place`` is how the administrators' pages call them, and says no more than they need.
    ``stands_in_for``: held as the dated deputy of that account (AB角). ``ceremony``: made at the first start, before there were three
    people. What a grant says never changes; its end may only come earlier. Constraints here and triggers in ``trust/separation.py``.
    """

    REQUESTED, CREATED, EFFECTIVE, REFUSED = "requested", "created", "effective", "refused"

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=12, choices=[(role.value, str(role.called)) for role in Role])
    inspection = models.UUIDField(null=True, blank=True, db_index=True)
    organisation = models.UUIDField(null=True, blank=True, db_index=True)
    place = models.CharField(max_length=120, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=120, blank=True)
    read_only = models.BooleanField(default=False)
    stands_in_for = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    ceremony = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=REQUESTED, db_index=True)
    requested_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    requested_on = models.DateField(null=True)
    created_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    created_on = models.DateField(null=True)
    authorised_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    authorised_on = models.DateField(null=True)
    refused_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    refused_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(state="requested", created_by=None, authorised_by=None)
                    | Q(state="created", created_by__isnull=False, authorised_by=None)
                    | Q(state="effective", created_by__isnull=False, authorised_by__isnull=False)
                    | Q(state="effective", ceremony=True, role__in=sorted(ADMINISTRATORS), created_by=None, authorised_by=None)
                    | Q(state="refused", authorised_by=None) & ~Q(refused_because="")
                ),
                name="grant_goes_through_its_states",
            ),
            models.CheckConstraint(
                condition=Q(requested_by__isnull=False, ceremony=False)
                | Q(requested_by=None, ceremony=True, role__in=sorted(ADMINISTRATORS | {Role.OFFICE})),
                name="grant_asked_for_or_first",
            ),
            _differ("requested_by", "created_by"),
            _differ("requested_by", "authorised_by"),
            _differ("created_by", "authorised_by"),
            _differ("account", "created_by"),
            _differ("account", "authorised_by"),
            _differ("account", "stands_in_for"),
            models.CheckConstraint(
                condition=Q(created_by=None, created_on=None)
                | Q(created_by__isnull=False, created_on__isnull=False),
                name="grant_created_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(authorised_by=None, authorised_on=None)
                | Q(authorised_by__isnull=False, authorised_on__isnull=False),
                name="grant_authorised_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(stands_in_for=None) | Q(ends__isnull=False), name="grant_of_a_deputy_is_dated"
            ),
        ]  # fmt: skip


class FirstStart(Row):
    """首次启用: when the office began, and whether one person only tries it out (``trial`` is then marked on every page)."""

    held_on = models.DateField()
    trial = models.BooleanField(default=False)


def on_trial() -> bool:
    """Whether the first start was one person's trial; there is no way from a trial to real work but a new data folder."""
    return FirstStart.objects.filter(trial=True).exists()
