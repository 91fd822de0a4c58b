"""An account's key pair, what became of the one before, and who keeps a share of the identities' key."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.trust.models.accounts import Account
from xuncha.trust.models.rows import Row


class AccountKey(Row):
    """The key pair of an account: the private half is wrapped under a key that only its password gives.

    ``passes`` and ``memory`` (bytes) are what stretching the password costs; ``vouched`` is the house's word that this public key
    is this account's, so that whoever writes to the database cannot put a key of his own in its place. ``awaits``: it was made after
    a reset that nobody has confirmed yet, and is handed nothing; the house's word covers that too.
    """

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="key")
    suite = models.PositiveSmallIntegerField()
    public = models.BinaryField()
    wrapped = models.BinaryField()
    salt = models.BinaryField()
    passes = models.PositiveIntegerField()
    memory = models.PositiveBigIntegerField()
    vouched = models.CharField(max_length=64)
    awaits = models.BooleanField(default=False)


class KeyReset(Row):
    """重设: an account that had a password of its own got a one-time code; a colleague confirms that it was the owner who asked.

    ``on`` and ``by`` tell of the latest reset; until it is confirmed there is one row at most that is open.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="resets")
    on = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(confirmed_on=None), name="one_open_reset_an_account"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("account")),
                name="no_reset_confirmed_by_its_owner",
            ),
        ]


class Custodian(Row):
    """身份保管人: who keeps one share of the key to who reported, from a day to a day, by whose decision."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=120, blank=True)
