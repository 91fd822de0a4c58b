"""The term, what the leading group decided on scope, and the targets that coverage counts."""

from __future__ import annotations

from django.db import models

from xuncha.registry.models import Organisation, Post
from xuncha.trust.models import Account, Row


class Term(Row):
    """届: five years over which everything in scope is inspected once."""

    name = models.CharField(max_length=40, unique=True)
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        ordering = ["starts"]

    def __str__(self) -> str:
        return self.name


class ScopeDecision(Row):
    """What the leading group decided on one body: outcome and mode, with meeting and document. A later one goes before."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="decisions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="scope_decisions")
    outcome = models.CharField(max_length=12)
    mode = models.CharField(max_length=20, blank=True)
    decided_on = models.DateField()
    body = models.CharField(max_length=80)
    document = models.CharField(max_length=120)
    reason = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["term", "organisation", "decided_on"], name="one_scope_decision_a_body_and_day"
            )
        ]


class Target(Row):
    """What is inspected together. ``counts`` is false for revisits and for raised and joint appearances; ``why_not`` says why.

    A withdrawn target was cut and then not used; it plays no part any more.
    """

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="targets")
    name = models.CharField(max_length=200)
    shape = models.CharField(max_length=20)
    mode = models.CharField(max_length=20)
    counts = models.BooleanField(default=True)
    why_not = models.CharField(max_length=40, blank=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "name"], name="one_target_a_name")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TargetMember(Row):
    """An organisation or a key post that a target holds: exactly one of the two is set.

    ``counts`` is false for an organisation that is inspected along but counts in another target.
    """

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="memberships"
    )
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="memberships")
    counts = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True) ^ models.Q(post__isnull=True),
                name="member_is_one_thing",
            )
        ]
