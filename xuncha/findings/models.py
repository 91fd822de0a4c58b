"""From what was noticed to what is said: observations, working papers, findings; and leads, which go their own way."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.papers.models import Attachment
from xuncha.rounds.models import Inspection
from xuncha.trust.access import Sight
from xuncha.trust.core.roles import HEADS, TEAM, Role
from xuncha.trust.models import Account, RestrictedRow
from xuncha.trust.vault import SealedField


class TeamRow(RestrictedRow):
    """Rows that the team of the inspection sees."""

    class Meta(RestrictedRow.Meta):
        abstract = True

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return Q(inspection_id__in=sight.inspections(TEAM))


class Observation(TeamRow):
    """待核事项: something to look into, from one source (``letter``, ``interview``, ``hit``, ``note`` …)."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="observations")
    serial = models.PositiveIntegerField()
    source = models.CharField(max_length=12)
    source_id = models.UUIDField(null=True)
    area = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, default="open")
    text = SealedField()
    outcome = SealedField(null=True)
    raised_on = models.DateField()
    raised_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        """An observation out of a letter is for those who may read letters: its mere presence would tell."""
        team = Q(inspection_id__in=sight.inspections(TEAM)) & ~Q(source="letter")
        return team | Q(inspection_id__in=sight.inspections(HEADS | {Role.PETITION}), source="letter")


class WorkingPaper(TeamRow):
    """问题底稿: one matter about the body, one sheet, by at least two authors. Never about a person."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="working_papers")
    serial = models.PositiveIntegerField()
    area = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default="draft")
    title = SealedField()
    text = SealedField()
    basis = SealedField(null=True)
    starts = models.CharField(max_length=10, blank=True)
    ends = models.CharField(max_length=10, blank=True)
    observations = models.ManyToManyField(Observation, related_name="working_papers")
    authors = models.ManyToManyField(Account, related_name="+")


class Evidence(TeamRow):
    """What a working paper or observation rests on, with the page it is found on."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, null=True, related_name="evidence")
    working_paper = models.ForeignKey(WorkingPaper, on_delete=models.PROTECT, null=True, related_name="evidence")
    number = models.PositiveIntegerField()
    says = SealedField()
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")


class Confirmation(TeamRow):
    """事实确认: what the body says to the facts; skipped only with a reason."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    working_paper = models.OneToOneField(WorkingPaper, on_delete=models.PROTECT, related_name="confirmation")
    answer = models.CharField(max_length=12, blank=True)
    handed_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    explanation = SealedField(null=True)
    skipped_because = SealedField(null=True)
    reply = SealedField(null=True)
    replied_by = models.CharField(max_length=80, blank=True)


class Finding(RestrictedRow):
    """问题: about the body, out of one or more working papers, dated by the period in which it happened."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    serial = models.PositiveIntegerField()
    area = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default="draft")
    title = SealedField()
    text = SealedField()
    starts = models.CharField(max_length=10, blank=True)
    ends = models.CharField(max_length=10, blank=True)
    organisation_id = models.UUIDField(null=True)
    working_papers = models.ManyToManyField(WorkingPaper, related_name="findings")
    released_names = SealedField(null=True)
    approved_on = models.DateField(null=True)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        reported = Q(state__in=("reported", "fed_back"))
        office = reported if Role.OFFICE in sight.wide else Q(pk__in=())
        return Q(inspection_id__in=sight.inspections(TEAM)) | office


class Attribution(RestrictedRow):
    """该时段任职人员: proposed from tenures, confirmed by a person, frozen. 任职对应,不等于责任认定."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="attributions")
    state = models.CharField(max_length=12, default="proposed")
    frozen_at = models.CharField(max_length=12, blank=True)
    tenures = SealedField()
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        office = Q(finding__state__in=("reported", "fed_back")) if Role.OFFICE in sight.wide else Q(pk__in=())
        return Q(inspection_id__in=sight.inspections(TEAM)) | office


class Lead(RestrictedRow):
    """问题线索: about a person; sealed at once, to the team leader only; leaves by transfer, never through a working paper."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="leads")
    serial = models.PositiveIntegerField()
    state = models.CharField(max_length=12, default="sealed")
    body = SealedField()
    explanation = SealedField(null=True)
    outcome = SealedField(null=True)
    sealed_on = models.DateField()
    transferred_on = models.DateField(null=True)
    due = models.DateField(null=True)
    sealed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    def compartment(self) -> str:
        return f"leads:{self.inspection_id}"

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return Q(inspection_id__in=sight.inspections({Role.LEADER}))
