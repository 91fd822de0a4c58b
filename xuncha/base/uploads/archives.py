"""Files that are archives inside (Office, OFD): every part is unpacked once, counted and looked at, and nothing is written."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, BinaryIO

from xuncha.base.uploads import marks as secrecy
from xuncha.base.uploads.kinds import OLE, ZIP
from xuncha.base.uploads.limits import MB, Limits, Marks
from xuncha.base.uploads.refusals import NotTaken
from xuncha.base.uploads.windows import BLOCK, OVERLAP, found, size_of, windows

_READ_WHOLE = 24 * MB
"""Parts up to this size are read as text without their tags; larger ones are tables, whose cells stand in one piece."""
_LOCAL_HEADER = 30
_MACROS = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")
_MACRO_FOLDERS = ("xl/macrosheets/", "xl/dialogsheets/")
_ACTIVE = ("/activex/", "/ctrlprops/")
_PROGRAMS = (".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".scr", ".lnk", ".jar", ".hta", ".sh")
_REMOTE = re.compile(
    rb"<(?:\w+:)?Relationship\b(?=[^>]*TargetMode\s*=\s*[\"']External)"
    rb"(?=[^>]*/(?:attachedTemplate|oleObject|frame|subDocument|externalLinkPath|package)\b)(?=[^>]*Target\s*=\s*[\"']\w{2,}:)",
)
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
_COMPOUND = {
    "_VBA_PROJECT".encode("utf-16-le"): "macro",
    "Ole10Native".encode("utf-16-le"): "active",
    EICAR: "virus",
}


@dataclass
class _Budget:
    """What may still be unpacked, over all depths."""

    left: int


def check_archive(
    file: BinaryIO, limits: Limits, marks: Marks, *, depth: int = 0, budget: _Budget | None = None
) -> None:
    """Raise NotTaken for an archive that is a bomb, leads elsewhere, nests too deep, runs something, or carries a mark."""
    budget = budget or _Budget(limits.unpacked * MB)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            check_list(entries, size_of(file), limits, budget.left)
            for entry in entries:
                if not entry.is_dir():
                    _check_part(archive, entry, limits, marks, depth, budget)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError):
        raise NotTaken("damaged") from None


def check_list(entries: list[zipfile.ZipInfo], packed: int, limits: Limits, left: int | None = None) -> None:
    """What the list of parts says by itself, before anything is unpacked; `left` bytes may still be. Raises NotTaken."""
    left = limits.unpacked * MB if left is None else left
    if len(entries) > limits.entries:
        raise NotTaken("entries")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > left or (unpacked > limits.ratio_from * MB and unpacked > limits.ratio * packed):
        raise NotTaken("bomb")
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise NotTaken("two-faced")
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            raise NotTaken("bomb")  # parts that share their bytes
        end = entry.header_offset + _LOCAL_HEADER + entry.compress_size
        _check_path(entry)
        if entry.flag_bits & 0x1:
            raise NotTaken("locked")


def _check_path(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename.replace("\\", "/")
    if name.startswith("/") or ":" in name or "\0" in name or ".." in name.split("/"):
        raise NotTaken("slip")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise NotTaken("slip")
    lower = "/" + name.lower()
    if lower.endswith(_MACROS) or lower.lstrip("/").startswith(_MACRO_FOLDERS):
        raise NotTaken("macro")
    if any(folder in lower for folder in _ACTIVE) or lower.endswith(_PROGRAMS):
        raise NotTaken("active")


def _check_part(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    limits: Limits,
    marks: Marks,
    depth: int,
    budget: _Budget,
) -> None:
    """Unpack one part in blocks, counting what really comes out, and look at it."""
    head, whole, tail, came = b"", bytearray(), b"", 0
    keep = entry.file_size <= _READ_WHOLE
    with archive.open(entry) as stream:
        while block := stream.read(BLOCK):
            came += len(block)
            budget.left -= len(block)
            if budget.left < 0:
                raise NotTaken("bomb")
            head = head or block[:4096]
            seen = tail + block
            if EICAR in seen:
                raise NotTaken("virus")
            if not keep:
                secrecy.refuse_marked_bytes(seen, marks)
            else:
                whole += block
            tail = seen[-OVERLAP:]
    if head.startswith(ZIP):
        if depth >= limits.depth or not keep:
            raise NotTaken("nested")
        check_archive(io.BytesIO(whole), limits, marks, depth=depth + 1, budget=budget)
    elif head.startswith(OLE):
        with archive.open(entry) as stream:
            check_compound(stream, marks)
    else:
        _check_text(entry.filename.lower(), head, bytes(whole), marks)


def _check_text(name: str, head: bytes, whole: bytes, marks: Marks) -> None:
    if not name.endswith((".xml", ".rels", ".vml")):
        return
    if any(word in head.replace(b"\0", b"") for word in _ENTITIES):
        raise NotTaken("entities")
    if name.endswith(".rels") and _REMOTE.search(whole):
        raise NotTaken("remote")
    if name == "[content_types].xml" and b"macroenabled" in whole.lower():
        raise NotTaken("macro")
    secrecy.refuse_marked_markup(whole.decode("utf-8", "replace"), marks)


def check_compound(file: IO[bytes], marks: Marks) -> None:
    """The same for old Office and WPS files: macros, packed programs, marks."""
    there = found(file, _COMPOUND)
    for needle, code in _COMPOUND.items():
        if needle in there:
            raise NotTaken(code)
    for window in windows(file):
        secrecy.refuse_marked_bytes(window, marks)
