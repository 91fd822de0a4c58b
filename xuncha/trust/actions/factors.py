"""Setting up and ending second factors. Each of these asks for the password again (``password=``)."""

from __future__ import annotations

import secrets

import pyotp
from django.contrib.auth.hashers import make_password
from webauthn.helpers import bytes_to_base64url

from xuncha.base.words import Sentence
from xuncha.trust import clock, factors, limits
from xuncha.trust.act import Act, action
from xuncha.trust.confirming import confirmed
from xuncha.trust.core import passkeys
from xuncha.trust.core.codes import SHEET, SHEET_DIGITS, numbered
from xuncha.trust.core.passkeys import NotProved, Site
from xuncha.trust.core.roles import EVERYONE, Role
from xuncha.trust.models import Account, Factor, FactorKind, SheetCode
from xuncha.trust.refusal import NotSeen

NOT_SHOWN = Sentence("验证码不对，或者已经用过。", "The code is wrong, or was used before.")
SEE_CLOCK = Sentence(
    "请等下一个验证码再试；总是不对，请核对手机和本机的时间是否一致。",
    "Wait for the next code; if it is always wrong, compare the clocks of phone and machine.",
)
TRY_THE_KEY_AGAIN = Sentence("安全密钥没有验证通过。", "The security key was not accepted.")


@action(
    "factor.begin", roles=EVERYONE, where="self", reads=True,
    says=Sentence("开始设置动态验证码", "begin to set up one-time passwords"),
)  # fmt: skip
def begin_totp(act: Act) -> tuple[Factor, str]:
    """A factor that does not count yet, and its base32 secret for the QR code; an earlier unproved one is forgotten."""
    Factor.objects.filter(account=act.by, kind=FactorKind.TOTP, proved=False).delete()
    secret = pyotp.random_base32(32)
    factor = Factor(account=act.by, kind=FactorKind.TOTP, made=clock.now())
    factor.secret = factors.seal_secret(factor, secret)
    return act.add(factor, sort=factor.kind), secret


def unproved_totp(account: Account) -> Factor | None:
    """The factor that ``begin_totp`` made a short while ago and that was not proved yet."""
    begun = clock.now() - limits.session_rule().idle
    return Factor.objects.filter(account=account, kind=FactorKind.TOTP, proved=False, made__gt=begun).first()


@confirmed
@action(
    "factor.prove", roles=EVERYONE, where="self", reads=True,
    says=Sentence("启用动态验证码", "set up one-time passwords"),
)  # fmt: skip
def prove_totp(act: Act, *, factor: Factor, code: str) -> Factor:
    """The first code shows that the app has the secret; from now on the factor counts, and takes the place of an older one."""
    own = _own(act, factor)
    if own.proved or not factors.use_totp(own, code):
        act.refuse("wrong-code", NOT_SHOWN, SEE_CLOCK)
    _end(act, FactorKind.TOTP)
    own.refresh_from_db()
    return act.change(own, proved=True, noting="proved")


@confirmed
@action(
    "factor.sheet", roles=EVERYONE, where="self", reads=True,
    says=Sentence("打印纸质备用码", "print codes on paper"),
)  # fmt: skip
def print_sheet(act: Act) -> list[str]:
    """A fresh sheet of codes, each to be used once; told this once, and the old sheet holds no more."""
    _end(act, FactorKind.CODES)
    factor = Factor(account=act.by, kind=FactorKind.CODES, made=clock.now(), proved=True)
    act.add(factor, sort=factor.kind)
    printed = []
    for number in range(1, SHEET + 1):
        digits = "".join(secrets.choice("0123456789") for _ in range(SHEET_DIGITS))
        hashed = make_password(factors.peppered(factor, number, digits))
        SheetCode.objects.create(factor=factor, number=number, hashed=hashed)
        printed.append(numbered(number, digits))
    return printed


@confirmed
@action(
    "factor.key", roles=EVERYONE, where="self", reads=True,
    says=Sentence("登记安全密钥", "register a security key"),
)  # fmt: skip
def add_key(act: Act, *, site: Site, challenge: bytes, answer: str, name: str = "") -> Factor:
    """Register the security key that answered ``challenge``. Raises Refusal when it did not, or is registered already."""
    try:
        key = passkeys.registered(site, challenge, answer)
    except NotProved:
        act.refuse("key-not-proved", TRY_THE_KEY_AGAIN)
    credential = bytes_to_base64url(key.id)
    if Factor.objects.filter(credential=credential, ended=None).exists() or len(credential) > 1400:
        act.refuse("key-known", Sentence("这个安全密钥已经登记过。", "This key is registered already."))
    factor = Factor(
        account=act.by, kind=FactorKind.KEY, name=name, credential=credential, counter=key.counter,
        made=clock.now(), proved=True,
    )  # fmt: skip
    factor.secret = factors.seal_credential(factor, key)
    return act.add(factor, sort=factor.kind)


@confirmed
@action(
    "factor.end", roles=EVERYONE, where="self", reads=True,
    says=Sentence("停用一种验证方式", "end a second factor"),
)  # fmt: skip
def end_factor(act: Act, *, factor: Factor) -> Factor:
    """The factor counts no more. Raises NotSeen for another's."""
    return act.change(_own(act, factor), ended=clock.now(), noting="ended")


@action(
    "factor.drop", roles={Role.SECURITY},
    says=Sentence("解除别人的双重验证", "end somebody's second factors"),
)  # fmt: skip
def drop_factors(act: Act, *, account: Account) -> int:
    """End every factor of an account whose owner lost them and came in person; the number ended.

    Not in the hand that issues codes: nobody alone can get into another's account.
    """
    if account.pk == act.by.pk:
        act.refuse(
            "own-account",
            Sentence("不能解除自己的双重验证。", "You cannot end your own second factors here."),
        )
    found = list(factors.active(account))
    for one in found:
        act.change(one, ended=clock.now(), noting="dropped")
    return len(found)


def _own(act: Act, factor: Factor) -> Factor:
    found = Factor.objects.filter(pk=factor.pk, account=act.by, ended=None).first()
    if found is None:
        raise NotSeen
    return found


def _end(act: Act, kind: FactorKind) -> None:
    for one in factors.active(act.by).filter(kind=kind):
        act.change(one, ended=clock.now(), noting="replaced")
