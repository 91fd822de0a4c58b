"""What `xuncha screen` is given: files, corrections of their mapping, parameters changed by hand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from xuncha.base.remarks import Remark
from xuncha.base.sheets_in import Unreadable, read_book
from xuncha.base.sheets_red import red_cells
from xuncha.base.words import Sentence
from xuncha.office.command import Stop
from xuncha.rulebook.core.rule import Rule
from xuncha.screening.core.cells import DayOrder
from xuncha.screening.core.ocds import JsonFile
from xuncha.screening.core.reading import Correction, Records, Source, read_source
from xuncha.screening.facts import vocabulary

BY_HAND = "命令行指定"
JSON_ENDINGS = (".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz", ".ndjson.gz")
TABLE_ENDINGS = (".xlsx", ".xls", ".csv", ".csv.gz")
_BLOCK = 1 << 20


def books_of(
    files: Sequence[Path], by_hand: Mapping[str, str], days: DayOrder | None
) -> tuple[list[Records], list[Remark]]:
    """The records of all files that can be read, and a remark for each that cannot. Raises Stop for a missing file."""
    sources, faults = _sources(files)
    books: list[Records] = []
    for source in sources:
        first = read_source(source, vocabulary())
        fixes = {one.sheet: fix for one in first if (fix := _correction(one, by_hand, days))}
        books.extend(read_source(source, vocabulary(), fixes) if fixes else first)
    return books, faults


def tender_files(files: Sequence[Path]) -> tuple[list[JsonFile | Source], list[Remark]]:
    """OCDS files by their ending, everything else as tables; a remark for each table file that cannot be read."""
    json_files = [one for one in files if one.name.lower().endswith(JSON_ENDINGS)]
    sources, faults = _sources([one for one in files if one not in json_files])
    return [*(_json_file(one) for one in json_files), *sources], faults


def _json_file(file: Path) -> JsonFile:
    digest = hashlib.sha256()
    try:
        with file.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
    except OSError:
        raise _missing(file) from None
    return JsonFile(file.name, digest.hexdigest(), lambda: file.open("rb"), file.resolve())


def _sources(files: Sequence[Path]) -> tuple[list[Source], list[Remark]]:
    sources: list[Source] = []
    faults: list[Remark] = []
    for file in _inside(files):
        try:
            raw = file.read_bytes()
            book, digest = read_book(raw, file.name), hashlib.sha256(raw).hexdigest()
            sources.append(Source(file.name, digest, book, partial(red_cells, raw)))
        except Unreadable as no:
            faults.append(no.remark(file.name))
        except OSError:
            raise _missing(file) from None
    return sources, faults


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


def _correction(records: Records, by_hand: Mapping[str, str], days: DayOrder | None) -> Correction | None:
    """What was said by hand about the headings of this sheet, or None."""
    titles = [records.head.shown(at) for at in range(len(records.head.titles))] if records.head else []
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
        if old is None or not isinstance(found, (int, float, list)):
            known = "、".join(
                rule.key.removeprefix("screening.") for rule in rules if rule.key.count(".") == 2
            )
            raise Stop(
                2,
                Sentence(
                    f"没有这个参数，或值不对：{text}。可改：{known}",
                    f"No such parameter, or a wrong value: {text}",
                ),
            )
        fresh = replace(old, value=found, basis=BY_HAND, confirmed=True, area="", starts=None, ends=None)
        changed = [rule for rule in changed if rule.key != key] + [fresh]
    return changed
