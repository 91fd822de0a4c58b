"""The cadre pool, drafting, and the teams of a round."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.base.words import Sentence
from xuncha.registry.models import Organisation, Person
from xuncha.rounds.models import Inspection, Round
from xuncha.trust.access import EVERYWHERE, NOWHERE, Sight
from xuncha.trust.core.roles import TEAM, Role
from xuncha.trust.models import Account, RestrictedRow
from xuncha.trust.vault import SealedField

AUDIT = {
    "joint": Sentence("巡审联动", "jointly with the audit office"),
    "asked": Sentence("提请审计协助", "the audit office is asked to help"),
}
"""How the audit office takes part in what a team does; a team without is led by the office alone."""


class OfficeRow(RestrictedRow):
    """Rows about cadres: for the office alone."""

    class Meta(RestrictedRow.Meta):
        abstract = True

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return EVERYWHERE if Role.OFFICE in sight.wide else NOWHERE


class Cadre(OfficeRow):
    """A person of the pool. ``rank`` is 领导职务层次, ``grade`` 职级."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="cadre")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="cadres")
    identity = models.CharField(max_length=20, blank=True)
    rank = models.CharField(max_length=20, blank=True)
    grade = models.CharField(max_length=20, blank=True)
    skills = models.JSONField(default=list)
    full_time = models.BooleanField(default=False)
    leader_pool = models.BooleanField(default=False)
    free_from = models.CharField(max_length=10, blank=True)
    free_until = models.CharField(max_length=10, blank=True)
    rounds_served = models.PositiveIntegerField(default=0)
    discipline = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=200, blank=True)


class RecusalFact(OfficeRow):
    """What a cadre declared: a relative, a post held before, a place; used for recusal and nothing else.

    ``relative`` is another cadre of the pool: the two do not serve in one team.
    """

    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="recusals")
    kind = models.CharField(max_length=20)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    relative = models.ForeignKey(Cadre, on_delete=models.PROTECT, null=True, related_name="+")
    starts = models.CharField(max_length=10, blank=True)
    ends = models.CharField(max_length=10, blank=True)
    text = SealedField(null=True)


class Team(RestrictedRow):
    """巡察组: people drawn for one round, and the inspections they make (一拖二 is two).

    ``state``: formed → authorised → dissolved. ``audit`` says how the audit office takes part (see ``AUDIT``).
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="teams")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    state = models.CharField(max_length=12, default="formed")
    audit = models.CharField(max_length=12, blank=True)
    inspections = models.ManyToManyField(Inspection, related_name="teams")

    class Meta(RestrictedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="one_team_a_number")]

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        if Role.OFFICE in sight.wide:
            return EVERYWHERE
        return Q(pk__in=cls.inspections.through._default_manager.filter(
            inspection_id__in=sight.inspections(TEAM)).values("team_id"))  # fmt: skip

    def __str__(self) -> str:
        return self.name


class TeamMember(OfficeRow):
    """A cadre in a team: role, span, and the reasons the plan gave (sentences zh/en)."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=12, choices=[(role.value, str(role.called)) for role in sorted(TEAM)])
    starts = models.DateField()
    ends = models.DateField(null=True)
    reasons = models.JSONField(default=list)
    by_hand = models.BooleanField(default=False)


class Drafting(OfficeRow):
    """A request to a lending unit: asked → agreed / refused / replaced / decided; refusals keep their reason.

    ``way``: by_name, or recommended (the unit names somebody). ``person`` is what the unit wrote of somebody who is not in
    the pool; ``objections`` the articles of qualification that stood against it (sentences zh/en). ``decided`` is the
    organisation department's word on a refusal, with its document and day; ``upheld``: the person comes all the same. ``part``:
    the unit lets the person go for a part of each week only.
    ``stand_in`` is who does the post's work at home meanwhile (临时主持).
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="draftings")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="draftings")
    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, null=True, related_name="draftings")
    way = models.CharField(max_length=12, default="by_name")
    state = models.CharField(max_length=12, default="asked")
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    skill = models.CharField(max_length=40, blank=True)
    person = models.JSONField(default=dict)
    objections = models.JSONField(default=list)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    decided = models.CharField(max_length=200, blank=True)
    decided_document = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True)
    upheld = models.BooleanField(null=True)
    part = models.BooleanField(default=False)
    stand_in = models.CharField(max_length=40, blank=True)
    stand_in_from = models.DateField(null=True)
    stand_in_document = models.CharField(max_length=120, blank=True)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")


class CadreEntry(OfficeRow):
    """A dated fact of the pool's upkeep: trained, pledged, evaluated, in the leader pool, away (``kind``: see ``upkeep``).

    ``starts`` and ``ends`` are days as ``base.span`` writes them, both included. An entry made in error is struck with a reason.
    """

    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, db_index=True)
    starts = models.CharField(max_length=10)
    ends = models.CharField(max_length=10, blank=True)
    what = models.CharField(max_length=120, blank=True)
    document = models.CharField(max_length=120, blank=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, related_name="+")
    struck = models.CharField(max_length=120, blank=True)
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")


class Proposal(OfficeRow):
    """A plan of a round's teams, never changed once made: whatever differs is another proposal with this one as ``parent``.

    ``way``: solved, by_hand, standin (somebody dropped out). ``number`` counts the proposals of the round, ``edition`` those that
    were published; ``accepted`` is the one whose teams stand. ``digest`` is the SHA-256 of the plan as it was made; the journal
    keeps it too. ``plan`` is told in ``core.record`` and ``board``.
    """

    SOLVED, BY_HAND, STANDIN = "solved", "by_hand", "standin"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField()
    way = models.CharField(max_length=8, default=SOLVED)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    made_on = models.DateField()
    plan = models.JSONField()
    digest = models.CharField(max_length=64)
    accepted = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(null=True)
    published_on = models.DateField(null=True)
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(OfficeRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="one_proposal_a_number"),
            models.UniqueConstraint(fields=["round", "edition"], name="one_proposal_an_edition"),
        ]

    def __str__(self) -> str:
        return f"方案{self.number}"


class Inquiry(OfficeRow):
    """Who else could take a seat of a proposal, and what that would cost: kept as it was answered (see ``pages.others``).

    ``cadre`` holds the seat now; ``moving``: everybody might move, else all others stayed.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="inquiries")
    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="+")
    moving = models.BooleanField()
    answer = models.JSONField()
    asked_on = models.DateField()
