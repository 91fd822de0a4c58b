"""What `xuncha screen` is given: files, corrections of their mapping, parameters changed by hand."""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_book import Book
from xuncha.base.sheets_in import Unreadable, read_book
from xuncha.base.sheets_pieces import Table, in_pieces
from xuncha.base.sheets_red import red_cells
from xuncha.base.words import Sentence
from xuncha.management.commands._screen_parcel import is_zip, members
from xuncha.office.command import Stop
from xuncha.rulebook.core.rule import Rule
from xuncha.screening.core.canonical import CanonicalFile, canonical_file
from xuncha.screening.core.cells import DayOrder
from xuncha.screening.core.layout import Head
from xuncha.screening.core.ocds import JsonFile
from xuncha.screening.core.pieces import Pieces, of_one_sheet
from xuncha.screening.core.reading import Correction, Records, Source, read_source
from xuncha.screening.facts import table_set, vocabulary

BY_HAND = "命令行指定"
JSON_ENDINGS = (".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz", ".ndjson.gz")
TABLE_ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".csv.gz", ".tsv.gz", ".parquet", ".xml", ".zip")
_BLOCK = 1 << 20
Progress = Callable[[str, int, float], None]
_CHANGED = Sentence(
    "读的时候文件被改动了，读到的可能前后不一",
    "the file was changed while it was read; what was read may not belong together",
)
_AGAIN = Sentence("请等别的程序写完后重新筛查。", "Wait until nothing writes to it and screen it again.")


OPEN_DATA = (".json", ".jsonl", ".ndjson")
_OF_TENDERS = Sentence("这是公开招标数据，不是账表", "this is open data of tenders, no book")
_TO_TENDERS = Sentence("请用 xuncha screen tenders 筛查。", "Screen it with xuncha screen tenders.")


class Books:
    """The books that were handed in, read while one goes through them; no file's rows are kept.

    Afterwards `read` has what was read of each sheet, without its rows, and `faults` a remark for each file that cannot be
    read. `told` is called with each sheet when it was read to its end, `progress` with file, rows and share before. Raises
    Stop for a missing file.
    """

    def __init__(
        self,
        files: Sequence[Path],
        by_hand: Mapping[str, str],
        days: DayOrder | None,
        told: Callable[[Records], None] = lambda records: None,
        progress: Progress = lambda file, rows, share: None,
    ):
        self.files = _inside(files)
        for file in self.files:
            if not file.exists():
                raise _missing(file)
        self.corrected = bool(by_hand or days)
        self.recall = partial(_correction, by_hand=by_hand, days=days)
        self.told, self.progress = told, progress
        self.read: list[Records] = []
        self.faults: list[Remark] = []

    def canonical(self) -> tuple[CanonicalFile, str] | None:
        """The only file, with its hash, where all its columns are canonical and nobody said what they are."""
        alone = len(self.files) == 1 and self.files[0].is_file() and not self.corrected
        found = canonical_file(self.files[0]) if alone else None
        return (found, _digest(found.path)) if found else None

    def read_in_place(self, books: CanonicalFile, sha256: str, lines: int, state: tuple[int, int]) -> None:
        """Tells of a file that was screened where it lies; `state` is what it was before."""
        changed = (
            ()
            if state_of(books.path) == state
            else (Remark("error", Place(books.path.name), _CHANGED, _AGAIN),)
        )
        self._done(replace(books.records(sha256, lines), remarks=changed))

    def __iter__(self) -> Iterator[Records]:
        """The records of one sheet, or of one piece of a large one, after the other.

        The search for circles of dead objects rests meanwhile: cells by the million are made and none is in a circle.
        """
        was_on = gc.isenabled()
        gc.disable()
        try:
            yield from self._every()
        finally:
            if was_on:
                gc.enable()

    def _every(self) -> Iterator[Records]:
        for file in self.files:
            if file.name.lower().removesuffix(".gz").endswith(OPEN_DATA):
                self.faults.append(Remark("error", Place(file.name), _OF_TENDERS, _TO_TENDERS))
                continue
            try:
                if is_zip(file):
                    yield from self._parcel(file)
                    continue
                table = in_pieces(file) if file.is_file() else None
                yield from self._book(_source(file)) if table is None else self._pieces(file, table)
            except Unreadable as no:
                self.faults.append(no.remark(file.name))
            except OSError:
                raise _missing(file) from None

    def _book(self, source: Source) -> Iterator[Records]:
        for records in read_source(source, vocabulary(), recall=self.recall):
            self._done(records)
            yield records

    def _parcel(self, file: Path) -> Iterator[Records]:
        """Every table in a zip."""
        for member in members(file):
            try:
                if isinstance(member, Remark):
                    self.faults.append(member)
                else:
                    yield from self._book(_source_of(*member))
            except Unreadable as no:
                self.faults.append(no.remark(member[0] if isinstance(member, tuple) else file.name))

    def _pieces(self, file: Path, table: Table) -> Iterator[Records]:
        """The pieces of a table. The hash is taken before: it tells a file that was handed in twice, and stands beside each row."""
        state = state_of(file)
        pieces = Pieces(
            Source(file.name, _digest(file), Book(file.name, ())),
            table.title,
            table.batches,
            vocabulary(),
            self.recall,
        )
        for records in pieces:
            yield records
            self.progress(file.name, pieces.rows, table.share)
        changed = () if state_of(file) == state else (Remark("error", Place(file.name), _CHANGED, _AGAIN),)
        self._done(replace(pieces.whole, remarks=(*changed, *table.remarks, *pieces.whole.remarks)))

    def _done(self, records: Records) -> None:
        self.read.append(of_one_sheet(records))
        self.told(self.read[-1])


def tender_files(files: Sequence[Path]) -> tuple[list[JsonFile | Source], list[Remark]]:
    """OCDS files by their ending, everything else as tables; a remark for each table file that cannot be read."""
    json_files = [one for one in files if one.name.lower().endswith(JSON_ENDINGS)]
    sources, faults = _sources([one for one in files if one not in json_files])
    return [*(_json_file(one) for one in json_files), *sources], faults


def _json_file(file: Path) -> JsonFile:
    return JsonFile(file.name, _digest(file), lambda: file.open("rb"), file.resolve())


def _digest(file: Path) -> str:
    """The SHA-256 of a file, read block by block. Raises Stop for a missing file."""
    digest = hashlib.sha256()
    try:
        with file.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
    except OSError:
        raise _missing(file) from None
    return digest.hexdigest()


def state_of(file: Path) -> tuple[int, int]:
    """Size and moment of the last change."""
    told = file.stat()
    return told.st_size, told.st_mtime_ns


def _sources(files: Sequence[Path]) -> tuple[list[Source], list[Remark]]:
    sources: list[Source] = []
    faults: list[Remark] = []
    for file in _inside(files):
        try:
            if is_zip(file):
                _add_parcel(file, sources, faults)
            else:
                sources.append(_source(file))
        except Unreadable as no:
            faults.append(no.remark(file.name))
        except OSError:
            raise _missing(file) from None
    return sources, faults


def _add_parcel(file: Path, sources: list[Source], faults: list[Remark]) -> None:
    """The tables in a zip, and a remark for each file in it that is none."""
    for member in members(file):
        if isinstance(member, Remark):
            faults.append(member)
            continue
        try:
            sources.append(_source_of(*member))
        except Unreadable as no:
            faults.append(no.remark(member[0]))


def _source(file: Path) -> Source:
    """A file that is held whole. Raises Unreadable and OSError."""
    return _source_of(file.name, file.read_bytes())


def _source_of(name: str, raw: bytes) -> Source:
    """The same of a content that goes by this name. Raises Unreadable."""
    return Source(
        name,
        hashlib.sha256(raw).hexdigest(),
        read_book(raw, name, texts=True, records=table_set().names),
        partial(red_cells, raw),
    )


def _inside(files: Sequence[Path]) -> list[Path]:
    """The files, and in place of a folder the tables in it."""
    return [
        one
        for file in files
        for one in (
            sorted(path for path in file.iterdir() if path.name.lower().endswith(TABLE_ENDINGS))
            if file.is_dir()
            else [file]
        )
    ]


def _missing(file: Path) -> Stop:
    says = Sentence(f"打不开文件 {file.name}。", f"Cannot open {file.name}.")
    return Stop(2, says, Sentence("请检查路径。", "Check the path."))


def _correction(head: Head, by_hand: Mapping[str, str], days: DayOrder | None) -> Correction | None:
    """What was said by hand about the headings of a sheet, or None."""
    titles = [head.shown(at) for at in range(len(head.titles))]
    changes = {field: titles.index(heading) for heading, field in by_hand.items() if heading in titles}
    return Correction(changes, days) if changes or days else None


def mapped_by_hand(given: Sequence[str]) -> dict[str, str]:
    """Heading → key of a field. Raises Stop for a field that is not known."""
    fields = vocabulary().known_fields
    known = {key: key for key in fields} | {title.zh: key for key, title in fields.items()}
    found = {}
    for text in given:
        heading, _, field = text.partition("=")
        if field not in known:
            titles = "、".join(title.zh for title in fields.values())
            raise Stop(
                2,
                Sentence(f"不知道“{field}”是什么内容。", f"“{field}” is not known."),
                Sentence(f"可写：{titles}。", f"Write one of: {', '.join(fields)}."),
            )
        found[heading] = known[field]
    return found


def with_settings(rules: Sequence[Rule], given: Sequence[str]) -> list[Rule]:
    """The rules with the parameters given by hand in their place. Raises Stop for an unknown one."""
    changed = list(rules)
    for text in given:
        name, _, value = text.partition("=")
        key = f"screening.{name}"
        old = next((rule for rule in rules if rule.key == key), None)
        try:
            found = json.loads(value)
        except json.JSONDecodeError:
            found = value.split("、")
        if old is None:
            raise _unknown_setting(name, rules)
        if isinstance(found, bool) or isinstance(found, list) != isinstance(old.value, list):
            raise Stop(
                2,
                Sentence(
                    f"“{text}”的值不对，现在是 {_shown(old.value)}。",
                    f"“{text}” will not do; it is {_shown(old.value)}.",
                ),
                Sentence(
                    "金额、天数等写数字（元），字样用“、”隔开。",
                    "Write a number (yuan, days), or words with 、 between them.",
                ),
            )
        fresh = replace(old, value=found, basis=BY_HAND, confirmed=True, area="", starts=None, ends=None)
        changed = [rule for rule in changed if rule.key != key] + [fresh]
    return changed


def _unknown_setting(name: str, rules: Sequence[Rule]) -> Stop:
    keys = [rule.key.removeprefix("screening.") for rule in rules if rule.key.count(".") == 2]
    screen = name.partition(".")[0]
    near = [key for key in keys if key.startswith(f"{screen}.")] or get_close_matches(name, keys, 5, 0.5)
    return Stop(
        2,
        Sentence(f"没有“{name}”这个参数。", f"There is no parameter “{name}”."),
        Sentence(
            f"相近的有：{'、'.join(near) or '无'}。各项目的参数见 xuncha screen explain 项目。",
            f"Like it are: {', '.join(near) or 'none'}. Those of a screen: xuncha screen explain SCREEN.",
        ),
    )


def _shown(value: object) -> str:
    return "、".join(value) if isinstance(value, list) else f"{value}"
