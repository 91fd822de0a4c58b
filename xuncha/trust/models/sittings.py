"""Sessions as rows that know whose they are, and the count of failed log-ins."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Sitting(AbstractBaseSession):
    """A session. ``session_key`` holds the digest of what the cookie says: who reads the database cannot take a session over.

    A row outlives its session for some hours, so that a form sent too late still finds whose it was.
    """

    account_id = models.UUIDField(null=True, db_index=True)
    began = models.DateTimeField(null=True)
    seen = models.DateTimeField(null=True)
    browser = models.CharField(max_length=40, blank=True)
    session_key = models.CharField(max_length=64, primary_key=True)

    @classmethod
    def get_session_store_class(cls) -> Any:
        from xuncha.trust.sessions import SessionStore

        return SessionStore


class Tries(models.Model):
    """Failed log-ins for one name, which is kept as a token: what is typed as a name may be a password.

    ``count`` since the last success or wait; ``failed`` since the last success, told to the owner at the next log-in.
    """

    name = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    last = models.DateTimeField()
