"""A key pair of ours is a key pair of age."""

from __future__ import annotations

import pyrage
from hypothesis import given
from hypothesis import strategies as st

from xuncha.sealed import age_keys
from xuncha.sealed.suites import INTL


@given(st.binary(max_size=2000))
def test_what_is_closed_for_a_public_key_its_secret_opens(plain: bytes) -> None:
    secret, public = INTL.key_pair()
    closed = pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(age_keys.recipient(public))])
    assert pyrage.decrypt(closed, [pyrage.x25519.Identity.from_str(age_keys.identity(secret))]) == plain


def test_age_reads_both_as_the_same_pair() -> None:
    secret, public = INTL.key_pair()
    assert str(pyrage.x25519.Identity.from_str(age_keys.identity(secret)).to_public()) == age_keys.recipient(
        public
    )
