"""JPG and PNG without what they tell of their maker, part by part and without being decoded.

Segments and chunks that carry no picture are left out; a large one is passed on in blocks, so that a picture is never held whole.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterator
from typing import BinaryIO

from PIL import Image

from xuncha.base.uploads.windows import BLOCK

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
JPEG_HEAD = b"\xff\xd8\xff"
_SOS, _EOI, _FILL = 0xDA, 0xD9, 0xFF
_PICTURE = {*range(0xC0, 0xD0), 0xD9, 0xDA, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF} - {0xC8}
"""Marks of frames, tables, scans and the end."""
_NEEDED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_NEXT_MARK = re.compile(rb"\xff(?=[^\x00\xd0-\xd7\xff])")
"""A mark that is neither stuffing nor a restart."""
_PNG_KEPT = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP pHYs sBIT bKGD".split())
_ORIENTATION = 0x0112


def clean_jpeg(file: BinaryIO) -> Iterator[bytes]:
    """The picture, its colour profile and which way is up. Raises ValueError, struct.error for damage."""
    yield JPEG_HEAD[:2] + _upright(file)
    file.seek(2)
    while True:
        marker, segment = _segment(file)
        if _shows(marker, segment):
            yield segment
        if marker == _EOI:
            return
        if marker == _SOS:
            yield from _scan(file)


def _shows(marker: int, segment: bytes) -> bool:
    """Whether a segment is needed to show the picture; of those for applications three are."""
    needed = _NEEDED.get(marker)
    return marker in _PICTURE if needed is None else segment[4:].startswith(needed)


def _segment(file: BinaryIO) -> tuple[int, bytes]:
    """The next segment and its mark; what stands behind the end of the picture is never reached."""
    if _exactly(file, 1) != b"\xff":
        raise ValueError("no segment")
    marker = _FILL
    while marker == _FILL:
        marker = _exactly(file, 1)[0]
    mark = bytes((0xFF, marker))
    if marker == _EOI:
        return marker, mark
    length = _exactly(file, 2)
    return marker, mark + length + _exactly(file, struct.unpack(">H", length)[0] - 2)


def _scan(file: BinaryIO) -> Iterator[bytes]:
    """The compressed data of one scan in blocks; the file stands at the mark behind it then."""
    held = b""
    while block := file.read(BLOCK):
        held += block
        if found := _NEXT_MARK.search(held):
            file.seek(found.start() - len(held), os.SEEK_CUR)
            yield held[: found.start()]
            return
        sure = len(held) - held.endswith(b"\xff")
        yield held[:sure]
        held = held[sure:]
    raise ValueError("cut short")


def _upright(file: BinaryIO) -> bytes:
    """A fresh EXIF segment that holds nothing but the orientation; empty where the picture stands upright."""
    with Image.open(file, formats=["JPEG"]) as picture:
        turned = picture.getexif().get(_ORIENTATION, 1)
    if turned not in range(2, 9):
        return b""
    exif = Image.Exif()
    exif[_ORIENTATION] = turned
    data = exif.tobytes()
    return b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data


def clean_png(file: BinaryIO) -> Iterator[bytes]:
    """What is needed to show the picture. Raises ValueError for damage."""
    file.seek(len(PNG_HEAD))
    yield PNG_HEAD
    kind = b""
    while kind != b"IEND":
        head = _exactly(file, 8)
        length, kind = struct.unpack(">I", head[:4])[0], head[4:]
        kept = kind in _PNG_KEPT
        if kept:
            yield head
        for block in _blocks(file, length + 4):
            if kept:
                yield block


def _blocks(file: BinaryIO, size: int) -> Iterator[bytes]:
    """The next `size` bytes. Raises ValueError where there are fewer."""
    while size:
        block = _exactly(file, min(size, BLOCK))
        yield block
        size -= len(block)


def _exactly(file: BinaryIO, size: int) -> bytes:
    block = file.read(size) if size >= 0 else b""
    if len(block) != size:
        raise ValueError("cut short")
    return block
