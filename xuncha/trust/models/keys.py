"""An account's key pair, and who keeps a share of the identities' key."""

from __future__ import annotations

from django.db import models

from xuncha.trust.models.accounts import Account
from xuncha.trust.models.rows import Row


class AccountKey(Row):
    """The key pair of an account: the private half is wrapped under a key that only its password gives.

    ``passes`` and ``memory`` (bytes) are what stretching the password costs; ``vouched`` is the house's word that this public key
    is this account's, so that whoever writes to the database cannot put a key of his own in its place.
    """

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="key")
    suite = models.PositiveSmallIntegerField()
    public = models.BinaryField()
    wrapped = models.BinaryField()
    salt = models.BinaryField()
    passes = models.PositiveIntegerField()
    memory = models.PositiveBigIntegerField()
    vouched = models.CharField(max_length=64)


class Custodian(Row):
    """身份保管人: who keeps one share of the key to who reported, from a day to a day, by whose decision."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=120, blank=True)
