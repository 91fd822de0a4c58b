"""Waitress collects the whole body of a request before anybody is asked what to do with it. Here it collects it under seal.

The key lives as long as the request. What Django reads of it is opened piece by piece, so that of a file that is sent not more
than a few pieces are in clear anywhere in this process.
"""

from __future__ import annotations

from typing import BinaryIO

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

from xuncha.sealed.stream import Sealing


class SealedBody:
    """Stands in for the buffer of waitress's receivers, with the methods they ask for."""

    def __init__(self) -> None:
        self._sealing = Sealing()
        self._file: BinaryIO | None = None
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def append(self, data: bytes) -> None:
        """Take in what came."""
        self._length += self._sealing.write(data)

    def getfile(self) -> BinaryIO:
        """The body, to be read; nothing comes after this."""
        if self._file is None:
            self._file = self._sealing.done().reader()
        return self._file

    def close(self) -> None:
        """The request is over."""
        if self._file is not None:
            self._file.close()


class SealingParser(HTTPRequestParser):
    """Waitress's own parser, but for where it puts the body."""

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.body_rcv is not None:
            self.body_rcv.buf = SealedBody()


def seal_bodies() -> None:
    """From now on every server of this process seals what comes."""
    HTTPChannel.parser_class = SealingParser
