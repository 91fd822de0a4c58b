"""Papers and what happened to them outside: signatures, decisions, numbers, attachments."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.trust.access import EVERYWHERE, Sight
from xuncha.trust.core.roles import AT_AN_INSPECTION, HEADS, TEAM, Role
from xuncha.trust.models import Account, RestrictedRow, Row
from xuncha.trust.vault import SealedField

AUDIENCES = {
    "team": TEAM | {Role.OFFICE},
    "petition": HEADS | {Role.PETITION},
    "leader": frozenset({Role.LEADER}),
    "office": frozenset({Role.OFFICE}),
}


class Attachment(RestrictedRow):
    """A file: its name, its bytes and its hash are sealed; clear is only which inspection it belongs to and who may open it."""

    inspection_id = models.UUIDField(null=True, db_index=True)
    audience = models.CharField(max_length=10, default="team", choices=[(a, a) for a in AUDIENCES])
    body_of = models.UUIDField(null=True, db_index=True)
    name = SealedField()
    content = SealedField()
    sha256 = SealedField()
    received_at = models.DateTimeField()

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return _by_audience(sight) | sight.of_body("body_of")


class Paper(RestrictedRow):
    """A paper with its life 草稿→送签→已签发→已用印→已送达(回执)→作废. Its frozen facts are sealed; ``code`` is their short code."""

    form = models.CharField(max_length=60, db_index=True)
    inspection_id = models.UUIDField(null=True, db_index=True)
    organisation_id = models.UUIDField(null=True, db_index=True)
    about_id = models.UUIDField(null=True, db_index=True)
    audience = models.CharField(max_length=10, default="team", choices=[(a, a) for a in AUDIENCES])
    leaves_team = models.BooleanField(default=False)
    title = models.CharField(max_length=120)
    number = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, default="draft")
    facts = SealedField()
    code = models.CharField(max_length=12)
    drafted_on = models.DateField()
    issued_on = models.DateField(null=True)
    stamped_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    receipt_on = models.DateField(null=True)
    void_reason = models.CharField(max_length=200, blank=True)
    drafted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta(RestrictedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="one_paper_a_number"),
        ]

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        handed_over = Q(leaves_team=True, delivered_on__isnull=False)
        return _by_audience(sight) | (sight.of_body("organisation_id") & handed_over)


def _by_audience(sight: Sight) -> Q:
    allowed = Q(pk__in=())
    for audience, roles in AUDIENCES.items():
        wide = EVERYWHERE if sight.wide & roles else Q(inspection_id__in=sight.inspections(roles))
        allowed |= Q(audience=audience) & wide
    return allowed


class SignOff(RestrictedRow):
    """A signature given on paper, recorded by a clerk (代录) with a scan or the place of the original, confirmed by another."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="sign_offs")
    inspection_id = models.UUIDField(null=True, db_index=True)
    step = models.CharField(max_length=40)
    signer = models.CharField(max_length=60)
    signed_on = models.DateField()
    opinion = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=12)
    original_at = models.CharField(max_length=120, blank=True)
    scan = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return sight.q("inspection_id", AT_AN_INSPECTION | {Role.OFFICE})


class Decision(RestrictedRow):
    """A decision taken outside by a body on a date; recorded here with its document, confirmed by another."""

    inspection_id = models.UUIDField(null=True, db_index=True)
    about_id = models.UUIDField(null=True, db_index=True)
    kind = models.CharField(max_length=40)
    body = models.CharField(max_length=80)
    decided_on = models.DateField()
    document = models.CharField(max_length=120)
    says = models.TextField(blank=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="decisions")
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return sight.q("inspection_id", TEAM | {Role.OFFICE})


class NumberSeries(Row):
    """The last number given in a series and year; numbers are never used again."""

    series = models.CharField(max_length=40)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_row_a_series")]
