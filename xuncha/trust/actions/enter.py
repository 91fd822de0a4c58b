"""Logging in and out. There is no account yet that could act, so these are not actions; the journal tells them all the same."""

from __future__ import annotations

from django.contrib import auth
from django.core.cache import cache
from django.http import HttpRequest

from xuncha.base.words import Sentence
from xuncha.trust import account_keys, keyring, own_key, pocket, vault
from xuncha.trust.act import witness
from xuncha.trust.lock import write_turn
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal

#: After this many wrong passwords for one name in a row the name waits.
TRIES = 5
#: Seconds a name waits after too many wrong passwords.
WAIT = 300

#: Every fictional account has this password, so that a visitor of the demo can step in as anybody.
FICTIONAL_PASSWORD = "fictional-password"

BACKEND = "xuncha.trust.login.Backend"


def log_in(request: HttpRequest, login: str, password: str) -> Account:
    """Begin a session. Raises Refusal for a wrong name or password, the same for both, and while a name waits."""
    return _begin(request, *identify(login, password, request))


def identify(login: str, password: str, request: HttpRequest | None = None) -> tuple[Account, bytes]:
    """The account and its private key, for a session or a command. Raises Refusal as ``log_in`` does."""
    name = "login:" + vault.token("login", login)
    if cache.get(name, 0) >= TRIES:
        raise Refusal(
            "waits",
            Sentence("密码连续输错次数过多，暂停登录。", "Too many wrong passwords; log-in is paused."),
            Sentence(
                "请5分钟后再试；忘记密码请联系系统管理员重置。",
                "Try again in 5 minutes, or ask the administrator.",
            ),
        )
    account = auth.authenticate(request, login=login, password=password)
    if account is None:
        cache.set(name, cache.get(name, 0) + 1, WAIT)
        witness("account.login", None, refused="wrong-password")
        raise Refusal(
            "wrong-password",
            Sentence("账号或密码不对，或者账号已停用。", "Wrong name or password, or the account is closed."),
            Sentence("请核对大小写后重新输入。", "Check upper and lower case and try again."),
        )
    cache.delete(name)
    return account, account_keys.unlock(account, password)


def step_in(request: HttpRequest, account: Account) -> Account:
    """Begin a session as a fictional account of a demo, without a password. The caller has checked that this is one."""
    if not account.fictional:
        raise Refusal(
            "not-fictional", Sentence("只有虚构账号可以这样登录。", "Only fictional accounts may log in so.")
        )
    return _begin(request, account, account_keys.unlock(account, FICTIONAL_PASSWORD))


def _begin(request: HttpRequest, account: Account, secret: bytes) -> Account:
    """The session begins; by the way, keys are handed over to colleagues who wait for them."""
    with write_turn():
        auth.login(request, account, backend=BACKEND)
        own_key.lay_down(request, account, secret)
    with pocket.holding(account.pk, secret):
        handed = keyring.hand_over()
    witness("account.login", account, account, keys=handed)
    return account


def log_out(request: HttpRequest) -> None:
    """End the session; nothing of it stays on the server."""
    account = request.user if request.user.is_authenticated else None
    with write_turn():
        auth.logout(request)
    if account is not None:
        witness("account.logout", account, account)
