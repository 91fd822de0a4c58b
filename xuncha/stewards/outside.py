"""A package that goes outside: its files under neutral names with a list of contents, and how it is closed for its receiver."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from xuncha.base.words import Sentence
from xuncha.sealed import age
from xuncha.sealed.container import unwrap, wrap
from xuncha.trust.core.codes import LETTERS, grouped

BY_KEY, BY_PHRASE = "key", "phrase"
WAYS = {
    BY_PHRASE: Sentence("口令（系统生成，另行告知对方）", "a passphrase (made here, told apart)"),
    BY_KEY: Sentence("对方的 age 公钥", "the receiver's age public key"),
}
CONTENTS = "contents.txt"
PHRASE_SIGNS = 24
"""Signs of a passphrase: 30 ** 24 is more than 117 bits."""


@dataclass(frozen=True)
class Part:
    """A file on its way out. ``title`` tells people what it is; ``suffix`` its type, with the dot."""

    title: str
    suffix: str
    content: bytes


@dataclass(frozen=True)
class About:
    """What is said of a package: what it is, for whom, how closed, and its files (name, title, bytes, SHA-256)."""

    what: str
    to: str
    way: str
    recipient: str
    files: Sequence[Mapping[str, Any]]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> About:
        """Read what ``as_data`` wrote."""
        return cls(**data)

    def as_data(self) -> dict[str, Any]:
        """As plain JSON."""
        return asdict(self)


def listed(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """The files with the names they get: numbers, so that no name tells of a unit or a person."""
    return [
        {
            "name": f"{number:02d}{one.suffix}",
            "title": one.title,
            "bytes": len(one.content),
            "sha256": sha256(one.content).hexdigest(),
        }
        for number, one in enumerate(parts, 1)
    ]


def packed(about: About, parts: Sequence[Part]) -> bytes:
    """The files and the list of contents as one run of bytes (a tar). Raises NotAContainer for a suffix that is no suffix."""
    lines = [about.what, *(f"{one['name']}\t{one['title']}\tSHA-256 {one['sha256']}" for one in about.files)]
    contents = {one["name"]: part.content for one, part in zip(about.files, parts, strict=True)}
    return wrap({CONTENTS: ("\n".join(lines) + "\n").encode(), **contents})


def part_of(content: bytes, name: str) -> bytes | None:
    """One file of a package, or None where it has none of that name."""
    return unwrap(content).get(name)


def closed(content: bytes, about: About) -> tuple[bytes, str]:
    """The age file for the receiver, and the passphrase where it is closed by one: it is kept nowhere."""
    if about.way == BY_KEY:
        return age.close(content, [about.recipient]), ""
    phrase = grouped("".join(secrets.choice(LETTERS) for _ in range(PHRASE_SIGNS)))
    return age.close_by_phrase(content, phrase), phrase


def is_recipient(text: str) -> bool:
    """Whether a text is an age public key (``age1…``)."""
    return age.is_recipient(text)
