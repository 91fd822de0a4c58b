"""Which suite of ciphers this office makes new keys in, and the certified module for SM2 if it has one.

The suite stands in every ciphertext: what was sealed before a change stays readable, and passes over as keys are made anew.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from xuncha.base.words import Sentence
from xuncha.sealed.suites import INTL
from xuncha.trust.refusal import Refusal

NAMES = {"INTL": INTL.number, "GM": 2}


def plug_in() -> None:
    """Connect the SM2 module that the settings name (a class without arguments); none is named by default."""
    if settings.XUNCHA_SM2:
        from xuncha.sealed.gm import GM

        GM.plug(import_string(settings.XUNCHA_SM2)())


def chosen() -> int:
    """The number of the suite for new keys. Raises Refusal for an unknown one, and for GM without a certified module."""
    number = named()
    if number == NAMES["GM"]:
        _need_module()
    return number


def named() -> int:
    """The number of the suite that the settings name, for what needs no SM2: the pieces of files. Raises Refusal."""
    if settings.XUNCHA_SUITE not in NAMES:
        raise Refusal(
            "suite",
            Sentence(
                f"不认识的密码套件：{settings.XUNCHA_SUITE}。",
                f"No such suite of ciphers: {settings.XUNCHA_SUITE}.",
            ),
            Sentence("请把 XUNCHA_SUITE 设为 INTL 或 GM。", "Set XUNCHA_SUITE to INTL or GM."),
        )
    return NAMES[settings.XUNCHA_SUITE]


def _need_module() -> None:
    from xuncha.sealed.gm import GM, NotCertified

    try:
        assert GM.sm2
    except NotCertified as no:
        raise Refusal("suite", Sentence(no.zh, no.en)) from None
