"""The working copy of a file: the same to look at, without what it tells of its maker (place, time, device, names, history).

Pictures are cleaned without being decoded, block by block. Office files are packed anew. OFD, WPS and old Office files are not
cleaned, and that is told. While a file is cleaned there is in memory in clear: of a JPG or PNG a block, of an Office file one part
after the other and the copy, of a PDF its objects and the copy, of a TIF its decoded pages and the copy.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

import pikepdf
from PIL import Image

from xuncha.base.uploads.gate import Taken
from xuncha.base.uploads.office_parts import clean_package
from xuncha.base.uploads.pdfs import dictionaries
from xuncha.base.uploads.picture_parts import JPEG_HEAD, PNG_HEAD, clean_jpeg, clean_png

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
_PDF_TELLS = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/Thumb",
    "/Author",
    "/Creator",
    "/Producer",
    "/Company",
)
"""Wherever they stand: a damaged file may hold its properties within another of its parts."""
_PDF_REMARK_TELLS = ("/T", "/M", "/CreationDate")
"""Who wrote a remark on a page, and when."""


class Sink(Protocol):
    """Takes a copy as it is made."""

    def write(self, plain: bytes, /) -> int: ...


def write_copy(taken: Taken, out: Sink) -> bool:
    """Write the file without metadata to `out`.

    False for a kind that tells nothing or cannot be cleaned here, and for a file that resists it: what `out` holds then is
    to be thrown away.
    """
    clean = _CLEANERS.get(taken.kind.key)
    if clean is None:
        return False
    try:
        for block in clean(taken.file):
            out.write(block)
    except _RESISTS:
        return False
    return True


def working_copy(taken: Taken) -> bytes | None:
    """The same in memory; None for False."""
    out = io.BytesIO()
    return out.getvalue() if write_copy(taken, out) else None


def clean_tiff(file: BinaryIO) -> Iterator[bytes]:
    """Page by page anew, with nothing but the pixels and the resolution. Raises ValueError where that takes too much memory."""
    with Image.open(file, formats=["TIFF"]) as picture:
        resolution, pages = picture.info.get("dpi"), list(_pages(picture))
    out = io.BytesIO()
    packing = "group4" if all(page.mode == "1" for page in pages) else "tiff_lzw"
    told = {"dpi": resolution} if resolution else {}
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression=packing, **told)
    yield out.getvalue()


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


def clean_pdf(file: BinaryIO) -> Iterator[bytes]:
    """Without properties, edit history, thumbnails and the names of those who commented."""
    with pikepdf.open(file) as pdf:
        for one in pdf.objects:
            for part in dictionaries(one):
                for name in (*_PDF_TELLS, *(_PDF_REMARK_TELLS if _is_remark(part) else ())):
                    if name in part:
                        del part[name]
        for name in set(pdf.trailer.keys()) - _PDF_TRAILER:
            del pdf.trailer[name]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    yield out.getvalue()


def _is_remark(part: pikepdf.Object) -> bool:
    """An annotation has a place on its page always, a type not (ISO 32000-1, 12.5.2)."""
    return "/Rect" in part or str(part.get("/Type", "")) == "/Annot"


def clean_office(file: BinaryIO) -> Iterator[bytes]:
    """Packed anew without names, times, history and thumbnails; pictures inside are cleaned as well."""
    yield clean_package(file, _picture_inside)


def _picture_inside(content: bytes) -> bytes:
    heads = {JPEG_HEAD: clean_jpeg, PNG_HEAD: clean_png}
    cleaner = next((clean for head, clean in heads.items() if content.startswith(head)), None)
    if cleaner is None:
        return content
    try:
        return b"".join(cleaner(io.BytesIO(content)))
    except _RESISTS:
        return content


_CLEANERS: dict[str, Callable[[BinaryIO], Iterator[bytes]]] = {
    "jpeg": clean_jpeg, "png": clean_png, "tiff": clean_tiff, "pdf": clean_pdf, "docx": clean_office, "xlsx": clean_office,
    "pptx": clean_office,
}  # fmt: skip
TELLS_NOTHING = frozenset({"bmp", "text"})
"""Kinds that hold nothing but what they show: the original is its own working copy."""
