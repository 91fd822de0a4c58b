"""A folder of county workbooks, one a county, named as the county; what cannot be read is told and the others are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_in import Unreadable
from xuncha.base.words import Sentence
from xuncha.office.command import Stop
from xuncha.office.plans._forming_book import forming_of, lacking, read_county
from xuncha.region.core.province import County

BOOKS = frozenset({".xlsx", ".xls"})


@dataclass(frozen=True)
class Counties:
    """The counties whose rounds can be planned, and what was left out of which file, sheet and row."""

    counties: tuple[County, ...]
    remarks: tuple[Remark, ...]


def books_in(folder: Path) -> tuple[dict[str, Path], list[Remark]]:
    """County → its workbook, by file name; a remark for each other file and for a county that has two. Raises Stop."""
    books: dict[str, Path] = {}
    remarks = []
    for file in sorted(folder.iterdir()):
        if file.name.startswith((".", "~$")) or file.is_dir():
            continue
        if file.suffix.lower() not in BOOKS:
            remarks.append(_left_out("notice", file, _NO_BOOK))
        elif file.stem in books:
            remarks.append(_left_out("error", file, _TWICE))
        else:
            books[file.stem] = file
    if not books:
        raise Stop(
            2,
            Sentence("文件夹里没有工作簿。", "There is no workbook in the folder."),
            Sentence(
                "一个县放一份县情登记工作簿，文件名写县名，如 明川县.xlsx。",
                "Put one workbook a county into it, named as the county.",
            ),
        )
    return books, remarks


def counties_in(folder: Path, starts: date, last: date, tell: Callable[[int, int], None]) -> Counties:
    """Every county of the folder with the round that its workbook asks for. `tell(done, of)` counts files. Raises Stop."""
    books, remarks = books_in(folder)
    found: list[County] = []
    for done, (name, file) in enumerate(books.items(), start=1):
        county, told = _county(f"k{done:03d}", name, file, starts, last)
        found += [county] if county else []
        remarks += told
        tell(done, len(books))
    return Counties(tuple(found), tuple(remarks))


def _county(key: str, name: str, file: Path, starts: date, last: date) -> tuple[County | None, list[Remark]]:
    try:
        read, tasks, remarks = read_county(file)
    except Unreadable as no:
        return None, [no.remark(file.name)]
    forming, unknown = forming_of(read, tasks, starts, last)
    remarks = [*remarks, *unknown]
    if forming is None:
        says, remedy = lacking(read, ())
        return None, [*remarks, Remark("error", Place(file=file.name), says, remedy)]
    return County(key, name, forming), remarks


def _left_out(level: str, file: Path, why: tuple[Sentence, Sentence]) -> Remark:
    return Remark(level, Place(file=file.name), *why)  # type: ignore[arg-type]


_NO_BOOK = (
    Sentence("不是工作簿，没有读", "no workbook; it was not read"),
    Sentence("只读 .xlsx、.xls。", "Only .xlsx and .xls are read."),
)
_TWICE = (
    Sentence(
        "这个县已经有一份工作簿，这份没有读", "this county has a workbook already; this one was not read"
    ),
    Sentence("一个县只留一份。", "Keep one a county."),
)
