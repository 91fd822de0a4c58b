"""A password is judged by what anybody would try first."""

from __future__ import annotations

import random
import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.trust.core.passwords import LONGEST_WORD, PasswordRule, classes_of, faults, pieces
from xuncha.trust.own_password import common_words

RULE = PasswordRule(shortest=12, longest=128, classes=1, pieces=8, remembered=0, days=0)
LOCAL = ("xunchaban", "minzhengju", "巡察", "县委")
OWN = ("zhao-min", "赵敏敏", "明川县(虚构)")


def wrong(password: str, rule: PasswordRule = RULE) -> int:
    return len(faults(password, rule, common_words(), LOCAL, OWN))


@pytest.mark.parametrize(
    "password",
    [
        "password1234", "P@ssw0rd2026!", "qwertyuiop123", "111111111111", "abcdefghijkl", "123456789012", "987654321098",
        "Xunchaban2026!", "minzhengju123", "zhao-min-2026", "iloveyou1314", "abcabcabcabc", "1qaz2wsx3edc", "zaq12wsxcde3",
        "Admin@123456", "19850312Admin", "县委巡察2026年!!!", "赵敏敏赵敏敏赵敏敏赵敏敏", "passwordpassword", "asdfghjkl123",
    ],
)  # fmt: skip
def test_what_anybody_would_try_is_refused(password: str) -> None:
    assert wrong(password) == 1


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "河边的柳树今年发芽早了七天啊",
        "kR7#vdPq2&xTn",
        "moyu-lusha-tancheng",
        "Jinwan qu chi mixian ba",
    ],
)
def test_a_sentence_or_a_random_one_is_taken(password: str) -> None:
    assert wrong(password) == 0


def test_a_short_one_is_told_its_length() -> None:
    (no,) = faults("kR7#vdPq2&x", RULE, common_words(), LOCAL, OWN)
    assert no.zh == "密码有11个字符，至少要12个。"


def test_a_very_long_one_costs_no_work() -> None:
    assert wrong("x" * 100_000) == 1


@pytest.mark.parametrize(
    ("password", "kinds"), [("abc", 1), ("Abc", 2), ("Abc1", 3), ("Abc1!", 4), ("巡察", 1), ("巡 a", 2)]
)
def test_kinds_of_characters_are_counted(password: str, kinds: int) -> None:
    assert classes_of(password) == kinds


def test_graded_protection_asks_for_kinds_of_characters() -> None:
    strict = replace(RULE, classes=3)
    assert (wrong("kvqxdptnzlmrw", strict), wrong("kvQxdpTnz7mrw", strict)) == (1, 0)
    assert wrong("kvqxdptnzlmrw") == 0


@given(st.integers(0, 2**40))
def test_a_random_password_is_hardly_ever_refused(seed: int) -> None:
    rng = random.Random(seed)
    password = "".join(rng.choice(string.ascii_letters + string.digits) for _ in range(16))
    assert wrong(password) == 0


@given(st.sampled_from(sorted(one for one in common_words() if len(one) >= 8)), st.integers(0, 9999))
def test_a_common_password_with_a_number_hung_on_is_refused(word: str, number: int) -> None:
    assert wrong(f"{word}{number:04d}".ljust(12, "!")) >= 1


def test_no_common_password_is_longer_than_is_looked_for() -> None:
    assert max(len(one) for one in common_words()) == LONGEST_WORD


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=10))
def test_adding_something_never_takes_pieces_away_from_nothing(text: str, more: str) -> None:
    assert 1 <= pieces(text + more, frozenset(), frozenset()) <= len((text + more).lower()) + 1


@given(st.text(alphabet="abcxyz019", min_size=1, max_size=12), st.integers(2, 5))
def test_saying_it_again_adds_one_piece_at_most(text: str, times: int) -> None:
    assert pieces(text * times, frozenset(), frozenset()) <= pieces(text, frozenset(), frozenset()) + 1
