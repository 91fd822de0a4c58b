"""A head on paper: what is scanned or typed is read, and what was misread or forged is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from xuncha.trust.core.chain import Kept
from xuncha.trust.core.heads import Head, NotAHead, fingerprint, genuine, groups, public_of, read, sign

SEED = b"s" * 32
AT = datetime(2026, 11, 20, 6, 30, 5, 999, tzinfo=UTC)


def head(seq: int = 1532, root: bytes = bytes(range(32))) -> Head:
    return sign(SEED, seq, root, AT)


@given(st.integers(1, 10**9), st.binary(min_size=32, max_size=32))
def test_a_scanned_head_comes_back_whole(seq: int, root: bytes) -> None:
    made = head(seq, root)
    assert read(made.code) == made
    assert made.kept == Kept(seq, root, "2026-11-20T06:30:05.000+00:00")


def test_a_scanner_may_write_small_letters_and_break_the_line() -> None:
    code = head().code.lower()
    assert read(code[:50] + "\n" + code[50:] + " ") == head()


@given(st.data())
def test_no_changed_code_is_taken(data: st.DataObject) -> None:
    code = head().code
    at = data.draw(st.integers(4, len(code) - 1))
    other = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
    changed = code[:at] + other + code[at + 1 :]
    try:
        found = read(changed)
    except NotAHead:
        return
    assert found == head()  # the last digit of a group of base 32 carries bits that nothing is kept in


def test_a_head_of_another_key_is_not_the_house_s() -> None:
    foreign = sign(b"x" * 32, 1532, bytes(32), AT)
    assert foreign.holds
    assert genuine(foreign.code, public_of(SEED)) is None
    assert genuine(head().code, public_of(SEED)) == head()
    assert genuine("XJ1:1", public_of(SEED)) is None
    assert genuine("1532:" + "a" * 64, public_of(SEED)) is None


@pytest.mark.parametrize(
    "what", [{"seq": 1533}, {"root": bytes(32)}, {"at": datetime(2026, 11, 20, tzinfo=UTC)}]
)
def test_the_signature_covers_everything(what: dict[str, object]) -> None:
    with pytest.raises(NotAHead, match="签名不符"):
        read(replace(head(), **what).code)


@pytest.mark.parametrize("typed", ["{n}:{all}", "{n}：{groups}", "{n}: {capitals}", "{n}:{short}"])
def test_a_typed_head_is_read_however_it_is_spaced(typed: str) -> None:
    parts = groups(head().root, 1532)
    text = typed.format(
        n=1532,
        all="".join(parts),
        groups=" ".join(parts),
        capitals="-".join(parts).upper(),
        short="".join(parts[:16]),
    )
    assert read(text) == Kept(1532, head().root)


@given(st.integers(0, 67), st.sampled_from("0123456789abcdef"))
def test_a_slip_of_the_pen_is_told(at: int, other: str) -> None:
    digits = "".join(groups(head().root, 1532))
    if digits[at] != other:
        with pytest.raises(NotAHead, match="抄错"):
            read(f"1532:{digits[:at]}{other}{digits[at + 1 :]}")


@pytest.mark.parametrize(
    "text", ["", "x", "1532", "1532:9f86", ":" + "a" * 64, "0:" + "a" * 64, "XJ1:1:2:3", "1:" + "g" * 64]
)
def test_a_text_that_is_no_head_is_told(text: str) -> None:
    with pytest.raises(NotAHead):
        read(text)


def test_the_code_is_small_enough_to_be_printed_on_a_slip() -> None:
    code = segno.make(head(10**9).code, error="m")
    assert code.mode == "alphanumeric"
    assert code.symbol_size()[0] <= 69  # modules: 0.5 mm each on 35 mm


def test_the_key_is_shown_in_four_groups() -> None:
    assert [len(one) for one in fingerprint(head().public).split()] == [4, 4, 4, 4]
