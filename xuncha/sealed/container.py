"""Many files as one run of bytes: a plain tar (POSIX ustar) of ordinary files with harmless names, and nothing else.

Written by the standard library, read by forty lines of our own: what a tar may hold besides ordinary files (links, devices,
sparse files, long-name records) is refused rather than understood, because it is read before anybody's signature is checked.
"""

from __future__ import annotations

import io
import re
import tarfile
from collections.abc import Iterable, Mapping

_BLOCK = 512
_MAGIC = b"ustar\x0000"
_ORDINARY = b"0"
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
_LONGEST = 200


class NotAContainer(Exception):
    """The bytes are no container, or hold something that a container must not hold."""


def check_names(names: Iterable[str]) -> None:
    """Raise NotAContainer unless every name is harmless on every system.

    Harmless: ASCII letters, digits, ``. _ -`` and ``/``; at most 200 characters; no part begins with a dot or a hyphen or ends
    with a dot; no two names are equal but for case; no name is the folder of another.
    """
    seen: set[str] = set()
    folders: set[str] = set()
    for name in names:
        parts = name.lower().split("/")
        if len(name) > _LONGEST or not _NAME.fullmatch(name) or any(part.endswith(".") for part in parts):
            raise NotAContainer("a name that a container must not hold")
        if name.lower() in seen:
            raise NotAContainer("the same name twice")
        seen.add(name.lower())
        folders.update("/".join(parts[:depth]) for depth in range(1, len(parts)))
    if seen & folders:
        raise NotAContainer("a file and a folder of one name")


def wrap(files: Mapping[str, bytes]) -> bytes:
    """`files` in their order, without times, owners or rights. Raises NotAContainer for a name that is not harmless."""
    check_names(files)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            try:
                tar.addfile(entry, io.BytesIO(content))
            except ValueError:
                raise NotAContainer("a name too long for a container") from None
    return out.getvalue()


def unwrap(data: bytes) -> dict[str, bytes]:
    """The files of what `wrap` made; only zeros may follow them. Raises NotAContainer."""
    files: list[tuple[str, bytes]] = []
    at = 0
    while (head := data[at : at + _BLOCK]).strip(b"\0"):
        name, size = _entry(head)
        content = data[at + _BLOCK : at + _BLOCK + size]
        if len(content) < size:
            raise NotAContainer("it ends in the middle of a file")
        files.append((name, content))
        at += _BLOCK + -(-size // _BLOCK) * _BLOCK
    if len(data) - at < 2 * _BLOCK or data.count(0, at) != len(data) - at:
        raise NotAContainer("it does not end in zeros")
    check_names(name for name, _ in files)
    return dict(files)


def _entry(head: bytes) -> tuple[str, int]:
    """Name and size of the file that the block announces."""
    if len(head) < _BLOCK or head[257:265] != _MAGIC or head[156:157] != _ORDINARY:
        raise NotAContainer("something that is no ordinary file")
    if _octal(head[148:156]) != sum(head[:148]) + sum(head[156:]) + 8 * ord(" "):
        raise NotAContainer("a sum that does not fit")
    name, folder = (_text(head[a:b]) for a, b in ((0, 100), (345, 500)))
    return f"{folder}/{name}" if folder else name, _octal(head[124:136])


def _text(field: bytes) -> str:
    return field.rstrip(b"\0").decode("latin-1")


def _octal(field: bytes) -> int:
    digits = field.rstrip(b"\0 ")
    if not digits or not digits.isdigit():
        raise NotAContainer("a number that is none")
    try:
        return int(digits, 8)
    except ValueError:
        raise NotAContainer("a number that is none") from None
