"""Judging a new password: long enough, and not made of what anybody would try first.

Strength is counted in *pieces*: a letter that stands alone is one, and so is a whole run (abcd, 4321, aaaa, qwert), a year, or a
word of this place; a common word is two, as a list of them is longer than the alphabet. ``Xunchaban2026!`` has three pieces. This
finds every common password with whatever is commonly hung onto it, and needs no list of breached passwords from outside.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from xuncha.base.words import Sentence

ROWS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "0123456789",
    "abcdefghijklmnopqrstuvwxyz",
)
_STRAIGHT = frozenset(
    row[at : at + 3] for one in ROWS for row in (one, one[::-1]) for at in range(len(row) - 2)
)
_LEET = str.maketrans("013457@$!8", "oleastasib")
_YEAR = re.compile(r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?)?")
SHORTEST_WORD = 4
LONGEST_WORD = 33


@dataclass(frozen=True)
class PasswordRule:
    """``shortest`` and ``longest`` in characters; ``classes`` kinds of characters (1: any); ``pieces`` as this module counts them;
    ``remembered`` former passwords not to be used again; ``days`` after which it must be changed (0: never)."""

    shortest: int
    longest: int
    classes: int
    pieces: int
    remembered: int
    days: int

    def says(self) -> Sentence:
        """The rule in words, for whoever chooses a password."""
        kinds = self.classes > 1
        zh = f"至少{self.shortest}个字符" + (
            f"，含大写、小写、数字、符号中的{self.classes}种" if kinds else ""
        )
        en = f"At least {self.shortest} characters" + (f", of {self.classes} kinds" if kinds else "")
        return Sentence(
            zh + "；不用常见密码、单位名、账号、姓名、年份和连续字符拼成。可以用一句自己记得住的话。",
            en + "; not made of common words, names, years or runs. A sentence of your own will do.",
        )


def faults(
    password: str, rule: PasswordRule, words: Collection[str], local: Iterable[str], own: Iterable[str]
) -> list[Sentence]:
    """What is wrong with a password, empty if nothing.

    ``words``: common passwords, in small letters; ``local``: words of this place; ``own``: log-in name and name of its owner.
    """
    found = []
    if len(password) < rule.shortest:
        found.append(
            Sentence(
                f"密码有{len(password)}个字符，至少要{rule.shortest}个。",
                f"The password has {len(password)} characters; it needs {rule.shortest}.",
            )
        )
    if len(password) > rule.longest:
        found.append(
            Sentence(f"密码不要超过{rule.longest}个字符。", f"No more than {rule.longest} characters.")
        )
        return found  # whatever else is wrong is not worth the work
    if classes_of(password) < rule.classes:
        found.append(
            Sentence(
                f"大写字母、小写字母、数字、其他符号中，至少要有{rule.classes}种。",
                f"It needs {rule.classes} of: capitals, small letters, digits, other signs.",
            )
        )
    near = {one.lower() for one in (*local, *own) if len(one) >= 2}
    if pieces(password, words, near) < rule.pieces:
        found.append(
            Sentence(
                "密码由常见词语、单位或本人的名称、年份、连续或重复的字符拼成，容易被猜到。",
                "It is put together from common words, names, years or runs, and easy to guess.",
            )
        )
    return found


def classes_of(password: str) -> int:
    """How many of the four kinds of characters it has."""
    return len({_class(one) for one in password})


def _class(sign: str) -> str:
    if sign.isdigit():
        return "digit"
    return "capital" if sign.isupper() else "small" if sign.islower() else "other"


def pieces(password: str, words: Collection[str], near: Collection[str]) -> int:
    """The least number of pieces that a password is put together from, read plainly or with digits for letters (p@ssw0rd)."""
    plain = password.lower()
    return min(_pieces(text, words, near) for text in {plain, plain.translate(_LEET)})


def _pieces(text: str, words: Collection[str], near: Collection[str]) -> int:
    whole = _unrepeated(text)
    longest = max((len(one) for one in near), default=0)
    best = [0] * (len(whole) + 1)
    for at in range(len(whole) - 1, -1, -1):
        best[at] = min(
            1 + best[at + _run(whole, at)],
            *(_price(whole[at:end], words, near) + best[end] for end in _ends(whole, at, longest)),
        )
    return best[0] + (len(whole) < len(text))


def _unrepeated(text: str) -> str:
    """``abcabcabc`` is ``abc`` said again and again."""
    period = (text + text).find(text, 1)
    return text[:period] if 0 < period < len(text) else text


def _run(text: str, at: int) -> int:
    """How long the run, the same sign again, or the year is that begins here; 1 for a sign that stands alone."""
    straight = same = 1
    while text[at + same : at + same + 1] == text[at]:
        same += 1
    if text[at : at + 3] in _STRAIGHT:
        straight = 3
        while text[at + straight - 2 : at + straight + 1] in _STRAIGHT:
            straight += 1
    year = _YEAR.match(text, at)
    return max(straight, same if same > 2 else 1, len(year[0]) if year else 1)


def _ends(text: str, at: int, longest: int) -> Iterable[int]:
    """Where a word that begins here could end."""
    return range(at + 1, min(len(text), at + max(LONGEST_WORD, longest)) + 1)


def _price(part: str, words: Collection[str], near: Collection[str]) -> int:
    if part in near:
        return 1
    return 2 if len(part) >= SHORTEST_WORD and part in words else len(part)
