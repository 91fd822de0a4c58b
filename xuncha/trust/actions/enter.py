"""Logging in and out. There is no account yet that could act, so these are not actions; the journal tells them all the same.

A log-in has up to three steps: name and password (or one-time code); the second factor, where the account has one; and, after
a one-time code, a password of one's own. Each function does one step and says what comes next.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from django.contrib import auth
from django.http import HttpRequest

from xuncha.base.words import Sentence
from xuncha.trust import account_keys, factors, keyring, own_key, own_password, pocket, sessions, tries
from xuncha.trust.act import witness
from xuncha.trust.actions.choose_password import choose_first_password
from xuncha.trust.core.passkeys import Site
from xuncha.trust.half_open import HalfOpen, asked, close_half, half_open, mark_shown, open_half
from xuncha.trust.lock import write_turn
from xuncha.trust.login import known
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal

#: Every fictional account has this password, so that a visitor of the demo can step in as anybody.
FICTIONAL_PASSWORD = "fictional-password"
BACKEND = "xuncha.trust.login.Backend"
#: In the session: what its owner must do before anything else; and what is told of the log-in before.
OWED, BEFORE = "owed", "before"


class Next(StrEnum):
    """What comes after a step."""

    IN = "in"
    FACTOR = "factor"
    PASSWORD = "password"
    START = "start"


def log_in(request: HttpRequest, login: str, password: str) -> Next:
    """The first step. Raises Refusal for a wrong name or password, the same for both, and while a name waits."""
    account, by_code = _known(login, password)
    with write_turn():
        open_half(request, account, None if by_code else account_keys.unlock(account, password))
    return _go_on(request)


def identify(login: str, password: str, ask_code: Callable[[], str]) -> tuple[Account, bytes]:
    """The account and its private key, for a command; it asks for a code of the second factor where the account has one.

    Raises Refusal as the steps of the log-in do.
    """
    account, by_code = _known(login, password)
    if by_code:
        raise Refusal("no-password", Sentence(
            "请先在登录页用一次性登录码登录，设置自己的密码。", "Log in once on the log-in page and choose a password."
        ))  # fmt: skip
    if factors.active(account).exists():
        name = tries.claim(login)
        _need_shown(account, name, factors.shown_by_code(account, ask_code()))
    tries.forget(login)
    return account, account_keys.unlock(account, password)


def _known(login: str, password: str) -> tuple[Account, bool]:
    name = tries.claim(login)
    found = known(login, password)
    if found is None:
        witness("account.login", None, refused="wrong-password", name=name[:16])
        raise Refusal(
            "wrong-password",
            Sentence("账号或密码不对，或者账号已停用。", "Wrong name or password, or the account is closed."),
            Sentence("请核对大小写后重新输入。", "Check upper and lower case and try again."),
        )
    tries.passed(name)
    return found


def show_code(request: HttpRequest, typed: str) -> Next:
    """The second step, by a code: of the app, or of the printed sheet. Raises Refusal for one that does not hold."""
    half = half_open(request)
    if half is None:
        return Next.START
    name = tries.claim(half.account.login)
    return _shown(request, half, name, factors.shown_by_code(half.account, typed))


def show_key(request: HttpRequest, site: Site, answer: str) -> Next:
    """The second step, by a security key. Raises Refusal when its answer does not hold."""
    half = half_open(request)
    if half is None:
        return Next.START
    name, challenge = tries.claim(half.account.login), asked(request)
    held = bool(challenge) and factors.shown_by_key(half.account, site, challenge, answer)
    return _shown(request, half, name, "key" if held else None)


def _shown(request: HttpRequest, half: HalfOpen, name: str, way: str | None) -> Next:
    _need_shown(half.account, name, way)
    mark_shown(request)
    return _go_on(request)


def _need_shown(account: Account, name: str, way: str | None) -> None:
    if way is None:
        witness("account.factor", account, account, refused="wrong-factor")
        raise Refusal(
            "wrong-factor",
            Sentence("验证没有通过：验证码不对或已经用过。", "Not accepted: wrong, or used before."),
            Sentence(
                "请等下一个验证码，或换一个备用码；手机和本机的时间要一致。",
                "Wait for the next code or take another one; the clocks of phone and machine must agree.",
            ),
        )
    tries.passed(name)
    witness("account.factor", account, account, way=str(way))


def choose_password(request: HttpRequest, new: str) -> Next:
    """The third step: a password of one's own, after a one-time code. Raises Refusal for a weak one."""
    half = half_open(request)
    if half is None or _missing(half) is not Next.PASSWORD:
        return _go_on(request)
    secret = choose_first_password(by=half.account, new=new)
    with write_turn():
        own_key.lay_down(request, half.account, secret)
    return _complete(request, half.account, secret)


def _go_on(request: HttpRequest) -> Next:
    """What is still missing, or the session begins."""
    half = half_open(request)
    if half is None:
        return Next.START
    missing = _missing(half)
    if missing is not Next.IN:
        return missing
    secret = own_key.found(request, half.account)
    return Next.START if secret is None else _complete(request, half.account, secret)


def next_step(request: HttpRequest) -> Next:
    """Where a log-in that is under way stands; START where there is none."""
    half = half_open(request)
    return _missing(half) if half else Next.START


def _missing(half: HalfOpen) -> Next:
    if not half.shown and factors.active(half.account).exists():
        return Next.FACTOR
    return Next.PASSWORD if half.by_code else Next.IN


def _complete(request: HttpRequest, account: Account, secret: bytes) -> Next:
    before, failed = account.last_login, tries.forget(account.login)
    close_half(request)
    _begin(request, account, secret)
    request.session[BEFORE] = {"at": before.isoformat() if before else "", "failed": failed}
    settle(request)
    return Next.IN


def settle(request: HttpRequest) -> str:
    """Work out anew what the account owes: ``password`` (too old), ``factor`` (it has none), or nothing."""
    account = request.user
    owed = "password" if own_password.too_old(account) else "factor" if factors.needs_one(account) else ""
    request.session[OWED] = owed
    return owed


def step_in(request: HttpRequest, account: Account) -> Account:
    """Begin a session as a fictional account of a demo, without a password. The caller has checked that this is one."""
    if not account.fictional:
        raise Refusal(
            "not-fictional", Sentence("只有虚构账号可以这样登录。", "Only fictional accounts may log in so.")
        )
    return _begin(request, account, account_keys.unlock(account, FICTIONAL_PASSWORD))


def _begin(request: HttpRequest, account: Account, secret: bytes) -> Account:
    """The session begins, under a key that nobody knew before; by the way, keys are handed over to colleagues who wait."""
    with write_turn():
        sessions.forget_old()
        auth.login(request, account, backend=BACKEND)
        request.session.begin(sessions.browser_of(request.headers.get("User-Agent", "")))
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
