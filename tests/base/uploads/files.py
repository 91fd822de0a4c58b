"""Files of every kind, small and made here: sound ones, and one for each way of being dangerous."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pikepdf
from docx import Document
from PIL import Image

from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.uploads.archives import EICAR
from xuncha.base.uploads.limits import Limits, Marks
from xuncha.base.words import same

LIMITS = Limits(
    megabytes=60,
    unpacked=1500,
    ratio=250,
    ratio_from=50,
    entries=10000,
    depth=1,
    megapixels=150,
    pages=2000,
    name=150,
)
MARKS = Marks(("绝密", "机密", "秘密"), ("★", "☆", "*", "＊"), ("工作", "商业"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 30), **told: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(out, form, **told)
    return out.getvalue()


def pdf(**told: object) -> bytes:
    """A page; `told` goes into its properties, and ``root`` into its catalogue."""
    out = io.BytesIO()
    with pikepdf.new() as one:
        one.add_blank_page(page_size=(595, 842))
        for name, value in dict(told.pop("root", {})).items():  # type: ignore[call-overload]
            one.Root[name] = value
        for name, value in told.items():
            one.docinfo[f"/{name}"] = str(value)
        one.save(out)
    return out.getvalue()


def docx(text: str = "会议记录") -> bytes:
    out = io.BytesIO()
    document = Document()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def xlsx(*cells: str) -> bytes:
    rows = [{"a": cell} for cell in cells or ("水务局",)]
    return write_book([Sheet("表", (Column("a", same("名称")),), rows)])


def ole(stream: str = "WordDocument", more: bytes = b"") -> bytes:
    return OLE + (stream + "\0").encode("utf-16-le") + bytes(64) + more


def packed(parts: dict[str, bytes], base: bytes = b"") -> bytes:
    """A zip of the parts of ``base`` and these on top."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        if base:
            with zipfile.ZipFile(io.BytesIO(base)) as old:
                for name in old.namelist():
                    if name not in parts:
                        new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims a size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b"")]
    chunks = [struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def with_symlink() -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as one:
        link = zipfile.ZipInfo("word/media/link")
        link.external_attr = 0o120777 << 16
        one.writestr(link, "/etc/passwd")
    return out.getvalue()


def overlapping() -> bytes:
    """A document whose list names one stretch of bytes twice (a bomb without nesting)."""
    made = bytearray(packed({"word/a.bin": bytes(1000), "word/b.bin": bytes(1000)}, docx()))
    first = made.index(b"PK\x01\x02")
    starts = []
    while (at := made.find(b"PK\x01\x02", first)) >= 0:
        starts.append(at)
        first = at + 4
    made[starts[-1] + 42 : starts[-1] + 46] = made[starts[-2] + 42 : starts[-2] + 46]
    return bytes(made)


def bomb(megabytes: int = 200) -> bytes:
    return packed({"word/media/zeros.bin": bytes(megabytes << 20)}, docx())


def relations(kind: str, target: str) -> bytes:
    return (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    ).encode()


__all__ = ["EICAR"]
