"""Papers and what happened to them outside: signatures, decisions, numbers, attachments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from xuncha.papers.core import life
from xuncha.papers.core.form import Form
from xuncha.papers.core.forms import form_named
from xuncha.rulebook.models import value
from xuncha.trust.access import EVERYWHERE, Sight
from xuncha.trust.core.compartments import of_body, of_inspection
from xuncha.trust.core.roles import HEADS, TEAM, Role
from xuncha.trust.models import Account, RestrictedRow, Row
from xuncha.trust.vault import SealedField

AUDIENCES = {
    "team": TEAM | {Role.OFFICE},
    "members": TEAM,
    "petition": HEADS | {Role.PETITION},
    "leader": frozenset({Role.LEADER}),
    "office": frozenset({Role.OFFICE}),
}
KEPT_IN = {"team": "work", "members": "team", "petition": "letters", "leader": "leads", "office": "work"}
"""Audience → kind of compartment at an inspection."""
EXCHANGED = ("team", "members", "office")
"""Audiences whose papers and files a body may get to see; letters and leads never."""
_AUDIENCE_CHOICES = [(audience, audience) for audience in AUDIENCES]


def _kept_in(audience: str, inspection: object, body: object) -> str:
    """The compartment of what an audience reads; what a body gets or hands in lies in the compartment of that exchange."""
    if body and audience in EXCHANGED:
        return of_body(str(body), str(inspection) if inspection else None)
    return of_inspection(KEPT_IN[audience], str(inspection) if inspection else None)


class Attachment(RestrictedRow):
    """A file: its name, bytes and hash are sealed; clear is only its inspection and who may open it.

    ``working`` is the copy without metadata, empty where the original tells nothing; ``cleaned``: there is such a copy or no need.
    """

    inspection_id = models.UUIDField(null=True, db_index=True)
    audience = models.CharField(max_length=10, default="team", choices=_AUDIENCE_CHOICES)
    body_of = models.UUIDField(null=True, db_index=True)
    name = SealedField()
    content = SealedField()
    working = SealedField(null=True)
    cleaned = models.BooleanField(default=False)
    sha256 = SealedField()
    received_at = models.DateTimeField()

    def compartment(self) -> str:
        return _kept_in(self.audience, self.inspection_id, self.body_of)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return _by_audience(sight) | (sight.of_body("body_of") & Q(audience__in=EXCHANGED))


class Paper(RestrictedRow):
    """A paper and its life 草稿→送签→已签发→已用印→已送达(回执)→作废. Its frozen facts are sealed.

    `serial` counts all papers of the office; `title` is the form's, with the addressee where it helps, never a
    person's name; `code` is the keyed code of the facts, as printed.
    """

    form = models.CharField(max_length=60, db_index=True)
    serial = models.PositiveIntegerField(unique=True)
    inspection_id = models.UUIDField(null=True, db_index=True)
    organisation_id = models.UUIDField(null=True, db_index=True)
    about_id = models.UUIDField(null=True, db_index=True)
    audience = models.CharField(max_length=10, default="team", choices=_AUDIENCE_CHOICES)
    leaves_team = models.BooleanField(default=False)
    title = models.CharField(max_length=120)
    number = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, default=life.DRAFT)
    facts = SealedField()
    code = models.CharField(max_length=12)
    drafted_on = models.DateField()
    submitted_on = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    stamped_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    delivered_by = models.CharField(max_length=40, blank=True)
    receipt_on = models.DateField(null=True)
    receipt_at = models.CharField(max_length=120, blank=True)
    void_on = models.DateField(null=True)
    void_reason = models.CharField(max_length=200, blank=True)
    drafted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta(RestrictedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="one_paper_a_number"),
        ]

    if TYPE_CHECKING:
        drafted_by_id: object

    def compartment(self) -> str:
        return _kept_in(self.audience, self.inspection_id, self.organisation_id if self.leaves_team else None)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        handed_over = Q(leaves_team=True, delivered_on__isnull=False, audience__in=EXCHANGED)
        return _by_audience(sight) | (sight.of_body("organisation_id") & handed_over)

    @property
    def kind(self) -> Form:
        """The form it is in. Raises UnknownForm when the form has left the house."""
        return form_named(self.form)

    def standing(self, sign_offs: Iterable[SignOff]) -> life.Standing:
        """What `core.life` judges, from the row and those of its sign-offs that count."""
        signatures = tuple(
            life.Signature(one.step, one.recorded_by_id, one.signed_on, one.confirmed_by_id is not None)
            for one in sign_offs
            if not one.taken_back
        )
        days = (self.drafted_on, self.issued_on, self.stamped_on, self.delivered_on)
        return life.Standing(
            state=self.state,
            code=self.code,
            has_series=self.kind.series is not None,
            number=self.number,
            needs_seal=self.kind.needs_seal,
            leaves_team=self.leaves_team,
            signers=self.kind.signers,
            signatures=signatures,
            receipt=self.receipt_on is not None,
            last_day=max(day for day in days if day),
        )


def _by_audience(sight: Sight) -> Q:
    allowed = Q(pk__in=())
    for audience, roles in AUDIENCES.items():
        wide = EVERYWHERE if sight.wide & roles else Q(inspection_id__in=sight.inspections(roles))
        allowed |= Q(audience=audience) & wide
    return allowed


class SignOff(RestrictedRow):
    """A signature given in ink, recorded by a clerk (代录) with its scan or place, confirmed by another person.

    `step` is the form's signer (签发人); `audience` is the paper's; `taken_back`: the paper was withdrawn since.
    """

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="sign_offs")
    inspection_id = models.UUIDField(null=True, db_index=True)
    audience = models.CharField(max_length=10, default="team", choices=_AUDIENCE_CHOICES)
    step = models.CharField(max_length=40)
    signer = models.CharField(max_length=60)
    signed_on = models.DateField()
    opinion = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=12, db_index=True)
    original_at = models.CharField(max_length=120, blank=True)
    scan = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    taken_back = models.BooleanField(default=False)

    if TYPE_CHECKING:
        recorded_by_id: object
        confirmed_by_id: object

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return _by_audience(sight)


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


def organ(which: str, on: date) -> str:
    """The name under which a paper is issued: `which` is a key of the record papers.organs ("office", "group", …).

    The county's name is put in. Raises NoRule.
    """
    return value("papers.organs", on)[which].replace("{county}", _county())


def series_mark(series: str, on: date) -> str:
    """机关代字 of a number series, from the record papers.series.<series>, the place put in. Raises NoRule."""
    place = _county().removesuffix("县").removesuffix("市").removesuffix("区")
    return value(f"papers.series.{series}", on).replace("{place}", place)


def _county() -> str:
    """The county as it is written into names; that a demo is fictional is said at the head of every page."""
    return re.split(r"[(（]", settings.XUNCHA_COUNTY or "某县")[0]
