"""The working copy of a file: the same to look at, without what it tells of its maker (place, time, device, names, history).

Pictures are cleaned without being decoded: segments and chunks that carry no picture are left out. Office files are packed
anew. OFD, WPS and old Office files are not cleaned, and say so by ``None``. What is being cleaned is in memory in clear: the copy
that is made, a JPG or PNG whole, of an Office file one part after the other, of a TIF its decoded pages.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pikepdf
from PIL import Image

from xuncha.base.uploads.gate import Taken
from xuncha.base.uploads.office_parts import clean_package

_SOS, _EOI = 0xDA, 0xD9
_PICTURE = {*range(0xC0, 0xD0), 0xD9, 0xDA, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF} - {0xC8}
"""Marks of frames, tables, scans and the end."""
_NEEDED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"iCCP",
    b"pHYs",
    b"sBIT",
    b"bKGD",
}
_ORIENTATION = 0x0112
_RESISTS = (
    ValueError, KeyError, IndexError, OSError, RuntimeError, struct.error, zlib.error, zipfile.BadZipFile, pikepdf.PdfError,
)  # fmt: skip
"""What damaged files make the libraries raise."""
_MOST_DECODED = 100_000_000
"""Pixels of all pages of a TIF, which alone is decoded."""
_PDF_TRAILER = {
    "/Root",
    "/Size",
    "/ID",
    "/Encrypt",
    "/Prev",
    "/XRefStm",
    "/Type",
    "/W",
    "/Index",
    "/Filter",
    "/DecodeParms",
    "/Length",
}
_PDF_TELLS = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")


def working_copy(taken: Taken) -> bytes | None:
    """The file without metadata; None for a kind that tells nothing or cannot be cleaned here, or a file that resists it."""
    clean = _CLEANERS.get(taken.kind.key)
    if clean is None:
        return None
    try:
        taken.file.seek(0)
        return clean(taken.file)
    except _RESISTS:
        return None


def clean_jpeg(content: bytes) -> bytes:
    """Keeps the picture, its colour profile and which way is up. Raises ValueError, IndexError, struct.error for damage."""
    parts = [segment for marker, segment in _segments(content) if _shows(marker, segment)]
    return b"".join([b"\xff\xd8", _upright(content), *parts])


def _shows(marker: int, segment: bytes) -> bool:
    """Whether a segment is needed to show the picture; of those for applications three are."""
    needed = _NEEDED.get(marker)
    return marker in _PICTURE if needed is None else segment[4:].startswith(needed)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments after the first mark, the picture's data with its own; what stands behind the end is left out."""
    at = 2
    while content[at] == 0xFF:
        marker = content[at + 1]
        if marker == _EOI:
            yield marker, b"\xff\xd9"
            return
        if marker == 0xFF:
            at += 1
            continue
        end = at + 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
        if marker == _SOS:
            end = _scan_end(content, end)
        yield marker, content[at:end]
        at = end
    raise ValueError("no segment")


def _scan_end(content: bytes, at: int) -> int:
    """Where the compressed data of one scan ends: at the next mark that is neither stuffing nor a restart."""
    while True:
        at = content.index(b"\xff", at)
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7 and content[at + 1] != 0xFF:
            return at
        at += 1 if content[at + 1] == 0xFF else 2


def _upright(content: bytes) -> bytes:
    """A fresh EXIF segment that holds nothing but the orientation; empty where the picture stands upright."""
    with Image.open(io.BytesIO(content), formats=["JPEG"]) as picture:
        turned = picture.getexif().get(_ORIENTATION, 1)
    if turned not in range(2, 9):
        return b""
    exif = Image.Exif()
    exif[_ORIENTATION] = turned
    data = exif.tobytes()
    return b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data


def clean_png(content: bytes) -> bytes:
    """Keeps what is needed to show the picture. Raises ValueError, struct.error for damage."""
    kept, at = [_PNG_HEAD], len(_PNG_HEAD)
    while True:
        length = struct.unpack(">I", content[at : at + 4])[0]
        kind, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            raise ValueError("cut short")
        if kind in _PNG_KEPT:
            kept.append(content[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end


def clean_tiff(file: BinaryIO) -> bytes:
    """Page by page anew, with nothing but the pixels and the resolution. Raises ValueError where that takes too much memory."""
    with Image.open(file, formats=["TIFF"]) as picture:
        resolution, pages = picture.info.get("dpi"), list(_pages(picture))
    out = io.BytesIO()
    packing = "group4" if all(page.mode == "1" for page in pages) else "tiff_lzw"
    told = {"dpi": resolution} if resolution else {}
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression=packing, **told)
    return out.getvalue()


def _pages(picture: Image.Image) -> Iterator[Image.Image]:
    pixels = 0
    for number in range(getattr(picture, "n_frames", 1)):
        picture.seek(number)
        pixels += picture.width * picture.height
        if pixels > _MOST_DECODED:
            raise ValueError("too many pixels to be decoded here")
        page = picture.copy()
        page.info = {}
        yield page


def clean_pdf(file: BinaryIO) -> bytes:
    """Without properties, edit history, thumbnails and the names of those who commented."""
    with pikepdf.open(file) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                for name in _PDF_TELLS:
                    if name in one:
                        del one[name]
                if "/Annot" in str(one.get("/Type", "")) and "/T" in one:
                    del one["/T"]
        for name in set(pdf.trailer.keys()) - _PDF_TRAILER:
            del pdf.trailer[name]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def clean_office(file: BinaryIO) -> bytes:
    """Packed anew without names, times, history and thumbnails; pictures inside are cleaned as well."""
    return clean_package(file, _picture_inside)


def _picture_inside(name: str, content: bytes) -> bytes:
    cleaner = (
        clean_jpeg
        if content.startswith(b"\xff\xd8\xff")
        else clean_png
        if content.startswith(_PNG_HEAD)
        else None
    )
    if cleaner is None:
        return content
    try:
        return cleaner(content)
    except _RESISTS:
        return content


_CLEANERS: dict[str, Callable[[BinaryIO], bytes]] = {
    "jpeg": lambda file: clean_jpeg(file.read()), "png": lambda file: clean_png(file.read()), "tiff": clean_tiff,
    "pdf": clean_pdf, "docx": clean_office, "xlsx": clean_office, "pptx": clean_office,
}  # fmt: skip
TELLS_NOTHING = frozenset({"bmp", "text"})
"""Kinds that hold nothing but what they show: the original is its own working copy."""
