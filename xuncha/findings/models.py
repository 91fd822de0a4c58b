"""From what was noticed to what is said: observations, working papers, findings; and leads, which go their own way."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.papers.models import Attachment
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Inspection
from xuncha.trust.access import NOWHERE, Sight
from xuncha.trust.core.compartments import of_inspection
from xuncha.trust.core.roles import HEADS, TEAM, Role
from xuncha.trust.models import Account, RestrictedRow
from xuncha.trust.vault import SealedField

LETTER_READERS = HEADS | {Role.PETITION}
AFTER_REPORT = ("reported", "fed_back")


class TeamRow(RestrictedRow):
    """Rows that the team of the inspection sees; what the office may come to see lies in the compartment ``work``."""

    class Meta(RestrictedRow.Meta):
        abstract = True

    def compartment(self) -> str:
        return of_inspection("work", self.inspection_id)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return Q(inspection_id__in=sight.inspections(TEAM))


def observations_seen(sight: Sight, path: str = "") -> Q:
    """The observations an account sees, ``path`` leading to them from another model.

    One out of a letter is for those who may read letters, and one that became a lead for the leader: its mere presence would tell.
    """
    inspection, source, state = f"{path}inspection_id__in", f"{path}source", f"{path}state"
    team = Q(**{inspection: sight.inspections(TEAM)}) & ~Q(**{source: "letter"})
    letters = Q(**{inspection: sight.inspections(LETTER_READERS), source: "letter"})
    leader = Q(**{inspection: sight.inspections({Role.LEADER})})
    return ((team | letters) & ~Q(**{state: Observation.SEALED})) | leader


class Observation(TeamRow):
    """待核事项: something to look into, from one source (``letter``, ``interview``, ``hit``, ``note`` …).

    ``open`` → ``continued`` (继续了解) → ``written`` (底稿), ``dropped`` (了结) or ``sealed`` (turned into a lead).
    """

    OPEN, CONTINUED, WRITTEN, DROPPED, SEALED = "open", "continued", "written", "dropped", "sealed"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="observations")
    serial = models.PositiveIntegerField()
    source = models.CharField(max_length=12)
    source_id = models.UUIDField(null=True)
    area = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, default=OPEN)
    text = SealedField()
    outcome = SealedField(null=True)
    raised_on = models.DateField()
    decided_on = models.DateField(null=True)
    raised_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta(TeamRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["inspection", "serial"], name="one_observation_a_serial")
        ]

    def compartment(self) -> str:
        return of_inspection("letters" if self.source == "letter" else "team", self.inspection_id)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return observations_seen(sight)


class WorkingPaper(TeamRow):
    """问题底稿: one matter about the body, one sheet, by at least two authors. Never about a person.

    ``draft`` → ``confirming`` (事实确认单 handed over) → ``signing`` (frozen in a paper, ``paper_id``, that goes round in ink) →
    ``signed`` → ``merged`` into a finding.
    """

    DRAFT, CONFIRMING, SIGNING, SIGNED, MERGED = "draft", "confirming", "signing", "signed", "merged"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="working_papers")
    serial = models.PositiveIntegerField()
    area = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default=DRAFT)
    title = SealedField()
    text = SealedField()
    basis = SealedField(null=True)
    points_to = SealedField(null=True)
    starts = models.CharField(max_length=10, blank=True)
    ends = models.CharField(max_length=10, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    observations: models.ManyToManyField = models.ManyToManyField(Observation, related_name="working_papers")
    authors: models.ManyToManyField = models.ManyToManyField(Account, related_name="+")
    objected = models.BooleanField(default=False)
    filed = models.BooleanField(default=False)
    signed_on = models.DateField(null=True)
    paper_id = models.UUIDField(null=True)

    class Meta(TeamRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["inspection", "serial"], name="one_working_paper_a_serial")
        ]

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        """The team; the office once the body objects (somebody outside the team must reply) or the report has filed it."""
        office = Q(objected=True) | Q(filed=True) if Role.OFFICE in sight.wide else NOWHERE
        return Q(inspection_id__in=sight.inspections(TEAM)) | office


class Evidence(TeamRow):
    """What a working paper or observation rests on, with the page it is found on. As visible as what it belongs to."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, null=True, related_name="evidence")
    working_paper = models.ForeignKey(
        WorkingPaper, on_delete=models.PROTECT, null=True, related_name="evidence"
    )
    number = models.PositiveIntegerField()
    of_letter = models.BooleanField(default=False)
    says = SealedField()
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")

    def compartment(self) -> str:
        return of_inspection("letters" if self.of_letter else "work", self.inspection_id)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        of_papers = Q(inspection_id__in=sight.inspections(TEAM), working_paper__isnull=False)
        office = Q(working_paper__filed=True) if Role.OFFICE in sight.wide else NOWHERE
        return of_papers | office | (Q(observation__isnull=False) & observations_seen(sight, "observation__"))


class Confirmation(TeamRow):
    """事实确认: what the body says to the facts; skipped only with a reason; its objection and the reply from outside the team."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    working_paper = models.OneToOneField(WorkingPaper, on_delete=models.PROTECT, related_name="confirmation")
    answer = models.CharField(max_length=12, blank=True)
    handed_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    objected_on = models.DateField(null=True)
    replied_on = models.DateField(null=True)
    explanation = SealedField(null=True)
    material = SealedField(null=True)
    objection = SealedField(null=True)
    reply = SealedField(null=True)
    replied_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    skipped_because = SealedField(null=True)
    held_because = SealedField(null=True)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        asked = Q(objected_on__isnull=False) | Q(working_paper__filed=True)
        office = asked if Role.OFFICE in sight.wide else NOWHERE
        return Q(inspection_id__in=sight.inspections(TEAM)) | office


class Finding(RestrictedRow):
    """问题: about the body, out of one or more working papers, dated by the period in which it happened.

    ``draft`` → ``approved`` (attribution frozen) → ``reported`` → ``fed_back``. Text in three parts: 现象 (``text``), 定性引据
    (``basis``), 责任指向 (``points_to``). ``released_names`` is sealed JSON {name: {reason, by, on}}.
    """

    DRAFT, APPROVED, REPORTED, FED_BACK = "draft", "approved", "reported", "fed_back"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    serial = models.PositiveIntegerField()
    area = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default=DRAFT)
    title = SealedField()
    text = SealedField()
    basis = SealedField(null=True)
    points_to = SealedField(null=True)
    starts = models.CharField(max_length=10, blank=True)
    ends = models.CharField(max_length=10, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    working_papers: models.ManyToManyField = models.ManyToManyField(WorkingPaper, related_name="findings")
    released_names = SealedField(null=True)
    approved_on = models.DateField(null=True)

    class Meta(RestrictedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["inspection", "serial"], name="one_finding_a_serial")]

    def compartment(self) -> str:
        return of_inspection("work", self.inspection_id)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        office = Q(state__in=AFTER_REPORT) if Role.OFFICE in sight.wide else NOWHERE
        return Q(inspection_id__in=sight.inspections(TEAM)) | office


class Attribution(RestrictedRow):
    """该时段任职人员: proposed from tenures, confirmed by a person, frozen. 任职对应，不等于责任认定.

    One row each time it was frozen: ``frozen_at`` is ``approval``, ``feedback``, or ``correction`` (a difference that was decided,
    ``because`` says how). ``tenures`` is the sealed JSON of ``core.attribution.Frozen``. The newest row counts.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="attributions")
    frozen_at = models.CharField(max_length=12)
    frozen_on = models.DateField()
    tenures = SealedField()
    because = SealedField(null=True)
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    def compartment(self) -> str:
        return of_inspection("work", self.inspection_id)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        office = Q(finding__state__in=AFTER_REPORT) if Role.OFFICE in sight.wide else NOWHERE
        return Q(inspection_id__in=sight.inspections(TEAM)) | office


class Report(TeamRow):
    """巡察报告 of one inspection: overall view and suggestions; the problems come from the findings.

    ``draft`` → ``submitted`` (the findings become reported and the office sees them).
    """

    DRAFT, SUBMITTED = "draft", "submitted"

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="report")
    areas = models.CharField(max_length=12, default="four")
    state = models.CharField(max_length=12, default=DRAFT)
    overall = SealedField()
    suggestions = SealedField()
    submitted_on = models.DateField(null=True)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        office = Q(state="submitted") if Role.OFFICE in sight.wide else NOWHERE
        return Q(inspection_id__in=sight.inspections(TEAM)) | office


class Lead(RestrictedRow):
    """问题线索: about a person; sealed at once, to the team leader only; leaves by transfer, never through a working paper.

    ``sealed`` → ``transferred`` → ``answered`` or ``cleared`` (unfounded: the person stands on no list any more); or, by two persons,
    ``cleared`` or ``kept`` (may still be transferred) without a transfer. ``body`` is the sealed
    JSON of what a lead needs; ``explanation`` the words of the person reported, once he was heard.
    """

    SEALED, KEPT, TRANSFERRED = "sealed", "kept", "transferred"
    ANSWERED, CLEARED = "answered", "cleared"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="leads")
    serial = models.PositiveIntegerField()
    state = models.CharField(max_length=12, default=SEALED)
    body = SealedField()
    explanation = SealedField(null=True)
    transferred_to = SealedField(null=True)
    outcome = SealedField(null=True)
    sealed_on = models.DateField()
    transferred_on = models.DateField(null=True)
    due = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    sealed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta(RestrictedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["inspection", "serial"], name="one_lead_a_serial")]

    def compartment(self) -> str:
        return of_inspection("leads", self.inspection_id)

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return Q(inspection_id__in=sight.inspections({Role.LEADER}))
