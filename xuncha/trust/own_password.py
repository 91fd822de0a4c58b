"""What a person chooses as a password: judged by the rule in force, kept as an Argon2id hash."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator

from xuncha.base.words import Sentence, joined
from xuncha.trust import clock, limits
from xuncha.trust.core.passwords import faults
from xuncha.trust.models import Account, PastPassword
from xuncha.trust.refusal import Refusal


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """20,000 passwords that people use most, in small letters; they come with Django."""
    return frozenset(CommonPasswordValidator().passwords)


def refuse_weak(account: Account, new: str) -> None:
    """Raises Refusal for a password that the rule does not allow, or that this account had before."""
    rule = limits.password_rule()
    own = [account.login, account.name, settings.XUNCHA_COUNTY]
    found = faults(new, rule, common_words(), limits.local_words(), own)
    if not found and _had_before(account, new, rule.remembered):
        found = [Sentence("这个密码用过了，请换一个。", "This password was used before; choose another.")]
    if found:
        raise Refusal("weak-password", joined(found, "", " "), rule.says())


def _had_before(account: Account, new: str, remembered: int) -> bool:
    past = PastPassword.objects.filter(account=account).order_by("-since")[: max(1, remembered)]
    hashes = {account.password, *(one.hashed for one in past)}
    return any(check_password(new, one) for one in hashes)


def take(account: Account, new: str) -> None:
    """Make it the account's password; called inside an action's transaction, after ``refuse_weak``."""
    account.set_password(new)
    account.save(update_fields=["password"])
    PastPassword.objects.create(account=account, hashed=account.password, since=clock.now())
    keep = PastPassword.objects.filter(account=account).order_by("-since").values("pk")
    kept = [one["pk"] for one in keep[: max(1, limits.password_rule().remembered)]]
    PastPassword.objects.filter(account=account).exclude(pk__in=kept).delete()


def too_old(account: Account) -> bool:
    """Whether the password has to be changed by the rule in force."""
    days = limits.password_rule().days
    began = since(account)
    return bool(days) and (began is None or clock.now() - began > timedelta(days=days))


def since(account: Account) -> datetime | None:
    """Since when the password is in use; None where that is not known."""
    newest = PastPassword.objects.filter(account=account).order_by("-since").first()
    return newest.since if newest else None
