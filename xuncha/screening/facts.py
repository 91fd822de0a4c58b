"""The lists and parameters shipped with the product, as `core` takes them."""

from __future__ import annotations

import tomllib
from collections.abc import Container, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from xuncha.base.remarks import Place, Remark
from xuncha.base.uploads.limits import Limits, Marks
from xuncha.base.words import Sentence
from xuncha.rulebook.core.rule import Rule, pick, read_rules
from xuncha.screening.core.books import Standing
from xuncha.screening.core.exports import Exports, read_exports
from xuncha.screening.core.list_words import with_lists
from xuncha.screening.core.own import Own, read_own
from xuncha.screening.core.own_sql import OwnFault
from xuncha.screening.core.run import screens
from xuncha.screening.core.screen import Declared
from xuncha.screening.core.table import FAMILIES
from xuncha.screening.core.table_set import TableSet, read_table_set, with_elements
from xuncha.screening.core.talks import Theme, read_themes
from xuncha.screening.core.tender_words import TenderWords, read_tender_words
from xuncha.screening.core.vocabulary import Vocabulary, read_vocabulary


@cache
def vocabulary() -> Vocabulary:
    """The headings and row labels of books and lists in `xuncha/data/screening`, read once."""
    folder = files("xuncha") / "data" / "screening"
    headers, rows, lists = (
        tomllib.loads((folder / name).read_text("utf-8"))
        for name in ("headers.toml", "rows.toml", "lists.toml")
    )
    return with_elements(with_lists(read_vocabulary(headers, rows), lists), table_set())


@cache
def table_set() -> TableSet:
    """The tables of the national interface standard, read once."""
    return read_table_set(
        tomllib.loads((files("xuncha") / "data" / "screening" / "table_set.toml").read_text("utf-8"))
    )


@cache
def tender_words() -> TenderWords:
    """The headings and words of tender lists, read once."""
    folder = files("xuncha") / "data" / "screening"
    lists, rows = (
        tomllib.loads((folder / name).read_text("utf-8")) for name in ("tenders.toml", "rows.toml")
    )
    return read_tender_words(lists, rows)


@cache
def exports() -> Exports:
    """What a body is asked for and how its program gives it, read once."""
    return read_exports(
        tomllib.loads((files("xuncha") / "data" / "screening" / "exports.toml").read_text("utf-8"))
    )


@cache
def talk_themes() -> tuple[Theme, ...]:
    """What open doubts bring to the outlines of talks, read once."""
    return read_themes(
        tomllib.loads((files("xuncha") / "data" / "screening" / "talks.toml").read_text("utf-8"))
    )


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """The parameters shipped in `xuncha/data/rules`, for work without a database."""
    return tuple(
        rule
        for rule in read_rules(Path(str(files("xuncha") / "data" / "rules")))
        if rule.key.startswith("screening.")
    )


def upload_limits() -> tuple[Limits, Marks]:
    """How large files in a zip may be and which marks of secrecy are refused, as shipped."""
    rules = read_rules(Path(str(files("xuncha") / "data" / "rules")))
    limits, marks = (pick(rules, key, date.max).value for key in ("uploads.limits", "uploads.secrecy"))
    return Limits.of(limits), Marks.of(marks)


def standing(rules: Sequence[Rule], on: date, area: str = "") -> Standing:
    """Which accounts are cash and which budgetary. Raises NoRule."""
    return Standing.of(pick(rules, "screening.standing", on, area).value)


def own_folder(home: Path) -> Path:
    """Where an office keeps its own screens, a file each."""
    return home / "screens"


def declared(home: Path) -> dict[str, Declared]:
    """Every screen by its key: those of the catalogue, then the office's own."""
    shipped = {one.key: one for family in FAMILIES for one in screens(family)}
    return {**shipped, **{one.key: one for one in own_screens(own_folder(home))[0]}}


def own_screens(folder: Path) -> tuple[tuple[Own, ...], tuple[Remark, ...]]:
    """The own screens of an office in file-name order, and a remark on each file that is none."""
    found: dict[str, Own] = {}
    remarks = []
    for path in sorted(folder.glob("*.toml")):
        try:
            own = own_screen(path, found)
            found[own.key] = own
        except OwnFault as no:
            remarks.append(Remark("error", Place(path.name), no.says, no.remedy))
    return tuple(found.values()), tuple(remarks)


def own_screen(path: Path, others: Container[str] = ()) -> Own:
    """The own screen in a file. Raises OwnFault, also for a file that cannot be read and a key that another screen has."""
    try:
        own = read_own(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise OwnFault(
            Sentence("文件打不开，或不是 UTF-8 编码", "the file cannot be opened or is not UTF-8"),
            Sentence("请核对文件名，用 UTF-8 编码另存。", "Check its name, and save it as UTF-8."),
        ) from None
    if own.key in others or own.key in _shipped_keys():
        raise OwnFault(
            Sentence(f"已经有叫“{own.key}”的筛查", f"there is a screen “{own.key}” already"),
            Sentence("请换一个 key。", "Choose another key."),
        )
    return own


@cache
def _shipped_keys() -> frozenset[str]:
    return frozenset(one.key for family in FAMILIES for one in screens(family))
