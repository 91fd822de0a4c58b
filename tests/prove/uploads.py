"""Files that were tampered with: the gate lets in or says why not, never fails, and what it cleans tells nothing."""

from __future__ import annotations

import io
import random
from functools import lru_cache

from PIL import Image

from tests.base.uploads.files import LIMITS, MARKS, docx, ole, packed, pdf, picture, xlsx
from tests.base.uploads.test_cleaning import SHORT, everything, exif
from xuncha.base.uploads.cleaning import working_copy
from xuncha.base.uploads.gate import judge
from xuncha.base.uploads.kinds import KINDS
from xuncha.base.uploads.refusals import REASONS, NotTaken

NAMES = (
    "a.jpg",
    "a.png",
    "a.tif",
    "a.pdf",
    "a.docx",
    "a.xlsx",
    "a.doc",
    "a.csv",
    "a.csv.gz",
    "a.ofd",
    "a.bmp",
)


@lru_cache(maxsize=1)
def sound() -> dict[str, bytes]:
    """One file of each kind by its name, with metadata where the kind has any."""
    photo = picture(exif=exif(), comment=SHORT)
    core = b"<cp:coreProperties><dc:creator>PLANTED</dc:creator></cp:coreProperties>"
    return {
        "a.jpg": photo, "a.png": picture("PNG", exif=exif()), "a.tif": picture("TIFF", software="PLANTED"), "a.bmp": picture("BMP"),
        "a.pdf": pdf(Author="PLANTED"), "a.docx": packed({"docProps/core.xml": core, "word/media/a.jpg": photo}, docx()),
        "a.xlsx": packed({"docProps/core.xml": core}, xlsx()), "a.doc": ole(), "a.csv": "日期,金额\n2024-03-05,12\n".encode(),
        "a.ofd": packed({"OFD.xml": b"<x/>"}),
    }  # fmt: skip


def tampered(rng: random.Random, content: bytes) -> bytes:
    """Bits turned, bytes cut out, put in, doubled or cut off; at times nothing."""
    data = bytearray(content)
    for _ in range(rng.randrange(4)):
        at, how = rng.randrange(len(data) or 1), rng.randrange(6)
        if how == 0 and data:
            data[at] ^= 1 << rng.randrange(8)
        elif how == 1:
            del data[at : at + rng.randrange(1, 40)]
        elif how == 2:
            data[at:at] = rng.randbytes(rng.randrange(1, 40))
        elif how == 3:
            data[at:at] = data[at : at + rng.randrange(1, 400)]
        elif how == 4:
            del data[at:]
        else:
            data[at : at + 4] = rng.choice([b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff"])
    return bytes(data)


def tampered_file(rng: random.Random) -> None:
    """One file of any kind, tampered with, under a fitting name or not."""
    name, content = rng.choice(sorted(sound().items()))
    shown = name if rng.random() < 0.9 else rng.choice(NAMES)
    try:
        taken = judge(shown, tampered(rng, content), LIMITS, MARKS, frozenset(KINDS))
    except NotTaken as no:
        if no.code not in REASONS:
            raise AssertionError(f"refused without a reason: {no.code}") from no
        return
    copy = working_copy(taken)
    if copy is not None and SHORT in _plain(copy) and _shown(taken.kind.key, copy):
        raise AssertionError(f"metadata left in {taken.kind.key}")


def _plain(copy: bytes) -> bytes:
    """What is in a copy, unpacked where it can be."""
    try:
        return everything(copy)
    except Exception:
        return copy


def _shown(kind: str, copy: bytes) -> bool:
    """Whether it can be shown at all: in a picture that is damaged beyond that, a table may have been a description before."""
    if kind != "jpeg":
        return True
    try:
        with Image.open(io.BytesIO(copy)) as picture:
            picture.load()
    except Exception:
        return False
    return True
