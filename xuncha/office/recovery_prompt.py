"""Typing recovery shares from paper at a terminal."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.office.command import Stop, asked
from xuncha.sealed import shares

NEEDED = 2


def asked_shares() -> bytes:
    """The recovery secret, joined from shares that two keepers type. Raises Stop naming the group that is wrong."""
    typed = []
    for number in range(1, NEEDED + 1):
        try:
            typed.append(shares.from_digits(asked(f"第{number}份恢复码 / recovery share {number}: ")))
        except shares.BadShare as bad:
            raise Stop(2, Sentence(bad.zh, bad.en)) from None
    try:
        return shares.join(typed)
    except shares.CannotJoin as no:
        raise Stop(2, Sentence(no.zh, no.en)) from None
