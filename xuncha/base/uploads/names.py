"""A file's name: what may not stand in it, and its ending."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

from xuncha.base.uploads.refusals import NotTaken

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def checked_name(name: str, longest: int) -> str:
    """The name in its composed form, without a path. Raises NotTaken: ``name-long`` or ``name``."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1]).strip()
    if not plain.strip(". ") or len(plain) > longest:
        raise NotTaken("name-long")
    if any(unicodedata.category(char) in _INVISIBLE for char in plain):
        raise NotTaken("name")
    return plain


def ending(name: str) -> str:
    """The ending without its dot, in lower case."""
    return PurePosixPath(name).suffix.removeprefix(".").lower()
