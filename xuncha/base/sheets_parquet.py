"""Parquet files as tables of plain cells, read piece by piece. The names of the columns are the first row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from xuncha.base.arrays import pa
from xuncha.base.late import late
from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_book import Cell
from xuncha.base.sheets_cells import plain_cell
from xuncha.base.sheets_unread import damaged, nothing_in_it
from xuncha.base.words import Sentence

pc, pq = late("pyarrow.compute"), late("pyarrow.parquet")

MAGIC = b"PAR1"
ROWS = 50_000
"""Rows of a piece."""
_BUFFER = 1 << 20
_PIECE = 64 << 20
"""Bytes of a piece, as the file tells the size of its rows."""
_LEFT_OUT = Sentence(
    "这些列是嵌套或二进制内容，没有读：{names}",
    "these columns are nested or binary and are left out: {names}",
)
_FLATTEN = Sentence("如需要，请展开成普通列后重新导出。", "If they are needed, export them as plain columns.")
_BREAKS_OFF = Sentence(
    "文件有损坏，读到第{row}行为止，后面的没有读到",
    "the file is damaged: it was read down to row {row}, and nothing behind it",
)
_ASK_AGAIN = Sentence("请重新复制或导出这个文件。", "Copy or export the file again.")


@dataclass
class ParquetTable:
    """A Parquet file. Its first row is row 1, the names of the columns; after its pieces were read, `remarks` tell what was left out."""

    path: Path
    name: str
    rows: int = ROWS
    share: float = 0.0
    remarks: tuple[Remark, ...] = ()

    @property
    def title(self) -> str:
        """The file's name without its ending, as the name of its only sheet."""
        return self.name.rsplit(".", 1)[0]

    def batches(self) -> Iterator[list[list[Cell]]]:
        """Its rows, names first, in pieces. Raises Unreadable where it is no Parquet file or has no column that can be read."""
        self.share, self.remarks = 0.0, ()
        try:
            file = pq.ParquetFile(self.path, buffer_size=_BUFFER, pre_buffer=False)
            schema, most = file.schema_arrow, file.metadata.num_rows
        except (pa.ArrowException, OSError, ValueError):
            raise damaged() from None
        plain = [one.name for one in schema if _is_plain(one.type)]
        if len(plain) < len(schema):
            names = "、".join(one.name for one in schema if not _is_plain(one.type))
            self._remark("notice", _LEFT_OUT.filled(names=names), _FLATTEN)
        if not plain:
            raise nothing_in_it()
        read = 1
        heading: list[list[Cell]] = [list(map(plain_cell, plain))]
        try:
            for batch in file.iter_batches(self._most(file.metadata), columns=plain, use_threads=False):
                read += batch.num_rows
                self.share = read / (most + 1)
                yield heading + [list(row) for row in zip(*map(_cells, batch.columns), strict=True)]
                heading = []
        except (pa.ArrowException, OSError, ValueError):
            self._remark("error", _BREAKS_OFF.filled(row=read), _ASK_AGAIN)
        if heading:
            yield heading

    def _most(self, metadata: Any) -> int:
        """Rows of a piece, fewer where they are large."""
        groups = (metadata.row_group(at).total_byte_size for at in range(metadata.num_row_groups))
        held: int = _PIECE * metadata.num_rows // max(1, sum(groups))
        return max(1, min(self.rows, held))

    def _remark(self, level: Any, says: Sentence, remedy: Sentence) -> None:
        self.remarks += (Remark(level, Place(self.name, self.title), says, remedy),)


def _is_plain(kind: Any) -> bool:
    """Whether a cell can hold it."""
    tests = (
        pa.types.is_string, pa.types.is_large_string, pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal,
        pa.types.is_boolean, pa.types.is_date, pa.types.is_timestamp, pa.types.is_time, pa.types.is_null,
    )  # fmt: skip
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return any(test(kind) for test in tests)


def _cells(column: Any) -> list[Cell]:
    """A column as cells; a value that Python has no word for (the year 20000) is blank."""
    if pa.types.is_string(column.type):
        column = column.dictionary_encode()
    if pa.types.is_dictionary(column.type):
        said = _values(column.dictionary)
        return [None if at is None else said[at] for at in column.indices.to_pylist()]
    return _values(column)


def _values(column: Any) -> list[Cell]:
    """The same, value by value."""
    if pa.types.is_timestamp(column.type):
        column = _wall_time(column)
    try:
        values = column.to_pylist()
    except (ValueError, OverflowError):
        values = [_value(scalar) for scalar in column]
    return list(map(_cell, values))


def _wall_time(column: Any) -> Any:
    """Moments as the clock on the wall showed them, to the microsecond."""
    if column.type.tz:
        column = pc.local_timestamp(column)
    return column.cast(pa.timestamp("us"), safe=False)


def _value(scalar: Any) -> object:
    """One value where the column as a whole cannot be turned; broken UTF-8 is read as far as it goes."""
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        return scalar.as_buffer().to_pybytes().decode("utf-8", errors="replace")
    except (ValueError, OverflowError):
        return None


def _cell(value: object) -> Cell:
    if isinstance(value, Decimal):
        return format(value, "f")
    return None if value != value else plain_cell(value)
