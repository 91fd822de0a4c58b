"""The journal's rows, and the heads that were printed of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.trust.access import EVERYWHERE, NOWHERE, Restricted, Sight
from xuncha.trust.core.roles import UNDER_SEAL, Role, beyond
from xuncha.trust.models.rows import RestrictedRow


class Entry(Restricted):
    """One row of the journal, in its final chain form. ``body`` is the hashed text; the columns repeat it for listing."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    verb = models.CharField(max_length=60, db_index=True)
    act = models.CharField(max_length=60, db_index=True)
    refused = models.CharField(max_length=40, blank=True)
    body = models.TextField()
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta(Restricted.Meta):
        ordering = ["seq"]

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        """The auditor sees that everything was done, never what; the office sees what it might do itself; each its own.

        So the office reads nothing of letters and leads in the journal, not even that there are any.
        """
        own = Q(actor=sight.account_id) if sight.account_id else NOWHERE
        if Role.AUDIT in sight.wide:
            return EVERYWHERE
        if Role.OFFICE in sight.wide:
            return own | ~(Q(act__in=beyond(sight.wide)) | Q(act__endswith=UNDER_SEAL))
        return own


class ChainHead(models.Model):
    """The head of the chain: one row, locked while entries are appended. ``peaks`` carry the tree, ``at`` is the last row's time."""

    name = models.CharField(max_length=20, primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)
    peaks = models.TextField(default="", blank=True)
    at = models.DateTimeField(null=True)


class SignedHead(RestrictedRow):
    """A head that was signed and printed; ``code`` is what the slip's QR code holds. The paper is the proof, this the register."""

    seq = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    code = models.CharField(max_length=400)
    signed_by = models.ForeignKey("Account", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(RestrictedRow.Meta):
        ordering = ["-seq"]

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        """The auditor only: the numbers would tell others how much was done that they may not see."""
        return EVERYWHERE if Role.AUDIT in sight.wide else NOWHERE
