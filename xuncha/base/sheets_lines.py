"""A text table read on and on in bounded memory: blocks of bytes, blocks of text, lines, rows. What is broken is mended and told."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Literal

from xuncha.base.sheets_csv import BOMS, SAMPLE_LINES, NotText, delimiter, mostly_chinese

Mended = Literal["quote", "long", "nul", "bytes", "wide"]

LONGEST_LINE = 1 << 20
"""Characters of a line; what is longer is no row of a table and is passed over."""
LONGEST_CELL = 32_767
"""Characters of a cell of a row whose quotes do not close, as Excel has them."""
MOST_COLUMNS = 16_384
"""Columns of a row, as Excel has them."""
MOST_LINES = 200
"""Lines of a row; a text in a cell has fewer."""
FEWEST_COLUMNS = 3
"""Columns from which lines are told from rows by how many cells they have."""
_SAMPLE = 1 << 20
_LINE_END = re.compile("[\r\n]")
_LOST = "\ufdd0"
"""Stands in place of a line that was passed over; it is no character of any text."""
_SIGNS: dict[str, Mended] = {"\0": "nul", "\ufffd": "bytes", _LOST: "long"}
_ODD = re.compile(f"[{''.join(_SIGNS)}]")


def texts_of(blocks: Iterator[bytes]) -> Iterator[str]:
    """The text of a file, block by block. Raises NotText.

    The encoding is decided where the first sign beyond ASCII stands, by what follows it there: UTF-8, GB18030, else Windows
    Latin. A byte that does not fit becomes U+FFFD.
    """
    start = next(blocks, b"")
    marked = next((encoding for mark, encoding in BOMS if start.startswith(mark)), "")
    if not marked:
        if start.count(0) * 100 > len(start):
            raise NotText
        while start.isascii():
            yield start.decode("ascii")
            following = next(blocks, None)
            if following is None:
                return
            start = following
        while len(start) < _SAMPLE and (following := next(blocks, None)) is not None:
            start += following
    decoder = codecs.getincrementaldecoder(marked or _judged(start))("replace")
    yield decoder.decode(start)
    for block in blocks:
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def _judged(sample: bytes) -> str:
    """The encoding of bytes of which one in ten of those beyond ASCII may be broken."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(sample)
    foreign = sum(char > "\x7f" for char in text)
    if text.count("\ufffd") * 10 <= foreign:
        return "utf-8"
    chinese = codecs.getincrementaldecoder("gb18030")("replace").decode(sample)
    return "gb18030" if mostly_chinese([chinese]) else "cp1252"


def _first_lines(texts: Iterator[str]) -> str:
    """Enough of the text to tell its delimiter."""
    first = ""
    for text in texts:
        first += text
        if first.count("\n") > SAMPLE_LINES or len(first) > LONGEST_LINE:
            break
    return first


class Rows:
    """The rows of a text, as `csv` splits them; a line break inside quotes does not end a row.

    A quote that never closes makes its own line a row, not the rest of the file. `mended` tells row (from 0) and what was
    done since it was last emptied.
    """

    def __init__(self, texts: Iterator[str]):
        first = _first_lines(texts)
        self.mended: list[tuple[int, Mended]] = []
        self._mark = delimiter(first)
        self._read = self._width = 0
        self._odd = self._odd_text = False
        self._characters = 0
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._several: list[str] | None = None
        self._fresh = self._split(chain([first], texts))
        self._reader = self._begun()

    def batch(self, most: int, characters: int) -> list[list[str]]:
        """The next rows: so many, or fewer where they fill so many characters; none at the end."""
        found: list[list[str]] = []
        self._characters, self._odd = 0, self._odd_text
        while len(found) < most and self._characters < characters:
            try:
                if self._on(found, most, characters):
                    break
                if not found or not self._may_be_open():
                    break
                found.pop()
                self._mend(found, self._several or [])
            except csv.Error:
                self._mend(found, self._taken)
        if self._odd:
            self._look(found)
        if max(map(len, found), default=0) > MOST_COLUMNS:
            self._narrow(found)
        self._read += len(found)
        self._width = len(found[-1]) if found else 0
        return found

    def _on(self, found: list[list[str]], most: int, characters: int) -> bool:
        """Reads on until there is enough; False at the end. It does not stop at a row whose quote may be open to the end."""
        taken = self._taken
        for row in self._reader:
            if len(taken) > 1 and self._runs_on(taken, len(found[-1]) if found else self._width):
                raise csv.Error
            found.append(row)
            self._several = taken.copy() if len(taken) > 1 else None
            taken.clear()
            if len(found) >= most or self._characters >= characters:
                if not self._may_be_open() or self._characters >= 2 * characters:
                    return True
        return False

    def _runs_on(self, lines: list[str], usual: int) -> bool:
        """Whether the lines of a row are rows by themselves, held together by a quote that should not be there.

        They are when each has as many cells as the row before, which the lines of a text in a cell have not; or when they are
        more than any cell has.
        """
        if len(lines) > MOST_LINES:
            return True
        return usual >= FEWEST_COLUMNS and all(self._cells(line) == usual for line in lines)

    def _cells(self, line: str) -> int:
        """How many cells a line has by itself; a single quote in it stands for nothing."""
        if line.count('"') > 1:
            return len(next(csv.reader([line], delimiter=self._mark)))
        return line.count(self._mark) + 1

    def _may_be_open(self) -> bool:
        """Whether the last row ran over several lines and has an odd number of quotes."""
        return self._several is not None and sum(line.count('"') for line in self._several) % 2 == 1

    def _mend(self, found: list[list[str]], lines: list[str]) -> None:
        """Takes the first line as a row without quotes, and reads on with the second."""
        self.mended.append((self._read + len(found), "quote"))
        cells = lines[0].rstrip("\r\n").split(self._mark)
        found.append([cell.strip().strip('"')[:LONGEST_CELL] for cell in cells])
        self._again.extendleft(reversed(lines[1:]))
        self._taken.clear()
        self._several = None
        self._reader = self._begun()

    def _begun(self) -> Iterator[list[str]]:
        return csv.reader(self._lines(), delimiter=self._mark)

    def _lines(self) -> Iterator[str]:
        """The lines that are read again, then those never read; each is kept until its row is complete."""
        taken, again, fresh = self._taken, self._again, self._fresh
        while True:
            line = again.popleft() if again else next(fresh, None)
            if line is None:
                return
            taken.append(line)
            yield line

    def _split(self, texts: Iterable[str]) -> Iterator[str]:
        """The lines of the texts, each with its end; in place of one that is too long stands `_LOST`."""
        rest, losing = "", False
        for text in texts:
            self._characters += len(text)
            if losing:
                end = _LINE_END.search(text)
                if end is None:
                    continue
                rest, text, losing = _LOST, text[end.start() :], False
            text = rest + text
            self._odd_text = any(sign in text for sign in _SIGNS)
            self._odd = self._odd or self._odd_text
            whole = max(text.rfind("\n"), text.rfind("\r", 0, len(text) - 1)) + 1
            yield from io.StringIO(text[:whole], newline="")
            rest = text[whole:]
            if len(rest) > LONGEST_LINE:
                rest, losing = "", True
        if losing:
            rest, self._odd = _LOST, True
        yield from io.StringIO(rest, newline="")

    def _look(self, found: list[list[str]]) -> None:
        """Finds the rows with signs that no text has."""
        for at, row in enumerate(found):
            signs = set(_ODD.findall("".join(row)))
            for sign, what in _SIGNS.items():
                if sign in signs:
                    self.mended.append((self._read + at, what))
            if _LOST in signs:
                found[at] = []

    def _narrow(self, found: list[list[str]]) -> None:
        for at, row in enumerate(found):
            if len(row) > MOST_COLUMNS:
                found[at] = row[:MOST_COLUMNS]
                self.mended.append((self._read + at, "wide"))
