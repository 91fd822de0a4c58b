"""Failed log-ins, counted for each name by itself: a name that was tried too often waits, everybody else does not.

The count lies in the database, so it survives a restart and is the same for every process. A try is counted *before* the
password is looked at; so a hundred guesses sent at once are no more than the rule allows.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F

from xuncha.base.words import Sentence
from xuncha.trust import clock, limits, vault
from xuncha.trust.lock import write_turn
from xuncha.trust.models import Tries
from xuncha.trust.refusal import Refusal

FORGOTTEN = timedelta(days=30)


class Waits(Refusal):
    """Too many failures for this name. The same for a name that does not exist."""

    status = 429

    def __init__(self, minutes: int) -> None:
        super().__init__(
            "waits",
            Sentence(
                "连续登录失败次数过多，这个账号暂停登录。", "Too many failed log-ins; this name has to wait."
            ),
            Sentence(
                f"请{minutes}分钟后再试；忘记密码，请找系统管理员当面办理重置。",
                f"Try again in {minutes} minutes, or see the system administrator for a new code.",
            ),
        )


def claim(login: str) -> str:
    """Count a try for a name, as if it had failed. Returns the token for ``passed``. Raises Waits."""
    name, now, rule = vault.token("login", login), clock.now(), limits.lock_rule()
    with write_turn():
        rows = Tries.objects.filter(name=name)
        if not rows.exists():
            Tries.objects.filter(last__lt=now - FORGOTTEN).delete()
            Tries.objects.bulk_create([Tries(name=name, last=now)], ignore_conflicts=True)
        counted = {"count": F("count") + 1, "failed": F("failed") + 1, "last": now}
        if rows.filter(count__lt=rule.tries).update(**counted):
            return name
        if rows.filter(last__lte=now - rule.wait).update(**{**counted, "count": 1}):
            return name
    raise Waits(max(1, round(rule.wait.total_seconds() / 60)))


def forget(login: str) -> int:
    """The name's owner is in: forget the failures. Returns how many there were since the last time."""
    name = vault.token("login", login)
    with write_turn():
        row = Tries.objects.filter(name=name).first()
        Tries.objects.filter(name=name).delete()
    return row.failed if row else 0


def passed(name: str) -> None:
    """The try was no failure: take it back. The others stay until the owner is in."""
    with write_turn():
        Tries.objects.filter(name=name, count__gt=0).update(count=F("count") - 1, failed=F("failed") - 1)
