"""BagIt (RFC 8493) in memory: files with lists of their digests, so that nothing is lost, changed or added on the way.

A bag is ``{path: bytes}``: the payload under ``data/``, everything else are tag files. We write version 1.0 with SHA-256;
we read 0.93 to 1.0 with MD5, SHA-1 and SHA-2 of every length. What a bag wants fetched from elsewhere is never fetched.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

PAYLOAD = "data/"
DECLARATION = "bagit.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
_MANIFEST = "manifest-sha256.txt"
_FETCH = "fetch.txt"
_DECLARED = re.compile(r"BagIt-Version: (\d\.\d+) ?\r?\n?Tag-File-Character-Encoding: (\S+)\s*")
_VERSIONS = ("0.93", "0.94", "0.95", "0.96", "0.97", "1.0")
_LISTS = re.compile(r"(tag)?manifest-(md5|sha1|sha224|sha256|sha384|sha512)\.txt")
_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+\*?(.+)")
_FETCHED = re.compile(r"\S+\s+(?:\d+|-)\s+(.+)")
_OUTSIDE = re.compile(r"[/\\~]|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|$)")
_ESCAPED = re.compile(r"%(0[AaDd]|25)")


class NotABag(Exception):
    """What is not a complete and unchanged bag. The text is for a log; it holds no name of the payload."""


def pack_bag(payload: Mapping[str, bytes], tags: Mapping[str, bytes]) -> dict[str, bytes]:
    """The bag of `payload` (paths as they will stand below ``data/``) and further tag files."""
    files = {PAYLOAD + path: content for path, content in payload.items()}
    told = {
        DECLARATION: b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}\n".encode(),
        **tags,
        _MANIFEST: _listed(files),
    }
    return {**told, TAG_MANIFEST: _listed(told), **files}


def check_bag(bag: Mapping[str, bytes]) -> dict[str, bytes]:
    """The payload of a complete and unchanged bag, by paths below ``data/``.

    Raises NotABag for a missing declaration, an unknown version, a file that is missing, changed, listed twice, listed by no
    manifest (from 1.0 on: not by all), or a listed path that leaves the bag.
    """
    version, encoding = _declared(bag.get(DECLARATION, b""))
    lists = {name: kind for name in bag if (kind := _LISTS.fullmatch(name))}
    payload = {path: content for path, content in bag.items() if path.startswith(PAYLOAD)}
    covered: list[set[str]] = []
    for name, kind in lists.items():
        digests = _read_list(bag[name].decode(encoding, "replace"), name, strict=version == "1.0")
        for path, digest in digests.items():
            if path not in bag or hashlib.new(kind[2], bag[path]).hexdigest() != digest:
                raise NotABag(f"{name}: a file is missing or was changed")
        if not kind[1]:
            covered.append(set(digests))
    if not covered:
        raise NotABag("no manifest of the payload")
    if set.union(*covered) != set(payload) or (
        version == "1.0" and set.intersection(*covered) != set(payload)
    ):
        raise NotABag("a manifest does not list the payload")
    for line in bag.get(_FETCH, b"").decode(encoding, "replace").splitlines():
        if not (wanted := _FETCHED.fullmatch(line)) or _inside(wanted[1]) not in payload:
            raise NotABag(f"{_FETCH}: a file that was not fetched")
    return {path.removeprefix(PAYLOAD): content for path, content in payload.items()}


def _listed(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()


def _declared(declaration: bytes) -> tuple[str, str]:
    """Version and character encoding of the tag files."""
    told = _DECLARED.fullmatch(declaration.decode("utf-8", "replace"))
    if not told or told[1] not in _VERSIONS:
        raise NotABag(f"{DECLARATION}: no declaration, or of an unknown version")
    try:
        "".encode(told[2])
    except LookupError:
        raise NotABag(f"{DECLARATION}: an unknown character encoding") from None
    return told[1], told[2]


def _read_list(text: str, name: str, strict: bool) -> dict[str, str]:
    """Path to digest. `strict`: a path stands once, even with the same digest."""
    digests: dict[str, str] = {}
    for line in _lines(text):
        if not (entry := _LINE.fullmatch(line)):
            raise NotABag(f"{name}: a line that is none")
        path, digest = _inside(entry[2]), entry[1].lower()
        if path in digests and (strict or digests[path] != digest):
            raise NotABag(f"{name}: a file is listed twice")
        digests[path] = digest
    return digests


def _lines(text: str) -> Iterator[str]:
    return (line for line in re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")) if line)


def _inside(path: str) -> str:
    """The path with its escapes undone. Raises NotABag where it leaves the bag."""
    path = _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), path)
    path = path.removeprefix("*").removeprefix("./")
    if _OUTSIDE.match(path):
        raise NotABag("a path that leaves the bag")
    return path
