"""A file on its way out ends where the right ends: asked piece by piece, and by a slow client over a real socket."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, connections
from django.test import Client
from waitress.server import create_server

from tests.cast import Cast, assemble
from tests.trust.guards import lift
from xuncha.desk import outgoing
from xuncha.desk.outgoing import PIECE, Flowing, Outgoing
from xuncha.desk.page import download
from xuncha.office.serving import keep_little, ways
from xuncha.papers.actions.attach import Opened
from xuncha.papers.models import Attachment
from xuncha.papers.pages import attachment as page
from xuncha.sealed.stream import PIECE as SEALED_PIECE
from xuncha.sealed.stream import Stream
from xuncha.sealed.suites import CannotOpen, _SecretOpener
from xuncha.trust import clock, vault
from xuncha.trust.access import whole
from xuncha.trust.actions.grants import end_grants
from xuncha.trust.models import Account, Entry

LONG = 40 * PIECE + 7


WAYS = {"made here": bytes, "kept sealed": Stream.of}


@pytest.fixture(params=WAYS)
def given(request: pytest.FixtureRequest) -> Callable[[bytes], bytes | Stream]:
    """A file's content as a page hands it on."""
    return WAYS[request.param]


def test_a_file_goes_out_whole_and_in_pieces(given: Callable[[bytes], bytes | Stream]) -> None:
    content = bytes(range(256)) * 1000
    sent = list(download("登记簿.xlsx", given(content)))
    assert b"".join(sent) == content
    assert {len(one) for one in sent[:-1]} == {PIECE}


def test_its_whole_length_is_announced(given: Callable[[bytes], bytes | Stream]) -> None:
    assert download("登记簿.xlsx", given(b"x" * LONG))["Content-Length"] == str(LONG)


def test_the_right_is_asked_for_before_the_first_piece(given: Callable[[bytes], bytes | Stream]) -> None:
    response = download("登记簿.xlsx", given(b"x" * LONG))
    response.still = lambda: False
    assert list(response) == []


def test_a_kept_file_is_opened_piece_by_piece_as_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    real = _SecretOpener.open

    def counted(self: _SecretOpener, box: bytes, bound: bytes, last: bool) -> bytes:
        opened.append(len(box))
        return real(self, box, bound, last)

    monkeypatch.setattr(_SecretOpener, "open", counted)
    pieces = iter(Flowing(Stream.of(bytes(10 * SEALED_PIECE))))
    assert opened == []
    for _ in range(SEALED_PIECE // PIECE):
        next(pieces)
    assert len(opened) == 1
    next(pieces)
    assert len(opened) == 2


def test_nothing_of_a_damaged_piece_goes_out() -> None:
    kept = Stream.of(b"x" * (3 * SEALED_PIECE))
    body = bytearray(kept.body)
    body[SEALED_PIECE + 1000] ^= 1
    pieces = iter(Flowing(replace(kept, body=bytes(body))))
    assert b"".join(next(pieces) for _ in range(SEALED_PIECE // PIECE)) == b"x" * SEALED_PIECE
    with pytest.raises(CannotOpen):
        next(pieces)


def test_the_right_is_asked_for_again_when_time_has_passed(
    monkeypatch: pytest.MonkeyPatch, given: Callable[[bytes], bytes | Stream]
) -> None:
    answers, now = iter([True, True, False]), [0.0]
    monkeypatch.setattr(outgoing.time, "monotonic", lambda: now[0])
    response = download("登记簿.xlsx", given(b"x" * LONG))
    response.still = lambda: next(answers)
    pieces = iter(response)
    assert [len(next(pieces)) for _ in range(3)] == [PIECE] * 3
    now[0] += outgoing.EVERY
    assert len(next(pieces)) == PIECE
    now[0] += outgoing.EVERY
    assert list(pieces) == []


@pytest.fixture
def scan(cast: Cast) -> Attachment:
    row = Attachment(inspection_id=cast.inspection.pk, audience="team", received_at=clock.now())
    for column in ("name", "content", "sha256"):
        setattr(row, column, vault.seal(row, column, "虚构.pdf"))
    row.save(force_insert=True)
    return row


@pytest.mark.django_db
def test_a_right_to_another_inspection_does_not_keep_a_file_going(cast: Cast, scan: Attachment) -> None:
    """The page is open to every role; the record decides."""
    client = Client()
    client.force_login(cast.member)
    answer = client.get(f"/attachments/{scan.pk}/")
    assert answer.still() is True
    end_grants(by=cast.office, account=cast.member, inspection=cast.inspection.pk)
    assert answer.still() is False
    last = whole(Entry, "a test reads the journal").order_by("seq").last()
    assert (last.verb, last.refused, last.actor) == ("download.cut", "right-ended", cast.member.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"is_active": False}])
def test_a_closed_account_gets_no_further_piece(
    cast: Cast, scan: Attachment, change: dict[str, bool]
) -> None:
    client = Client()
    client.force_login(cast.member)
    answer = client.get(f"/attachments/{scan.pk}/")
    Account.objects.filter(pk=cast.member.pk).update(**change)
    assert list(answer) == []


@pytest.mark.django_db
def test_a_table_is_asked_for_by_its_page(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.member)
    answer = client.get(f"/inspections/{cast.inspection.pk}/interviews/people/")
    assert answer.status_code == 200
    table = client.get("/papers/?xlsx=papers")
    assert isinstance(table, Outgoing)
    end_grants(by=cast.office, account=cast.member, inspection=cast.inspection.pk)
    assert list(table) == []


@pytest.fixture
def served(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """The office behind waitress with the settings that ship, over the test's own database."""
    shared = connections["default"] if connection.vendor == "sqlite" else None
    if shared is not None:
        shared.inc_thread_sharing()
    handler = WSGIHandler()

    def application(environ: dict[str, object], start: Callable[..., object]) -> object:
        if shared is not None:
            connections["default"] = shared
        return handler(environ, start)

    keep_little()
    given = {**ways("127.0.0.1:0"), "threads": 2}
    server = create_server(application, **given)
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    yield str(server.effective_host), int(server.effective_port)
    server.close()
    running.join(timeout=5)
    if shared is not None:
        shared.dec_thread_sharing()
    lift()


def ask(place: tuple[str, int], path: str, client: Client) -> socket.socket:
    """A client that takes little at a time."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 * 1024)
    line.settimeout(5)
    line.connect(place)
    cookies = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    line.sendall(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\nConnection: close\r\n\r\n".encode()
    )
    return line


def test_a_slow_download_is_cut_within_a_second_of_the_end_of_the_right(
    served: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = assemble()
    row = Attachment(inspection_id=cast.inspection.pk, audience="team", received_at=clock.now())
    for column in ("name", "content", "sha256"):
        setattr(row, column, vault.seal(row, column, "虚构.pdf"))
    row.save(force_insert=True)
    length = 8 * 1024 * 1024
    monkeypatch.setattr(
        page, "open_attachment", lambda **_: Opened("虚构.pdf", Stream.of(b"x" * length), cleaned=True)
    )
    client = Client()
    client.force_login(cast.member)
    line = ask(served, f"/attachments/{row.pk}/", client)
    got, ended, closed = 0, 0.0, 0.0
    began = time.monotonic()
    while not closed:
        if not ended and got > 256 * 1024:
            end_grants(by=cast.office, account=cast.member, inspection=cast.inspection.pk)
            ended = time.monotonic()
        piece = line.recv(8 * 1024)
        got += len(piece)
        if not piece:
            closed = time.monotonic()
        time.sleep(0.01)
        assert time.monotonic() - began < 30
    assert ended > 0
    assert got < length
    assert closed - ended < 1
