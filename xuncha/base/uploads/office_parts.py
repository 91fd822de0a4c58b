"""What the parts of a Word, Excel or PowerPoint file tell of people and times, and the same parts without it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import BinaryIO

_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/'
    b'package/2006/metadata/core-properties"/>'
)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/extended-properties"/>'
)
_CUSTOM = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/custom-properties"/>'
)
_REPLACED = {"docProps/core.xml": _CORE, "docProps/app.xml": _APP, "docProps/custom.xml": _CUSTOM}
_THUMBNAIL = "docProps/thumbnail."
_THUMBNAIL_LINK = re.compile(rb"<Relationship\b[^>]*/metadata/thumbnail[^>]*/>")
_PEOPLE = re.compile(
    rb"(?P<name>\b(?:w:author|w:initials|w15:author|w15:userId|w15:providerId|w16du:dateUtc|w:date|displayName|userId|"
    rb"providerId|lastModifiedBy|initials)=)(?P<quote>[\"'])[^\"']*(?P=quote)"
)
_TIMES = (b"w:date", b"w16du:dateUtc")
_RSID = re.compile(rb"\s\bw(?:14)?:(?:rsid\w*|paraId|textId)=[\"'][^\"']*[\"']")
_RSIDS = re.compile(rb"<w:rsids>.*?</w:rsids>", re.DOTALL)
_AUTHORS = re.compile(rb"<author>[^<]*</author>")
_COMMENT_AUTHOR = re.compile(rb"(<p:cmAuthor\b[^>]*?\bname=)(?P<quote>[\"'])[^\"']*(?P=quote)")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_LARGEST_PART = 256 * 1024 * 1024
"""Bytes of a part unpacked, which alone is worked whole."""
_CLEANED = ("word/", "xl/", "ppt/")


def clean_package(file: BinaryIO, picture: Callable[[bytes], bytes]) -> bytes:
    """The file packed anew, part by part. `picture` cleans a part that may be one.

    Raises zipfile.BadZipFile, KeyError, and ValueError for a part that takes too much memory.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.is_dir() or entry.filename.startswith(_THUMBNAIL):
                continue
            if entry.file_size > _LARGEST_PART:
                raise ValueError("too large a part to be cleaned here")
            part = zipfile.ZipInfo(entry.filename, _EARLIEST)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, _cleaned(entry.filename, old.read(entry), picture))
    return out.getvalue()


def _cleaned(name: str, content: bytes, picture: Callable[[bytes], bytes]) -> bytes:
    if name in _REPLACED:
        return _REPLACED[name]
    if name == "_rels/.rels":
        return _THUMBNAIL_LINK.sub(b"", content)
    if not name.startswith(_CLEANED):
        return content
    if not name.endswith(".xml"):
        return picture(content)
    if name.startswith("word/"):
        content = _RSIDS.sub(b"", _RSID.sub(b"", content))
    return _without_people(content)


def _without_people(content: bytes) -> bytes:
    content = _AUTHORS.sub(b"<author></author>", content)
    content = _COMMENT_AUTHOR.sub(rb'\1""', content)
    return _PEOPLE.sub(_blank, content)


def _blank(match: re.Match[bytes]) -> bytes:
    name = match["name"]
    if name.rstrip(b"=") in _TIMES:
        return name + b'"1980-01-01T00:00:00Z"'
    return name + b'""'
