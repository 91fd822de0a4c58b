"""A file that comes in, and a file that goes out, is never laid on a disk, nor held whole in clear.

The disk is watched at every opening of a file for writing; the memory by counting what is written to the seal and read from it.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import tempfile
from collections.abc import Callable, Iterator

import pikepdf
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client, RequestFactory
from PIL import Image

from tests.base.uploads.files import docx, ole, packed, pdf, picture, xlsx
from tests.cast import TODAY, Cast
from tests.desk.watching import Counted, counting, watching
from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.uploads.cleaning import working_copy, write_copy
from xuncha.base.uploads.kinds import EVERY
from xuncha.base.uploads.windows import BLOCK, OVERLAP
from xuncha.base.words import same
from xuncha.desk.page import download
from xuncha.desk.receiving import Received
from xuncha.papers.actions.attach import attach, open_attachment
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.core.forms import form_named
from xuncha.papers.models import Attachment, Paper
from xuncha.rulebook.uploads import judged
from xuncha.sealed import stream as streams
from xuncha.sealed.stream import PIECE, Sealing, is_stream
from xuncha.trust import clock, vault
from xuncha.trust.access import whole
from xuncha.trust.models import Account


def upload(user: object, content: bytes, name: str = "原件.pdf") -> HttpRequest:
    file = io.BytesIO(content)
    file.name = name
    request = RequestFactory().post("/x/", {"file": file, "says": "文字"})
    request.user = user
    return request


def test_the_watch_sees_a_temporary_file() -> None:
    with watching() as opened, tempfile.TemporaryFile():
        pass
    assert opened != []


def test_a_large_file_is_received_judged_cleaned_and_sealed_without_a_file(cast: Cast) -> None:
    scan = picture(size=(3000, 2000), quality=100)
    assert len(scan) > 3 * 1024 * 1024
    attach(
        by=cast.office, name="先.pdf", content=pdf(), audience="office"
    )  # the compartment's key file is made once
    with watching() as opened:
        request = upload(cast.office, scan, "原件.jpg")
        received = request.FILES["file"]
        assert isinstance(received, Received)
        row = attach(by=cast.office, name=received.name, content=received.stream, audience="office")
        shown = open_attachment(by=cast.office, attachment=row, original=True)
        assert b"".join(download("附件.jpg", shown.content)) == scan
    assert opened == []


@pytest.fixture
def counted() -> Iterator[Counted]:
    with counting() as seen:
        yield seen


def photograph() -> bytes:
    """A BMP of noise of some 21 MB, which needs no cleaning."""
    out = io.BytesIO()
    Image.frombytes("RGB", (3000, 2400), os.urandom(3000 * 2400 * 3)).save(out, "BMP")
    return out.getvalue()


def test_twenty_megabytes_are_taken_in_and_handed_out_a_piece_at_a_time(
    cast: Cast, enter: Callable[[Account], Client], counted: Counted
) -> None:
    """By the page of a signature: the browser's form, the gate, the row, the download."""
    scan = photograph()
    assert len(scan) > 20 * 1024 * 1024
    with clock.on_day(TODAY), watching() as opened:
        paper = draft_paper(
            by=cast.office, form="approval_request", facts=form_named("approval_request").sample
        )
        opened.clear()  # the compartment's key file was made
        client, where = enter(cast.office), f"/papers/{paper.pk}/"
        client.post(where, {"do": "submit", "version": paper.version})
        version = whole(Paper, "a test looks").get(pk=paper.pk).version
        signed = {"step": "签发人", "signer": "周正", "signed_on": "2026-11-20", "original_at": ""}
        file = SimpleUploadedFile("原件.bmp", scan)
        answer = client.post(where, {"do": "record_signoff", "version": version, **signed, "scan": file})
        assert answer.status_code == 302
        row = whole(Attachment, "a test looks").get()
        sent = hashlib.sha256()
        for piece in client.get(f"/attachments/{row.pk}/"):
            sent.update(piece)
    assert opened == []
    assert is_stream(row.content)
    assert sent.digest() == hashlib.sha256(scan).digest()
    assert counted.coming <= PIECE + 64 * 1024
    assert 0 < counted.going <= BLOCK
    assert scan[-4096:] not in bytes(row.content)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.docx", lambda: packed({"word/media/noise.bin": os.urandom(2 << 20)}, docx())),
        ("a.pdf", lambda: pdf(root={"/Noise": pikepdf.String(os.urandom(1 << 20).hex())})),
        ("a.csv", lambda: "日期,摘要,金额\n".encode("gb18030") * 100_000),
        ("a.csv.gz", lambda: gzip.compress(os.urandom(1 << 20).hex().encode())),
        ("a.tif", lambda: picture("TIFF", size=(1000, 700))),
        ("a.doc", lambda: ole(more=os.urandom(1 << 20))),
    ],
)
def test_what_is_judged_is_not_read_whole(
    name: str, make: Callable[[], bytes], counted: Counted, db: None
) -> None:
    content = make()
    assert len(content) > 2 * BLOCK
    judged(name, streams.Stream.of(content).reader(), EVERY)
    assert 0 < counted.going <= BLOCK + OVERLAP


@pytest.mark.parametrize(("name", "form"), [("a.jpg", "JPEG"), ("a.png", "PNG")])
def test_a_photograph_is_cleaned_a_block_at_a_time(name: str, form: str, counted: Counted, db: None) -> None:
    content = picture(form, size=(1500, 1000))
    assert len(content) > 2 * BLOCK
    taken = judged(name, streams.Stream.of(content).reader(), EVERY)
    counted.coming = 0
    assert write_copy(taken, copy := Sealing()) is True
    assert copy.done().length > 2 * BLOCK
    assert counted.coming <= PIECE + BLOCK + 1
    assert 0 < counted.going <= BLOCK


def test_a_file_of_before_is_opened_in_one_piece_and_goes_out_the_same_way(cast: Cast) -> None:
    """Rows that were written when files were sealed whole."""
    row = attach(by=cast.office, name="a.pdf", content=pdf(), audience="office")
    for column, plain in (("name", "旧.pdf".encode()), ("content", b"old"), ("working", b"old copy")):
        setattr(row, column, vault.seal(row, column, plain))
    row.save()
    shown = {
        original: open_attachment(by=cast.office, attachment=row, original=original)
        for original in (True, False)
    }
    assert not is_stream(row.content)
    assert [one.content.whole() for one in shown.values()] == [b"old", b"old copy"]
    assert {one.name for one in shown.values()} == {"旧.pdf"}


@pytest.mark.parametrize(
    ("name", "make"), [("a.docx", docx), ("a.xlsx", xlsx), ("a.pdf", pdf), ("a.tif", lambda: picture("TIFF"))]
)
def test_judging_and_cleaning_open_no_file(name: str, make, db: None) -> None:
    content = make()
    with watching() as opened:
        assert working_copy(judged(name, content, EVERY)) is not None
    assert opened == []


def test_a_workbook_is_written_without_a_file() -> None:
    rows = [{"a": f"第{n}行"} for n in range(3000)]
    with watching() as opened:
        write_book(
            [
                Sheet("表", (Column("a", same("名称")),), rows),
                Sheet("表二", (Column("a", same("名称")),), rows),
            ]
        )
    assert opened == []


def test_who_is_not_logged_in_sends_no_file(db: None) -> None:
    request = upload(AnonymousUser(), pdf())
    assert dict(request.FILES) == {}


def test_a_file_above_the_limit_is_dropped_as_it_comes(cast: Cast, settings: object) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100_000
    received = upload(cast.office, bytes(300_000)).FILES["file"]
    assert (received.too_big, received.size, received.read()) == (True, 0, b"")


def test_several_files_are_kept_apart(cast: Cast) -> None:
    request = RequestFactory().post("/x/", {"one": io.BytesIO(b"first"), "two": io.BytesIO(b"second")})
    request.user = cast.office
    assert {name: one.read() for name, one in request.FILES.items()} == {"one": b"first", "two": b"second"}
