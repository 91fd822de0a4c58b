"""The memory of this process, searched for a file on its way from the socket to the socket."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.test import RequestFactory
from waitress.adjustments import Adjustments

from tests.base.uploads.files import LIMITS, MARKS
from xuncha.base.uploads.gate import judge
from xuncha.base.uploads.kinds import EVERY
from xuncha.desk.page import download
from xuncha.office.bodies import SealingParser
from xuncha.office.serving import ways
from xuncha.trust.models import Account

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
