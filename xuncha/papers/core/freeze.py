"""Frozen facts: what a paper said at the moment it was drafted, and the short code that proves it.

The code is printed in the footer of every page. Two prints with the same code say the same thing;
when one character of the facts differs, the code differs.
"""

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Mapping
from typing import Any

from xuncha.base.words import Sentence

#: Letters and digits that a person cannot mistake for one another on paper (no 0 O 1 I).
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 8


class NotPlain(ValueError):
    """The facts hold something that cannot be frozen; `says` names the place."""

    def __init__(self, says: Sentence):
        super().__init__(str(says))
        self.says = says


def freeze(facts: Mapping[str, Any]) -> str:
    """Canonical JSON of `facts`: keys sorted, no spaces, text in Unicode NFC.

    Allowed are str, int, bool, None, lists (tuples) and mappings with text keys. Dates travel as ISO
    text, money as integer cents; anything else raises NotPlain with its place.
    """
    return json.dumps(_plain(facts, "facts"), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def thaw(frozen: str) -> dict[str, Any]:
    """The facts again, from what `freeze` returned."""
    facts: dict[str, Any] = json.loads(frozen)
    return facts


def facts_code(form_key: str, facts: Mapping[str, Any], key: bytes = b"") -> str:
    """The code of the facts in one form, as printed: "K7M2-9QXD".

    With `key` (papers whose facts are sealed) nobody without the key can test a guess against the code.
    """
    message = f"{form_key}\n{freeze(facts)}".encode()
    digest = hmac.digest(key, message, "sha256") if key else hashlib.sha256(message).digest()
    number = int.from_bytes(digest[:8], "big")
    letters = []
    for _ in range(CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def _plain(value: Any, place: str) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list | tuple):
        return [_plain(one, f"{place}[{index}]") for index, one in enumerate(value)]
    if isinstance(value, Mapping):
        return {_key(key, place): _plain(one, f"{place}.{key}") for key, one in value.items()}
    raise NotPlain(
        Sentence(
            f"文书要素 {place} 不是文字、整数或清单（现为 {type(value).__name__}），不能定稿："
            "日期请写成 2026-03-05，金额请以分为单位。",
            f"{place} of the paper's facts is a {type(value).__name__}; use text, whole numbers, lists: "
            "dates as 2026-03-05, money in cents.",
        )
    )


def _key(key: Any, place: str) -> str:
    if not isinstance(key, str):
        raise NotPlain(
            Sentence(
                f"文书要素 {place} 的名称必须是文字。",
                f"A name inside {place} of the paper's facts must be text.",
            )
        )
    return unicodedata.normalize("NFC", key)
