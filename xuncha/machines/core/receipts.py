"""Two lines that close the circle: the office says that it has everything, the machine says that it holds nothing any more."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

_LINE = re.compile(
    r"(xuncha-(?:merged|wiped)-1):([0-9a-f]{8}):([0-9A-Z]{4}-[0-9A-Z]{4}):(\d{4}-\d\d-\d\d):(\d+):([0-9a-f]{128})"
)
MERGED, WIPED = "xuncha-merged-1", "xuncha-wiped-1"


class NotAReceipt(Exception):
    """A text that is no receipt, or one whose signature does not hold."""


@dataclass(frozen=True)
class Receipt:
    """``what`` MERGED or WIPED; ``machine`` as it is known; the last ``bundle``; the day; how many entries its journal had."""

    what: str
    machine: str
    bundle: str
    on: date
    entries: int

    @property
    def said(self) -> bytes:
        """The bytes that are signed."""
        return ":".join(
            (self.what, self.machine, self.bundle, self.on.isoformat(), str(self.entries))
        ).encode()

    def line(self, sign: Callable[[bytes], bytes]) -> str:
        """One line for a file, a QR code or a slip."""
        return f"{self.said.decode()}:{sign(self.said).hex()}"


def read(text: str, what: str, holds: Callable[[bytes, bytes], bool]) -> Receipt:
    """The receipt of a line; ``holds(message, signature)`` judges the signature. Raises NotAReceipt."""
    found = _LINE.fullmatch(re.sub(r"\s", "", text))
    if found is None or found[1] != what:
        raise NotAReceipt
    try:
        receipt = Receipt(found[1], found[2], found[3], date.fromisoformat(found[4]), int(found[5]))
    except ValueError:
        raise NotAReceipt from None
    if not holds(receipt.said, bytes.fromhex(found[6])):
        raise NotAReceipt
    return receipt


def code(line: str) -> str:
    """The first and last digits of the signature, by which a printed receipt is compared."""
    digits = line.rsplit(":", 1)[-1]
    return f"{digits[:4]}-{digits[4:8]}-{digits[-4:]}"
