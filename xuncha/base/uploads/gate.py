"""The one gate that every file from outside passes before anything else reads it."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from dataclasses import dataclass

from xuncha.base import sheets_csv
from xuncha.base.uploads import marks as secrecy
from xuncha.base.uploads.archives import EICAR, check_archive, check_compound
from xuncha.base.uploads.kinds import GZIP, OLE, PDF, ZIP, Kind, kind_of, titles
from xuncha.base.uploads.limits import MB, Limits, Marks
from xuncha.base.uploads.names import checked_name, ending
from xuncha.base.uploads.pdfs import check_pdf
from xuncha.base.uploads.pictures import check_picture
from xuncha.base.uploads.refusals import NotTaken

_PICTURES = frozenset({"jpeg", "png", "tiff", "bmp"})
_HEAD = 1024
_MARKUP = (b"<script", b"<html", b"<svg", b"<?php")


@dataclass(frozen=True)
class Taken:
    """A file that passed: its name without a path, what it is, and its bytes."""

    name: str
    kind: Kind
    content: bytes


def judge(name: str, content: bytes, limits: Limits, marks: Marks, wanted: frozenset[str]) -> Taken:
    """Let a file in, or say why not. `wanted` are keys of KINDS.

    Nothing is written, rendered or decoded; archives are unpacked once, in blocks and counted. Raises NotTaken.
    """
    if not content:
        raise NotTaken("empty")
    if len(content) > limits.megabytes * MB:
        raise NotTaken("too-big", most=limits.megabytes)
    plain = checked_name(name, limits.name)
    secrecy.refuse_marked_name(plain, marks)
    if EICAR in content:
        raise NotTaken("virus")
    kind = kind_of(content)
    if kind.key not in wanted:
        raise NotTaken("not-wanted", kind=kind.title, wanted=titles(wanted))
    if ending(plain) not in kind.endings:
        raise NotTaken("ending", kind=kind.title)
    _check_content(kind, content, limits, marks)
    return Taken(plain, kind, content)


def _check_content(kind: Kind, content: bytes, limits: Limits, marks: Marks) -> None:
    if content.startswith(ZIP):
        _one_zip(content)
        check_archive(content, limits, marks)
    elif content.startswith(OLE):
        check_compound(content, marks)
    elif kind.key == "text":
        secrecy.refuse_marked_text(sheets_csv.decode(content), marks)
    elif kind.key == "gzip":
        _check_gzip(content, limits, marks)
    else:
        _one_face(kind, content)
        if kind.key == "pdf":
            check_pdf(content, limits, marks)
        else:
            check_picture(kind.key, content, limits)


def _one_zip(content: bytes) -> None:
    """An archive ends with its list and nothing after it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if archive.comment or content[-22:-18] != b"PK\x05\x06":
            raise NotTaken("two-faced")


def _one_face(kind: Kind, content: bytes) -> None:
    """A picture or PDF that is an archive, a PDF or a web page as well is refused."""
    head = content[:_HEAD].lower()
    if zipfile.is_zipfile(io.BytesIO(content)) or any(word in head for word in _MARKUP):
        raise NotTaken("two-faced")
    if kind.key in _PICTURES and PDF.lower() in head:
        raise NotTaken("two-faced")


def _check_gzip(content: bytes, limits: Limits, marks: Marks) -> None:
    """A packed text table: unpacked once, within the limits."""
    most = min(limits.unpacked * MB, max(limits.ratio * len(content), limits.ratio_from * MB))
    try:
        with gzip.open(io.BytesIO(content)) as stream:
            text = stream.read(most + 1)
    except (OSError, EOFError, zlib.error):
        raise NotTaken("damaged") from None
    if len(text) > most:
        raise NotTaken("bomb")
    if text.startswith((ZIP, GZIP)):
        raise NotTaken("nested")
    if EICAR in text:
        raise NotTaken("virus")
    if kind_of(text).key != "text":
        raise NotTaken("archive")
    secrecy.refuse_marked_bytes(text, marks)
