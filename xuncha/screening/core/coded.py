"""Lines in canonical columns held as numbers: each text once, and for every line which one it is.

Texts of books repeat, but for numbers of vouchers and bills; those that are digits alone are held as a number and how many
digits it is written with. A file is taken in batch by batch, so that of its text only the different ones stay in memory. Arrow's
numbers are taken by DLPack: its own `to_numpy` loads pandas where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from mmap import mmap
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

MOST_LINES = 30_000_000
"""Lines that are held in memory as numbers, some fifty bytes each."""
MOST_TEXTS = 1_000_000
"""Different texts of one column: where nearly every line says something else, numbers for them save nothing."""
NO_DAY = np.iinfo(np.int32).min
WIDTH, MONTH = "_width", "_month"
NOTHING = ""
_MOST_DIGITS = 18
_MORE = 1.2
"""How much is made ready at once when the lines turn out to be more than was expected."""


class NotHeld(ValueError):
    """The lines are too many or too different to be held as numbers."""


class Missing(ValueError):
    """A text or an amount is missing where none may be."""


@dataclass(frozen=True)
class Coded:
    """Lines as numbers.

    `arrays`: name → as many numbers as there are lines, in as few bytes as they need. Days are days since 1970-01-01
    (`NO_DAY`: none), `<name>_month` their months since then; amounts are cents. For a column of `texts` they count its
    texts from 1; a column with a single text has no array. For a column of `numbered` they are what its digits make, and
    `<name>_width` how many digits; with a width of 0 they count its texts. `undated`: some lines have no day.
    """

    lines: int
    arrays: Mapping[str, np.ndarray]
    texts: Mapping[str, Sequence[str]]
    numbered: frozenset[str]
    undated: bool


class _Row:
    """A row of numbers that grows."""

    def __init__(self, kind: type[np.generic], expected: int):
        self._held = _ready(expected, np.dtype(kind))
        self._used = 0

    def add(self, numbers: np.ndarray) -> None:
        """Adds a batch; the row becomes as wide as its numbers."""
        end = self._used + len(numbers)
        kind = np.promote_types(self._held.dtype, numbers.dtype)
        if end > len(self._held) or kind != self._held.dtype:
            size = len(self._held) if end <= len(self._held) else int(end * _MORE)
            held = _ready(size, kind)
            held[: self._used] = self._held[: self._used]
            self._held = held
        self._held[self._used : end] = numbers
        self._used = end

    def made(self) -> np.ndarray:
        """The numbers."""
        return self._held[: self._used]


def _ready(size: int, kind: np.dtype[Any]) -> np.ndarray:
    """Room for numbers, in small pages: NumPy asks for huge ones, and a system that has none at hand takes long to make them."""
    return np.frombuffer(mmap(-1, max(size, 1) * kind.itemsize), dtype=kind, count=size)


class _Amounts:
    """Whole cents."""

    def __init__(self, expected: int) -> None:
        self.row = _Row(np.int32, expected)

    def take(self, column: pa.Array) -> None:
        """Adds a batch. Raises Missing."""
        if column.null_count:
            raise Missing
        self.row.add(_narrow(np.from_dlpack(column)))


class _Days:
    """Days since 1970-01-01, and the months in which they lie: the engine would work these out anew for every query."""

    def __init__(self, expected: int) -> None:
        self.row = _Row(np.int32, expected)
        self.months = _Row(np.int16, expected)
        self.undated = False

    def take(self, column: pa.Array) -> None:
        """Adds a batch."""
        days = column.cast(pa.int32())
        if days.null_count:
            self.undated = True
            days = days.fill_null(NO_DAY)
        numbers = np.from_dlpack(days)
        self.row.add(numbers)
        self.months.add(_months(numbers))


class _Texts:
    """Texts that repeat: which one a line has, counted from 1."""

    def __init__(self, expected: int, *known: str) -> None:
        self.row = _Row(np.uint8, expected)
        self.known = {text: at for at, text in enumerate(known, 1)}

    def take(self, column: pa.Array) -> None:
        """Adds a batch. Raises NotHeld, Missing, UnicodeDecodeError."""
        self.row.add(self.codes(column))

    def codes(self, column: pa.Array) -> np.ndarray:
        """The numbers of a batch's texts, in as few bytes as they need. Raises NotHeld, Missing, UnicodeDecodeError."""
        if not pa.types.is_dictionary(column.type):
            column = column.dictionary_encode()
        known = self.known
        numbers = [known.setdefault(text, len(known) + 1) for text in column.dictionary.to_pylist()]
        if column.null_count:
            raise Missing
        if len(known) > MOST_TEXTS:
            raise NotHeld
        codes = np.array(numbers, dtype=np.min_scalar_type(len(known)))
        return np.asarray(codes[np.from_dlpack(column.indices)])


class _Numbered:
    """Texts most of which are digits and different."""

    def __init__(self, expected: int) -> None:
        self.row = _Row(np.int32, expected)
        self.widths = _Row(np.uint8, expected)
        self.others = _Texts(0, NOTHING)

    def take(self, column: pa.Array) -> None:
        """Adds a batch. Raises NotHeld, Missing, UnicodeDecodeError."""
        size = np.from_dlpack(pc.binary_length(column))
        digits = np.from_dlpack(pc.ascii_is_decimal(column).cast(pa.uint8())).view(bool)
        plain = digits & (size <= _MOST_DIGITS)
        if plain.all():
            number = np.from_dlpack(column.cast(pa.int64()))
        else:
            number = np.zeros(len(column), dtype=np.int64)
            number[plain] = np.from_dlpack(column.filter(pa.array(plain)).cast(pa.int64()))
            number[~plain] = self.others.codes(column.filter(pa.array(~plain)))
            size = np.where(plain, size, 0)
        self.row.add(_narrow(number))
        self.widths.add(size.astype(np.uint8))


def _months(days: np.ndarray) -> np.ndarray:
    """The month of each day, counted from 1970-01; of no day any."""
    dated = days[days != NO_DAY]
    if not len(dated):
        return np.zeros(len(days), dtype=np.int16)
    first, last = int(dated.min()), int(dated.max())
    months = np.arange(first, last + 1).astype("datetime64[D]").astype("datetime64[M]").astype(np.int16)
    return np.asarray(months[np.clip(days, first, last) - first])


def _narrow(numbers: np.ndarray) -> np.ndarray:
    """The numbers in four bytes each where they fit: memory that is not touched is time saved."""
    most = np.iinfo(np.int32)
    fits = not len(numbers) or (numbers.min() >= most.min and numbers.max() <= most.max)
    return numbers.astype(np.int32) if fits else numbers


_Taker = _Amounts | _Days | _Texts | _Numbered


def coded(batches: Iterable[pa.RecordBatch], numbered: frozenset[str], expected: int) -> Coded:
    """The lines of all batches, `expected` or so. Columns are DATE, BIGINT, or text, with or without a dictionary.

    Raises NotHeld, Missing, and UnicodeDecodeError where texts are none.
    """
    if expected > MOST_LINES * _MORE:
        raise NotHeld
    takers: dict[str, _Taker] = {}
    lines = 0
    for batch in batches:
        lines += batch.num_rows
        if lines > MOST_LINES:
            raise NotHeld
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            if name not in takers:
                takers[name] = _taker(name, column.type, numbered, min(expected, MOST_LINES))
            takers[name].take(column)
    arrays: dict[str, np.ndarray] = {"id": np.arange(lines, dtype=np.int32)}
    texts: dict[str, Sequence[str]] = {}
    for name, taker in takers.items():
        arrays[name] = taker.row.made()
        if isinstance(taker, _Numbered):
            arrays[name + WIDTH] = taker.widths.made()
            texts[name] = list(taker.others.known)
        elif isinstance(taker, _Days):
            arrays[name + MONTH] = taker.months.made()
        elif isinstance(taker, _Texts):
            texts[name] = list(taker.known)
            if len(texts[name]) == 1:
                del arrays[name]
    if any("\0" in text for listed in texts.values() for text in listed):
        raise NotHeld
    undated = any(isinstance(taker, _Days) and taker.undated for taker in takers.values())
    return Coded(lines, arrays, texts, numbered & takers.keys(), undated)


def _taker(name: str, kind: pa.DataType, numbered: frozenset[str], expected: int) -> _Taker:
    if pa.types.is_date(kind):
        return _Days(expected)
    if pa.types.is_integer(kind):
        return _Amounts(expected)
    return _Numbered(expected) if name in numbered else _Texts(expected)
