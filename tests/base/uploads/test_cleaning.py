"""Marker metadata planted in every kind is absent from the working copy, and the picture or text is still there."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import openpyxl
import pikepdf
import pytest
from docx import Document
from PIL import Image, ImageChops, PngImagePlugin

from tests.base.uploads.files import LIMITS, MARKS, docx, ole, packed, pdf, picture, xlsx
from xuncha.base.uploads import office_parts
from xuncha.base.uploads.cleaning import TELLS_NOTHING, working_copy
from xuncha.base.uploads.gate import judge
from xuncha.base.uploads.kinds import KINDS
from xuncha.base.uploads.picture_parts import clean_jpeg

PLANTED = "标记甲PLANTED"
MARK = PLANTED.encode()
SHORT = b"PLANTED"


def cleaned(name: str, content: bytes) -> bytes:
    copy = working_copy(judge(name, content, LIMITS, MARKS, frozenset(KINDS)))
    assert copy is not None
    assert everything(copy).count(SHORT) == 0
    return copy


def everything(content: bytes) -> bytes:
    """The bytes, and for an archive or a PDF the bytes of its parts unpacked."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return b"".join(everything(parts.read(name)) for name in parts.namelist())
    if content.startswith(b"%PDF"):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(content)) as one:
            one.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False,
                     object_stream_mode=pikepdf.ObjectStreamMode.disable)  # fmt: skip
        return out.getvalue()
    return content


def exif(orientation: int = 1) -> bytes:
    told = Image.Exif()
    told[0x010F], told[0x0110], told[0x0131], told[0x0112] = "PLANTED", "PLANTED", "PLANTED", orientation
    told.get_ifd(0x8825)[29] = "PLANTED"
    return told.tobytes()


def same_pixels(one: bytes, other: bytes) -> bool:
    with Image.open(io.BytesIO(one)) as a, Image.open(io.BytesIO(other)) as b:
        return ImageChops.difference(a.convert("RGB"), b.convert("RGB")).getbbox() is None


def jpeg(orientation: int = 1, **told: object) -> bytes:
    made = picture("JPEG", exif=exif(orientation), comment=SHORT, **told)
    trailer = b"PLANTED behind the end"
    assert made.count(SHORT) >= 4
    return made + trailer


@pytest.mark.parametrize(
    "told", [{}, {"progressive": True}, {"optimize": True}], ids=["plain", "progressive", "optimised"]
)
def test_a_jpeg_keeps_every_pixel_and_nothing_else(told: dict[str, object]) -> None:
    made = jpeg(**told)
    assert same_pixels(made, cleaned("a.jpg", made))


def test_a_jpeg_keeps_which_way_is_up_and_its_colours() -> None:
    made = picture("JPEG", exif=exif(6), icc_profile=b"profile of colours")
    with Image.open(io.BytesIO(cleaned("a.jpg", made))) as copy:
        assert dict(copy.getexif()) == {0x0112: 6}
        assert copy.info["icc_profile"] == b"profile of colours"


def test_a_jpeg_with_restart_marks_and_filling_is_walked_through() -> None:
    made = picture("JPEG", size=(200, 200), restart_marker_blocks=1)
    filled = made[:2] + b"\xff" + made[2:]
    assert same_pixels(made, b"".join(clean_jpeg(io.BytesIO(filled))))


def test_a_damaged_jpeg_is_left_uncleaned_rather_than_lost() -> None:
    made = picture()
    taken = judge("a.jpg", made[:-200], LIMITS, MARKS, frozenset(KINDS))
    assert working_copy(taken) is None


def test_a_png_keeps_every_pixel_and_nothing_else() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "PLANTED")
    told.add_itxt("XML:com.adobe.xmp", "PLANTED")
    made = picture("PNG", pnginfo=told, exif=exif())
    odd = struct.pack(">I", 7) + b"prVt" + SHORT + struct.pack(">I", zlib.crc32(b"prVt" + SHORT))
    made = made[:33] + odd + made[33:] + b"PLANTED behind the end"
    assert same_pixels(made, cleaned("a.png", made))


def test_a_tif_keeps_its_pages_and_resolution() -> None:
    pages = [Image.effect_noise((40, 30), 40) for _ in range(3)]
    out = io.BytesIO()
    pages[0].save(
        out,
        "TIFF",
        save_all=True,
        append_images=pages[1:],
        dpi=(300, 300),
        software="PLANTED",
        artist="PLANTED",
    )
    copy = cleaned("a.tif", out.getvalue())
    with Image.open(io.BytesIO(copy)) as one:
        assert (one.n_frames, one.info["dpi"]) == (3, (300, 300))
        one.seek(2)
        assert ImageChops.difference(one.convert("L"), pages[2]).getbbox() is None


def test_a_pdf_keeps_its_pages() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(Author="PLANTED", Title="PLANTED"))) as one:
        with one.open_metadata() as told:
            told["dc:creator"] = ["PLANTED"]
        page = one.pages[0].obj
        page["/LastModified"] = pikepdf.String("PLANTED")
        page["/PieceInfo"] = pikepdf.Dictionary(App=pikepdf.String("PLANTED"))
        note = one.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, T=pikepdf.String("PLANTED"),
                                                    Rect=[0, 0, 9, 9], Contents=pikepdf.String("remark")))  # fmt: skip
        page["/Annots"] = pikepdf.Array([note])
        one.save(out)
    assert everything(out.getvalue()).count(SHORT) >= 5
    copy = cleaned("a.pdf", out.getvalue())
    with pikepdf.open(io.BytesIO(copy)) as one:
        assert len(one.pages) == 1
        assert str(one.pages[0].obj.Annots[0].Contents) == "remark"


def test_who_remarked_in_a_pdf_is_gone_where_the_remark_names_no_type_and_stands_in_its_page() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as one:
        told = {name: pikepdf.String("PLANTED") for name in ("T", "M", "CreationDate")}
        note = pikepdf.Dictionary(
            Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=pikepdf.String("remark"), **told
        )
        one.pages[0].obj["/Annots"] = pikepdf.Array([note])
        one.save(out)
    with pikepdf.open(io.BytesIO(cleaned("a.pdf", out.getvalue()))) as one:
        assert str(one.pages[0].obj.Annots[0].Contents) == "remark"


def test_properties_of_a_pdf_are_gone_where_damage_has_put_them_into_another_part() -> None:
    cleaned("a.pdf", pdf(root={"/Author": "PLANTED", "/Producer": "PLANTED"}))


def test_a_document_keeps_its_text_and_loses_its_people() -> None:
    document = Document(io.BytesIO(docx("会议纪要正文")))
    document.core_properties.author = document.core_properties.last_modified_by = PLANTED
    document.core_properties.title = document.core_properties.comments = PLANTED
    out = io.BytesIO()
    document.save(out)
    people = f'<w15:people xmlns:w15="u"><w15:person w15:author="{PLANTED}"/></w15:people>'.encode()
    comment = f'<w:comments xmlns:w="u"><w:comment w:author="{PLANTED}" w:initials="PLANTED" w:date="2026-01-01T00:00:00Z"/></w:comments>'
    photo = jpeg()
    made = packed(
        {
            "word/people.xml": people, "word/comments.xml": comment.encode(), "docProps/thumbnail.jpeg": photo,
            "docProps/custom.xml": f"<Properties>{PLANTED}</Properties>".encode(), "word/media/image1.jpg": photo,
        },
        out.getvalue(),
    )  # fmt: skip
    copy = cleaned("a.docx", made)
    with zipfile.ZipFile(io.BytesIO(copy)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in parts.namelist()
        assert same_pixels(parts.read("word/media/image1.jpg"), photo)
    assert [one.text for one in Document(io.BytesIO(copy)).paragraphs] == ["会议纪要正文"]


def test_a_workbook_keeps_its_cells_and_loses_its_people() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx("水务局")))
    book.properties.creator = PLANTED
    book.active["A2"].comment = openpyxl.comments.Comment("核对", PLANTED)
    out = io.BytesIO()
    book.save(out)
    copy = cleaned("a.xlsx", out.getvalue())
    assert [row[0].value for row in openpyxl.load_workbook(io.BytesIO(copy)).active.iter_rows()] == [
        "名称",
        "水务局",
    ]


@pytest.mark.parametrize("name", ["a.doc", "a.ofd"])
def test_what_cannot_be_cleaned_says_so(name: str) -> None:
    content = ole() if name == "a.doc" else packed({"OFD.xml": MARK})
    assert working_copy(judge(name, content, LIMITS, MARKS, frozenset(KINDS))) is None


def test_a_part_too_large_to_be_worked_leaves_the_file_uncleaned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_parts, "_LARGEST_PART", 1000)
    assert working_copy(judge("a.docx", docx(), LIMITS, MARKS, frozenset(KINDS))) is None


def test_every_kind_is_cleaned_or_known_not_to_be() -> None:
    made = {"jpeg": picture(), "png": picture("PNG"), "tiff": picture("TIFF"), "bmp": picture("BMP"), "pdf": pdf(),
            "docx": docx(), "xlsx": xlsx(), "text": b"a,b\n1,2\n"}  # fmt: skip
    assert {"bmp", "text"} == TELLS_NOTHING
    for key, content in made.items():
        name = f"a.{sorted(KINDS[key].endings)[0]}"
        copy = working_copy(judge(name, content, LIMITS, MARKS, frozenset(KINDS)))
        assert (copy is not None) == (key not in TELLS_NOTHING), key
        assert KINDS[key].cleanable, key
