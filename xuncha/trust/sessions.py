"""The session engine: rows with an owner, an idle limit and an absolute one, found by the digest of the cookie's key."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as Stored

from xuncha.trust import clock, limits
from xuncha.trust.models import Sitting

BEGAN, SEEN, BROWSER = "began", "seen", "browser"
#: A request within this time of the last one noted is not noted again.
NOTED_EVERY = timedelta(seconds=30)


def digest(session_key: str) -> str:
    """What the database keeps of a cookie's key."""
    return hashlib.sha256(session_key.encode()).hexdigest()


class SessionStore(Stored):
    """Django's database sessions with an owner and limits of their own; nothing is kept of a session that nobody began."""

    @classmethod
    def get_model_class(cls) -> type[Sitting]:
        return Sitting

    def _get_session_from_db(self) -> Sitting | None:
        row = Sitting.objects.filter(
            session_key=digest(self.session_key or ""), expire_date__gt=clock.now()
        ).first()
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key: str) -> bool:
        return Sitting.objects.filter(session_key=digest(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Sitting:
        now = clock.now()
        began = _moment(data.get(BEGAN)) or now
        seen = _moment(data.get(SEEN)) or now
        rule = limits.session_rule()
        owner = data.get(SESSION_KEY)
        return Sitting(
            session_key=digest(self._get_or_create_session_key()),
            session_data=self.encode(data),
            expire_date=min(seen + rule.idle, began + rule.whole),
            account_id=UUID(owner) if owner else None,
            began=began,
            seen=seen,
            browser=data.get(BROWSER, ""),
        )

    def delete(self, session_key: str | None = None) -> None:
        wanted = session_key or self.session_key
        if wanted:
            Sitting.objects.filter(session_key=digest(wanted)).delete()

    def begin(self, browser: str = "") -> None:
        """Count the limits from now on: a person has just shown who it is."""
        now = clock.now().isoformat()
        self.update({BEGAN: now, SEEN: now, BROWSER: browser[:40]})

    def note_use(self) -> None:
        """Count the idle time from now on."""
        seen, now = _moment(self.get(SEEN)), clock.now()
        if seen is None or now - seen >= NOTED_EVERY:
            self.setdefault(BEGAN, now.isoformat())
            self[SEEN] = now.isoformat()


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def whose(session_key: str) -> UUID | None:
    """The account of a session that ran out a short while ago; None for one that was ended, or is unknown."""
    if not session_key:
        return None
    row = Sitting.objects.filter(session_key=digest(session_key), account_id__isnull=False).first()
    if row is None or clock.now() - row.seen > limits.session_rule().kept:
        return None
    return row.account_id


def end_all_of(account: UUID, but: str | None = None) -> int:
    """End the sessions of an account, all but the one whose key is ``but``; the number that were still open.

    Called inside an action, which holds the turn to write.
    """
    rows = Sitting.objects.filter(account_id=account)
    if but:
        rows = rows.exclude(session_key=digest(but))
    open_ = rows.filter(expire_date__gt=clock.now()).count()
    rows.delete()
    return open_


def forget_old() -> None:
    """Remove the rows that nothing needs any more; the caller holds the turn to write."""
    Sitting.objects.filter(seen__lt=clock.now() - limits.session_rule().kept).delete()


def open_of(account: UUID) -> list[Sitting]:
    """The sessions of an account that are open, the latest used first."""
    return list(Sitting.objects.filter(account_id=account, expire_date__gt=clock.now()).order_by("-seen"))


_BROWSERS = (
    ("Edg", "Edge"),
    ("QQBrowser", "QQ浏览器"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac", "macOS"),
    ("Linux", "Linux"),
)


def browser_of(agent: str) -> str:
    """Browser and system in two words, by which a person knows the own machines apart; no more is kept."""
    found = [next((says for mark, says in marks if mark in agent), "") for marks in (_BROWSERS, _SYSTEMS)]
    return " · ".join(one for one in found if one)
