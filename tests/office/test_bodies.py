"""What the server itself collects of a request: under seal, and never on the disk."""

from __future__ import annotations

import http.client
import os
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
import waitress
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel

from tests.desk.watching import Counted, counting, watching
from xuncha.office.bodies import SealedBody, SealingParser, seal_bodies
from xuncha.office.serving import LARGEST_BODY, ways
from xuncha.sealed.stream import PIECE


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


@pytest.fixture
def counted() -> Iterator[Counted]:
    with counting() as seen:
        yield seen


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
