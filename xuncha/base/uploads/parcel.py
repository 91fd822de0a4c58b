"""A zip of many files, as a body hands over its books: each file inside comes before the gate as if it had come alone."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from xuncha.base.uploads.archives import EICAR, check_list
from xuncha.base.uploads.gate import Taken, judge
from xuncha.base.uploads.kinds import ZIP, kind_of
from xuncha.base.uploads.limits import MB, Limits, Marks
from xuncha.base.uploads.refusals import NotTaken
from xuncha.base.uploads.windows import found, head_of, size_of

_UTF8 = 0x800
_LITTER = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Part:
    """A file of a parcel: its name without folders, and the file, or why it is not taken."""

    name: str
    taken: Taken | None
    why_not: NotTaken | None = None


def is_parcel(file: BinaryIO) -> bool:
    """Whether this is a zip that is no document of its own."""
    if not head_of(file, len(ZIP)).startswith(ZIP):
        return False
    try:
        kind_of(file)
    except NotTaken as no:
        return no.code == "archive"
    finally:
        file.seek(0)
    return False


def unpacked(file: BinaryIO, limits: Limits, marks: Marks, wanted: frozenset[str]) -> Iterator[Part]:
    """The files of a parcel one after another, one held at a time; a parcel inside a parcel is not opened.

    Raises NotTaken for the parcel as a whole, before the first file: too large, a bomb, damaged, locked, with paths that lead elsewhere.
    """
    if size_of(file) > limits.megabytes * MB:
        raise NotTaken("too-big", most=limits.megabytes)
    if found(file, (EICAR,)):
        raise NotTaken("virus")
    try:
        archive = zipfile.ZipFile(file)
        check_list(archive.infolist(), size_of(file), limits)
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        raise NotTaken("damaged") from None
    return _parts(archive, limits, marks, wanted)


def _parts(archive: zipfile.ZipFile, limits: Limits, marks: Marks, wanted: frozenset[str]) -> Iterator[Part]:
    left = limits.unpacked * MB
    for entry in archive.infolist():
        path = _path(entry)
        if entry.is_dir() or path.lower().startswith(_LITTER) or path.lower().endswith(_LITTER):
            continue
        name = path.rsplit("/", 1)[-1]
        try:
            content = _read(archive, entry, min(left, limits.megabytes * MB), limits.megabytes)
            left -= len(content)
            yield Part(name, judge(name, content, limits, marks, wanted))
        except NotTaken as no:
            yield Part(name, None, no)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, megabytes: int) -> bytes:
    """What really comes out, whatever the list says. Raises NotTaken."""
    try:
        with archive.open(entry) as stream:
            content = io.BytesIO(stream.read(most + 1)).getvalue()
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError):
        raise NotTaken("damaged") from None
    if len(content) > most:
        raise NotTaken("too-big", most=megabytes)
    return content


def _path(entry: zipfile.ZipInfo) -> str:
    """The path as it was written: Chinese Windows packs names in GBK and does not say so."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename
