"""The one gate that every file from outside passes before anything else reads it."""

from __future__ import annotations

import gzip
import html
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO, cast

from xuncha.base import sheets_csv
from xuncha.base.uploads import marks as secrecy
from xuncha.base.uploads.archives import EICAR, check_archive, check_compound
from xuncha.base.uploads.kinds import GZIP, OLE, PDF, ZIP, Kind, kind_of, titles
from xuncha.base.uploads.limits import MB, Limits, Marks
from xuncha.base.uploads.names import checked_name, ending
from xuncha.base.uploads.pdfs import check_pdf
from xuncha.base.uploads.pictures import check_picture
from xuncha.base.uploads.refusals import NotTaken
from xuncha.base.uploads.windows import BLOCK, found, head_of, size_of, windows

_PICTURES = frozenset({"jpeg", "png", "tiff", "bmp"})
_HEAD = 1024
_ZIP_END = 22
_ACTIVE = re.compile(
    r"<!(?:doctype|entity)|<(?:\w+:)?(?:script|html|svg|body|iframe)\b|<\?php", re.IGNORECASE
)
_LONGEST_TAG = 64
_MARKUP = (b"<script", b"<html", b"<svg", b"<?php")


@dataclass(frozen=True)
class Taken:
    """A file that passed: its name without a path, what it is, and itself, to be read."""

    name: str
    kind: Kind
    file: BinaryIO


def judge(
    name: str, content: bytes | BinaryIO, limits: Limits, marks: Marks, wanted: frozenset[str]
) -> Taken:
    """Let a file in, or say why not. `content` may be bytes or a file that can be searched; `wanted` are keys of KINDS.

    Nothing is written, rendered or decoded. The file is looked through in blocks and never held whole; archives are
    unpacked once, in blocks and counted. Raises NotTaken.
    """
    file = io.BytesIO(content) if isinstance(content, bytes) else content
    size = size_of(file)
    if not size:
        raise NotTaken("empty")
    if size > limits.megabytes * MB:
        raise NotTaken("too-big", most=limits.megabytes)
    plain = checked_name(name, limits.name)
    secrecy.refuse_marked_name(plain, marks)
    if found(file, (EICAR,)):
        raise NotTaken("virus")
    kind = kind_of(file)
    if kind.key not in wanted:
        raise NotTaken("not-wanted", kind=kind.title, wanted=titles(wanted))
    if ending(plain) not in kind.endings:
        raise NotTaken("ending", kind=kind.title)
    _check_content(kind, file, limits, marks)
    return Taken(plain, kind, file)


def _check_content(kind: Kind, file: BinaryIO, limits: Limits, marks: Marks) -> None:
    head = head_of(file, _HEAD)
    if head.startswith(ZIP):
        _one_zip(file)
        check_archive(file, limits, marks)
    elif head.startswith(OLE):
        check_compound(file, marks)
    elif kind.key == "text":
        secrecy.refuse_marked_texts(sheets_csv.text_of(file), marks)
    elif kind.key == "xml":
        _check_xml(file, marks)
    elif kind.key == "gzip":
        _check_gzip(file, limits, marks)
    else:
        _one_face(kind, file, head.lower())
        if kind.key == "pdf":
            check_pdf(file, limits, marks)
        else:
            check_picture(kind.key, file, limits)


def _check_xml(file: BinaryIO, marks: Marks) -> None:
    """An interface file: no document type, no entity, nothing of a page, and no mark, also not one in numbers of characters."""
    tail = ""
    try:
        for text in sheets_csv.text_of(file):
            seen = _ACTIVE.search(tail + text)
            if seen:
                raise NotTaken("entities" if seen.group().startswith("<!") else "unknown")
            tail = text[-_LONGEST_TAG:]
        secrecy.refuse_marked_texts(map(html.unescape, sheets_csv.text_of(file)), marks)
    except sheets_csv.NotText:
        raise NotTaken("unknown") from None


def _one_zip(file: BinaryIO) -> None:
    """An archive ends with its list and nothing after it."""
    with zipfile.ZipFile(file) as archive:
        file.seek(-_ZIP_END, io.SEEK_END)
        if archive.comment or not file.read(_ZIP_END).startswith(b"PK\x05\x06"):
            raise NotTaken("two-faced")


def _one_face(kind: Kind, file: BinaryIO, head: bytes) -> None:
    """A picture or PDF that is an archive, a PDF or a web page as well is refused."""
    if zipfile.is_zipfile(file) or any(word in head for word in _MARKUP):
        raise NotTaken("two-faced")
    if kind.key in _PICTURES and PDF.lower() in head:
        raise NotTaken("two-faced")


def _check_gzip(file: BinaryIO, limits: Limits, marks: Marks) -> None:
    """A packed text table: unpacked in blocks; that it stays within the limits is known before anything else is asked of it."""
    most = min(limits.unpacked * MB, max(limits.ratio * size_of(file), limits.ratio_from * MB))
    file.seek(0)
    try:
        with gzip.open(file) as unpacked:
            stream = cast(BinaryIO, unpacked)
            _count(stream, most)
            if head_of(stream, len(ZIP)).startswith((ZIP, GZIP)):
                raise NotTaken("nested")
            if found(stream, (EICAR,)):
                raise NotTaken("virus")
            if kind_of(stream).key != "text":
                raise NotTaken("archive")
            for window in windows(stream):
                secrecy.refuse_marked_bytes(window, marks)
    except (OSError, EOFError, zlib.error):
        raise NotTaken("damaged") from None


def _count(stream: BinaryIO, most: int) -> None:
    """Unpack it and let it go. Raises NotTaken for more bytes than ``most``."""
    came = 0
    while block := stream.read(BLOCK):
        came += len(block)
        if came > most:
            raise NotTaken("bomb")
