"""The suite GM: what works without a certified module, what is refused, and the round trip with a module plugged in."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.sealed.soft_sm2 import SoftSm2, plugged_in
from xuncha.sealed.envelope import CannotOpen, new_opener, open_envelope, seal
from xuncha.sealed.gm import GM, NotCertified
from xuncha.sealed.suites import INTL, Cost, suite

KEY, SALT, CHEAP = bytes(range(32)), bytes(16), Cost(1, 8192)


@pytest.mark.parametrize(
    "wanted",
    [
        lambda: new_opener(number=GM.number),
        lambda: GM.key_pair(),
        lambda: GM.sign_pair(),
        lambda: GM.seal_to(bytes(65), b"", b"word"),
        lambda: GM.open_with(KEY, bytes(65), b"", bytes(200)),
        lambda: GM.sign(KEY, b"word"),
        lambda: GM.verify(bytes(65), b"word", bytes(64)),
    ],
    ids=["a compartment", "a key", "a signing key", "sealing", "opening", "signing", "verifying"],
)
def test_without_a_certified_module_no_key_is_kept(wanted: Callable[[], object]) -> None:
    with pytest.raises(NotCertified) as told:
        wanted()
    assert told.value.zh.startswith("国密套件的SM2运算必须由取得商用密码产品认证的密码模块完成")
    assert "suite INTL" in told.value.en


def test_a_module_without_a_certificate_is_not_plugged_in() -> None:
    module = SoftSm2()
    module.certificate = " "
    with pytest.raises(NotCertified):
        GM.plug(module)
    with pytest.raises(NotCertified):
        GM.key_pair()


def test_with_a_module_it_seals_and_opens() -> None:
    with plugged_in():
        opener = new_opener(b"pepper", GM.number)
        envelope = seal(opener.lock, "letter|text|1|a", "原文".encode())
        assert envelope[:2] == bytes((2, GM.number))
        assert open_envelope(opener, "letter|text|1|a", envelope) == "原文".encode()


def test_with_a_module_it_signs() -> None:
    with plugged_in():
        secret, public = GM.sign_pair(KEY)
        assert GM.sign_pair(KEY) == (secret, public)
        signature = GM.sign(secret, b"head 17")
        assert GM.verify(public, b"head 17", signature)
        assert not GM.verify(public, b"head 18", signature)
        assert not GM.verify(GM.key_pair()[1], b"head 17", signature)


@pytest.mark.parametrize("plain", [b"", b"w", bytes(100_000)], ids=len)
def test_a_shared_key_locks_and_unlocks_without_a_module(plain: bytes) -> None:
    assert GM.unlock(KEY, b"here", GM.lock(KEY, b"here", plain)) == plain


@pytest.mark.parametrize(
    ("key", "bound", "cut"),
    [(SALT * 2, b"here", None), (KEY, b"there", None), (KEY, b"here", -1), (KEY, b"here", 39)],
)
def test_elsewhere_or_cut_it_does_not_unlock(key: bytes, bound: bytes, cut: int | None) -> None:
    with pytest.raises(CannotOpen):
        GM.unlock(key, bound, GM.lock(KEY, b"here", b"word")[:cut])


def test_a_password_is_stretched_by_argon2id_and_then_bound_to_sm3() -> None:
    stretched = GM.stretch("口令", SALT, CHEAP)
    assert len(stretched) == 32
    assert stretched == GM.stretch("口令", SALT, CHEAP)
    assert len({stretched, INTL.stretch("口令", SALT, CHEAP), GM.stretch("口令 ", SALT, CHEAP)}) == 3


def test_suites_are_found_by_number() -> None:
    assert suite(1) is INTL
    assert suite(2) is GM
    for number in (0, 3, -1):
        with pytest.raises(CannotOpen):
            suite(number)


def test_the_gateway_needs_neither_cryptography_nor_pyrage() -> None:
    """Where only libsodium is installed INTL works, and GM is a suite that is not here."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "sealed\nnot here\n", "")


WITHOUT = """
import sys
for absent in ("cryptography", "pyrage", "django", "bagit"):
    sys.modules[absent] = None
from xuncha.sealed.envelope import CannotOpen, new_opener, open_envelope, seal
from xuncha.sealed.suites import suite
import xuncha.sealed.shares, xuncha.sealed.bag, xuncha.sealed.container
opener = new_opener()
print(open_envelope(opener, "p", seal(opener.lock, "p", b"sealed")).decode())
try:
    suite(2)
except CannotOpen:
    print("not here")
"""
