"""What an account shows besides its password, and the codes by which it gets one."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q

from xuncha.base.words import Sentence
from xuncha.trust.models.accounts import Account
from xuncha.trust.models.rows import Row


class FactorKind(StrEnum):
    TOTP = "totp"
    CODES = "codes"
    KEY = "key"

    @property
    def called(self) -> Sentence:
        """What people call it."""
        return _CALLED[self]


_CALLED = {
    FactorKind.TOTP: Sentence("动态验证码", "one-time password app"),
    FactorKind.CODES: Sentence("纸质备用码", "codes on paper"),
    FactorKind.KEY: Sentence("安全密钥", "security key"),
}


class Factor(Row):
    """A second factor. ``secret`` is sealed under a key of the house, which no database and no backup holds.

    ``counter``: the last time step used (TOTP), or the last counter a security key told. ``proved``: it was shown once and
    counts. ``ended`` factors stay for the record.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="factors")
    kind = models.CharField(max_length=8, choices=[(one.value, str(one.called)) for one in FactorKind])
    name = models.CharField(max_length=20, blank=True)
    secret = models.BinaryField(default=b"")
    credential = models.CharField(max_length=1400, blank=True, db_index=True)
    counter = models.BigIntegerField(default=-1)
    made = models.DateTimeField()
    proved = models.BooleanField(default=False)
    used = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind"], condition=Q(ended=None, proved=True) & ~Q(kind="key"), name="one_factor_a_kind"
            )
        ]  # fmt: skip


class SheetCode(Row):
    """One code of a printed sheet: its number and the hash of its digits. It is used once."""

    factor = models.ForeignKey(Factor, on_delete=models.PROTECT, related_name="codes")
    number = models.PositiveSmallIntegerField()
    hashed = models.CharField(max_length=200)
    used = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["factor", "number"], name="one_code_a_number")]


class OneTimeCode(Row):
    """A code with which an account logs in once, to choose a password of its own. Only its hash is kept."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="one_time_codes")
    hashed = models.CharField(max_length=200)
    issued_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    issued = models.DateTimeField()
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)


class PastPassword(Row):
    """The hash of a password that an account had, and since when it had it; the newest is the one in use."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="past_passwords")
    hashed = models.CharField(max_length=200)
    since = models.DateTimeField()
