"""Each way in which a file from outside is dangerous, and the sound files that must pass."""

from __future__ import annotations

import gzip
import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from tests.base.uploads import files
from tests.base.uploads.files import EICAR, LIMITS, MARKS, docx, ole, packed, pdf, picture, xlsx
from xuncha.base.uploads.gate import judge
from xuncha.base.uploads.kinds import BOOKS, EVERY, KINDS, TABLES
from xuncha.base.uploads.limits import Limits, Marks
from xuncha.base.uploads.refusals import REASONS, NotTaken

LEDGER = "日期,摘要,金额\n2024-03-05,办公费,1200\n".encode()

INTERFACE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<总账><会计科目><科目编号>1002</科目编号></会计科目></总账>'
)

SOUND: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "scan": ("原件.jpg", picture, "jpeg"),
    "png": ("图.PNG", lambda: picture("PNG"), "png"),
    "tif": ("扫描.tif", lambda: picture("TIFF"), "tiff"),
    "bmp": ("图.bmp", lambda: picture("BMP"), "bmp"),
    "pdf": ("报告.pdf", pdf, "pdf"),
    "word": ("记录.docx", docx, "docx"),
    "excel": ("台账.xlsx", xlsx, "xlsx"),
    "old word": ("旧.doc", ole, "doc"),
    "wps": ("旧.wps", ole, "doc"),
    "old excel": ("旧.xls", lambda: ole("Workbook"), "xls"),
    "ofd": ("公文.ofd", lambda: packed({"OFD.xml": b"<ofd/>", "Doc_0/Document.xml": b"<d/>"}), "ofd"),
    "csv": ("账.csv", lambda: LEDGER, "text"),
    "text under the name of a workbook": ("账.xls", lambda: LEDGER, "text"),
    "gbk": ("账.csv", lambda: LEDGER.decode().encode("gb18030"), "text"),
    "packed csv": ("账.csv.gz", lambda: gzip.compress(LEDGER), "gzip"),
    "interface file": ("总账.xml", lambda: INTERFACE.encode(), "xml"),
    "interface file in GBK": ("总账.xml", lambda: INTERFACE.replace("UTF-8", "GBK").encode("gb18030"), "xml"),
    "sheet inside a document": ("记录.docx", lambda: packed({"word/embeddings/表.xlsx": xlsx()}, docx()), "docx"),
}  # fmt: skip

DANGEROUS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "nothing": ("a.pdf", lambda: b"", "empty"),
    "bomb": ("a.docx", files.bomb, "bomb"),
    "bomb of shared bytes": ("a.docx", files.overlapping, "bomb"),
    "nested archive": ("a.docx", lambda: packed({"word/x.docx": packed({"word/y.docx": docx()}, docx())}, docx()), "nested"),
    "packed bomb": ("a.csv.gz", lambda: gzip.compress(bytes(60 << 20)), "bomb"),
    "packed archive": ("a.csv.gz", lambda: gzip.compress(docx()), "nested"),
    "slip": ("a.docx", lambda: packed({"word/../../../etc/cron.d/x": b"x"}, docx()), "slip"),
    "slip with backslashes": ("a.docx", lambda: packed({"word\\..\\..\\x": b"x"}, docx()), "slip"),
    "absolute path": ("a.docx", lambda: packed({"/etc/passwd": b"x"}, docx()), "slip"),
    "drive": ("a.docx", lambda: packed({"C:/x": b"x"}, docx()), "slip"),
    "symlink": ("a.docx", files.with_symlink, "slip"),
    "pixel flood": ("a.png", lambda: files.png_claiming(65_000, 65_000), "pixels"),
    "macro": ("a.docx", lambda: packed({"word/vbaProject.bin": b"x"}, docx()), "macro"),
    "macro by its type": ("a.docx", lambda: packed(
        {"[Content_Types].xml": b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'},
        docx()), "macro"),
    "macro sheet": ("a.xlsx", lambda: packed({"xl/macrosheets/sheet1.xml": b"<x/>"}, xlsx()), "macro"),
    "macro in an old file": ("a.doc", lambda: ole(more="_VBA_PROJECT".encode("utf-16-le")), "macro"),
    "macro in an embedded file": ("a.docx", lambda: packed(
        {"word/embeddings/b.xlsx": packed({"xl/vbaProject.bin": b"x"}, xlsx())}, docx()), "macro"),
    "packed program": ("a.doc", lambda: ole(more="\x01Ole10Native".encode("utf-16-le")), "active"),
    "program among the parts": ("a.docx", lambda: packed({"word/embeddings/a.exe": b"MZ"}, docx()), "active"),
    "control": ("a.docx", lambda: packed({"word/activeX/activeX1.xml": b"<x/>"}, docx()), "active"),
    "remote template": ("a.docx", lambda: packed(
        {"word/_rels/settings.xml.rels": files.relations("attachedTemplate", "http://x.example/t.dotm")}, docx()), "remote"),
    "entities": ("a.docx", lambda: packed({"word/x.xml": b'<!DOCTYPE l [<!ENTITY a "aaa">]><l>&a;</l>'}, docx()), "entities"),
    "archive": ("a.zip", lambda: packed({"a.txt": b"x"}), "archive"),
    "rar": ("a.rar", lambda: b"Rar!\x1a\x07\x00", "archive"),
    "picture and archive": ("a.jpg", lambda: picture() + packed({"a.txt": b"x"}), "two-faced"),
    "picture and PDF": ("a.png", lambda: b"\x89PNG\r\n\x1a\n" + b"%PDF-1.4" + picture("PNG")[8:], "two-faced"),
    "PDF and archive": ("a.pdf", lambda: pdf() + packed({"a.txt": b"x"}), "two-faced"),
    "PDF and page": ("a.pdf", lambda: b"%PDF-1.4\n<script>alert(1)</script>\n" + pdf()[9:], "two-faced"),
    "document with an end of its own": ("a.docx", lambda: docx() + b"more", "two-faced"),
    "part named twice": ("a.docx", lambda: _twice(), "two-faced"),
    "svg": ("a.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "unknown"),
    "svg as a picture": ("a.png", lambda: b'<?xml version="1.0"?><svg onload="alert(1)"/>', "unknown"),
    "entities in an interface file": (
        "a.xml", lambda: INTERFACE.replace("<总账>", '<!DOCTYPE a [<!ENTITY x "y">]><总账>').encode(), "entities"
    ),
    "columns": ("a.parquet", lambda: b"PAR1" + bytes(40) + b"PAR1", "parquet"),
    "entities far below": ("a.xml", lambda: (INTERFACE + " " * (1 << 20) + "<!ENTITY x 'y'>").encode(), "entities"),
    "entities in UTF-16": ("a.xml", lambda: INTERFACE.replace("<总账>", "<!DOCTYPE a><总账>").encode("utf-16"), "entities"),
    "script in an interface file": ("a.xml", lambda: (INTERFACE + "<x:script>1</x:script>").encode(), "unknown"),
    "page": ("a.txt", lambda: b"<!DOCTYPE html><script>1</script>", "unknown"),
    "page with a table": ("a.xls", lambda: b"<html><table><tr><td>1</td></tr></table></html>", "page"),
    "program": ("a.pdf", lambda: b"MZ" + bytes(200), "unknown"),
    "shell": ("a.txt", lambda: b"#!/bin/sh\nrm -rf /\n", "unknown"),
    "binary": ("a.txt", lambda: b"abc\x00\x01\x02", "unknown"),
    "virus": ("a.txt", lambda: EICAR, "virus"),
    "virus inside": ("a.docx", lambda: packed({"word/media/a.bin": b"x" * 100 + EICAR}, docx()), "virus"),
    "virus packed": ("a.csv.gz", lambda: gzip.compress(EICAR), "virus"),
    "script in a PDF": ("a.pdf", lambda: pdf(root={"/OpenAction": _action("/JavaScript")}), "script"),
    "launch in a PDF": ("a.pdf", lambda: pdf(root={"/OpenAction": _action("/Launch")}), "script"),
    "file in a PDF": ("a.pdf", lambda: pdf(root={"/Names": _names()}), "script"),
    "damaged PDF": ("a.pdf", lambda: b"%PDF-1.7\nnothing", "damaged"),
    "damaged picture": ("a.jpg", lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF", "damaged"),
    "damaged document": ("a.docx", lambda: docx()[:-400], "damaged"),
    "locked document": ("a.docx", lambda: ole("EncryptedPackage"), "locked"),
    "wrong ending": ("a.pdf", picture, "ending"),
    "hidden ending": ("照片.jpg.exe", picture, "ending"),
    "turned name": ("x\u202egpj.exe", picture, "name"),
    "name with a line break": ("a\n2026-01-01 INFO 登录成功.pdf", pdf, "name"),
    "long name": ("长" * 200 + ".pdf", pdf, "name-long"),
    "no name": ("../..", pdf, "name-long"),
}  # fmt: skip


def _twice() -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as one, pytest.warns(UserWarning, match="Duplicate"):
        one.writestr("word/document.xml", b"<other/>")
    return out.getvalue()


def _action(kind: str) -> object:
    return pikepdf.Dictionary(S=pikepdf.Name(kind), JS=pikepdf.String("app.alert(1)"))


def _names() -> object:
    return pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=pikepdf.Array([])))


def take(
    name: str,
    content: bytes,
    wanted: frozenset[str] = frozenset(KINDS),
    limits: Limits = LIMITS,
    marks: Marks = MARKS,
):
    return judge(name, content, limits, marks, wanted)


@pytest.mark.parametrize("case", SOUND)
def test_a_sound_file_passes_as_what_it_is(case: str) -> None:
    name, make, kind = SOUND[case]
    content = make()
    taken = take(name, content)
    taken.file.seek(0)
    assert (taken.name, taken.kind.key, taken.file.read()) == (name, kind, content)


@pytest.mark.parametrize("case", DANGEROUS)
def test_a_dangerous_file_is_refused_with_its_reason(case: str) -> None:
    name, make, code = DANGEROUS[case]
    with pytest.raises(NotTaken) as no:
        take(name, make())
    assert no.value.code == code


def test_every_reason_can_happen_and_is_said_in_both_languages() -> None:
    seen = {code for _, _, code in DANGEROUS.values()} | {
        "too-big",
        "not-wanted",
        "entries",
        "pages",
        "secret",
        "unscanned",
    }
    assert seen == set(REASONS)
    for says, remedy in REASONS.values():
        assert all((says.zh, says.en, remedy.zh, remedy.en))


def test_a_file_above_the_limit_is_refused_with_the_limit() -> None:
    with pytest.raises(NotTaken) as no:
        take("a.pdf", pdf() + bytes(2 << 20), limits=_with(megabytes=1))
    assert (no.value.code, no.value.says.zh) == ("too-big", "文件超过 1 MB")


def test_a_kind_that_is_not_wanted_is_named() -> None:
    with pytest.raises(NotTaken) as no:
        take("a.pdf", pdf(), wanted=TABLES)
    assert no.value.says.zh == "这是PDF，这里不收"
    assert "Excel 工作簿" in no.value.remedy.zh


def test_too_many_parts_and_pages_are_refused() -> None:
    for name, content, limits, code in (
        ("a.docx", docx(), _with(entries=3), "entries"),
        ("a.tif", picture("TIFF", save_all=True, append_images=[_page(), _page()]), _with(pages=2), "pages"),
        ("a.pdf", pdf(), _with(pages=0), "pages"),
    ):
        with pytest.raises(NotTaken) as no:
            take(name, content, limits=limits)
        assert no.value.code == code


def test_a_table_is_one_of_four_kinds_and_anything_known_but_interface_files_may_be_kept() -> None:
    assert set(KINDS) - {"xml"} == EVERY
    assert {"xml"} == BOOKS - TABLES
    assert {"xlsx", "xls", "text", "gzip"} == TABLES


def test_a_bomb_is_refused_quickly_and_in_little_memory() -> None:
    packed_bomb = files.bomb(1000)
    tracemalloc.start()
    began = time.monotonic()
    with pytest.raises(NotTaken):
        take("a.docx", packed_bomb)
    took, (_, most) = time.monotonic() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 1
    assert most < 20 << 20


def test_a_list_that_lies_about_sizes_gains_nothing() -> None:
    """A part that says it is small and unpacks to more is damaged, not unpacked."""
    made = bytearray(packed({"word/media/zeros.bin": bytes(5 << 20)}, docx()))
    at = made.rindex(b"PK\x01\x02")
    made[at + 24 : at + 28] = (100).to_bytes(4, "little")
    with pytest.raises(NotTaken) as no:
        take("a.docx", bytes(made))
    assert no.value.code == "damaged"


def _page() -> Image.Image:
    return Image.new("RGB", (10, 10))


def _with(**more: int) -> Limits:
    return replace(LIMITS, **more)
