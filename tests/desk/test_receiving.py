"""A file that comes in, and a file that goes out, is never laid on a disk, nor held whole in clear.

The disk is watched at every opening of a file for writing; the memory by counting what is written to the seal and read from it.
"""

from __future__ import annotations

import gzip
import hashlib
import http.client
import io
import os
import re
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
import waitress
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client, RequestFactory
from PIL import Image
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel

from tests.base.uploads.files import LIMITS, MARKS, docx, ole, packed, pdf, picture, xlsx
from tests.cast import TODAY, Cast
from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.uploads.cleaning import working_copy, write_copy
from xuncha.base.uploads.gate import judge
from xuncha.base.uploads.kinds import EVERY
from xuncha.base.uploads.windows import BLOCK, OVERLAP
from xuncha.base.words import same
from xuncha.desk.page import download
from xuncha.desk.receiving import Received
from xuncha.office.bodies import SealedBody, SealingParser, seal_bodies
from xuncha.office.serving import LARGEST_BODY, ways
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

_WRITES = os.O_WRONLY | os.O_RDWR | getattr(os, "O_TMPFILE", 0)
_watched: list[str] | None = None


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    """Python tells of every file that is opened, whoever opens it."""
    if _watched is None or event not in ("open", "tempfile.mkstemp", "tempfile.mkdtemp", "os.memfd_create"):
        return
    if event == "open":
        path, mode, flags = arguments
        if not (isinstance(flags, int) and flags & _WRITES) and not (
            isinstance(mode, str) and set(mode) & set("wax+")
        ):
            return
        _watched.append(str(path))
    else:
        _watched.append(event)


sys.addaudithook(_watch)


@contextmanager
def watching() -> Iterator[list[str]]:
    """The files that are opened for writing meanwhile; the database's own are not opened by Python."""
    global _watched
    _watched = []
    try:
        yield _watched
    finally:
        _watched = None


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


@dataclass
class Counted:
    """The most bytes that were in clear at once: held unsealed with what came, and read in one go."""

    coming: int = 0
    going: int = 0


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """Counts at the seal, and at every reader of a stream."""
    seen, write = Counted(), Sealing.write

    def counting(self: Sealing, plain: bytes) -> int:
        seen.coming = max(seen.coming, self.held + len(plain))
        return write(self, plain)

    class Reader(io.BufferedReader):
        def read(self, size: int | None = -1) -> bytes:
            got = super().read(size)
            seen.going = max(seen.going, len(got))
            return got

        def readinto(self, out: bytearray | memoryview) -> int:
            got = super().readinto(out)
            seen.going = max(seen.going, got)
            return got

    monkeypatch.setattr(Sealing, "write", counting)
    monkeypatch.setattr(streams.io, "BufferedReader", Reader)
    return seen


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


MARK = b"marked" + os.urandom(8).hex().encode()


def marked_body(megabytes: int) -> Iterator[bytes]:
    """A form with one file, every line of which carries a mark and is like no other; made as it is sent."""
    yield b'--B\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n'
    for block in range(megabytes * 128):
        yield b"".join(MARK + b"%042x" % (block << 20 | line) for line in range(128))
    yield b"\r\n--B--\r\n"


def marked_bytes() -> int:
    """How much of the marked file lies in this process's memory, with what was let go and not yet overwritten."""
    lines = 0
    with Path("/proc/self/maps").open() as maps, Path("/proc/self/mem").open("rb", 0) as memory:
        for start, end in re.findall(r"^(\w+)-(\w+) rw", maps.read(), re.MULTILINE):
            for at in range(int(start, 16), int(end, 16), 1 << 20):
                memory.seek(at)
                with suppress(OSError):  # let go of meanwhile
                    lines += memory.read(min(1 << 20, int(end, 16) - at)).count(MARK)
    return lines * 64


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no look into the own memory here")
def test_of_twenty_megabytes_the_memory_of_the_process_holds_little() -> None:
    """From the socket through the server, Django, the gate and out again; looked at after every step."""
    parser, size = SealingParser(Adjustments(**ways("127.0.0.1:0"))), sum(map(len, marked_body(20)))
    form = b"Content-Type: multipart/form-data; boundary=B\r\nContent-Length: %d\r\n\r\n" % size
    parser.received(b"POST / HTTP/1.1\r\nHost: x\r\n" + form)
    for part in marked_body(20):
        parser.received(part)
    seen = [marked_bytes()]
    request = RequestFactory().request(
        **{"wsgi.input": parser.get_body_stream()},
        REQUEST_METHOD="POST",
        CONTENT_TYPE="multipart/form-data; boundary=B",
        CONTENT_LENGTH=str(size),
    )
    request.user = Account(login="x")
    received = request.FILES["file"]
    seen.append(marked_bytes())
    taken = judge("a.csv", received.stream.reader(), LIMITS, MARKS, EVERY)
    seen.append(marked_bytes())
    sent = sum(len(piece) for piece in download("a.csv", received.stream))
    seen.append(marked_bytes())
    assert (taken.kind.key, sent) == ("text", 20 << 20)
    assert max(seen) < 4 << 20
    assert min(seen) > 0  # the looking finds what is there


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


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a server as the office is served, which gives back what it gets."""

    def echo(environ, start):
        body = environ["wsgi.input"].read()
        start("200 OK", [("Content-Type", "application/octet-stream"), ("Content-Length", str(len(body)))])
        return [body]

    monkeypatch.setattr(HTTPChannel, "parser_class", HTTPChannel.parser_class)
    seal_bodies()
    server = waitress.create_server(echo, **ways("127.0.0.1:0"))

    def run() -> None:
        with suppress(OSError):  # its sockets are closed under it
            server.run()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield server.effective_port
    server.close()
    thread.join(5)


def test_the_server_itself_lays_no_body_on_the_disk_and_holds_none_in_clear(
    served: int, counted: Counted
) -> None:
    body = os.urandom(1024) * 20 * 1024
    with watching() as opened:
        line = http.client.HTTPConnection("127.0.0.1", served, timeout=30)
        line.request("POST", "/", body)
        answer = line.getresponse().read()
        line.close()
    assert answer == body
    assert opened == []
    assert 0 < counted.coming <= PIECE + Adjustments().recv_bytes


def test_a_body_that_comes_in_chunks_is_sealed_too() -> None:
    parser = SealingParser(Adjustments(**ways("127.0.0.1:0")))
    parser.received(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
    parser.received(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
    assert isinstance(parser.body_rcv.buf, SealedBody)
    assert (parser.completed, parser.headers["CONTENT_LENGTH"]) == (True, "5")
    assert parser.get_body_stream().read() == b"abcde"
    parser.close()
    assert parser.body_rcv.buf.getfile().closed


def test_a_body_of_two_gigabytes_is_refused_by_its_announcement(served: int) -> None:
    with watching() as opened:
        line = http.client.HTTPConnection("127.0.0.1", served, timeout=30)
        line.putrequest("POST", "/")
        line.putheader("Content-Length", str(2 << 30))
        line.endheaders()
        line.send(b"x" * 1024)
        status = line.getresponse().status
        line.close()
    assert (status, opened) == (413, [])


def test_with_the_servers_own_ways_the_watch_would_see_it() -> None:
    """Waitress lays a body above 512 KB into a temporary file unless it is told otherwise."""
    assert (Adjustments().inbuf_overflow, Adjustments().outbuf_overflow) == (524288, 1048576)
    told = Adjustments(**ways("127.0.0.1:0"))
    assert min(told.inbuf_overflow, told.outbuf_overflow) > LARGEST_BODY
    assert told.max_request_body_size == LARGEST_BODY
