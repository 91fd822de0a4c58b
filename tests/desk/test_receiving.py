"""A file that comes in, and a file that goes out, is never laid on a disk: watched at every opening of a file for writing."""

from __future__ import annotations

import http.client
import io
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
import waitress
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from waitress.adjustments import Adjustments

from tests.base.uploads.files import docx, pdf, picture, xlsx
from tests.cast import Cast
from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.uploads.cleaning import working_copy
from xuncha.base.uploads.kinds import EVERY
from xuncha.base.words import same
from xuncha.desk.receiving import Received
from xuncha.office.serving import LARGEST_BODY, ways
from xuncha.papers.actions.attach import attach, open_attachment
from xuncha.rulebook.uploads import judged

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
        row = attach(by=cast.office, name=received.name, content=received.read(), audience="office")
        assert open_attachment(by=cast.office, attachment=row, original=True).content == scan
    assert opened == []


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
def served() -> Iterator[int]:
    """The port of a server as the office is served, which gives back what it gets."""

    def echo(environ, start):
        body = environ["wsgi.input"].read()
        start("200 OK", [("Content-Type", "application/octet-stream"), ("Content-Length", str(len(body)))])
        return [body]

    server = waitress.create_server(echo, **ways("127.0.0.1:0"))

    def run() -> None:
        with suppress(OSError):  # its sockets are closed under it
            server.run()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield server.effective_port
    server.close()
    thread.join(5)


def test_the_server_itself_lays_no_body_on_the_disk(served: int) -> None:
    body = os.urandom(1024) * 20 * 1024
    with watching() as opened:
        line = http.client.HTTPConnection("127.0.0.1", served, timeout=30)
        line.request("POST", "/", body)
        answer = line.getresponse().read()
        line.close()
    assert answer == body
    assert opened == []


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
