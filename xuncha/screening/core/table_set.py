"""Table sets of the national interface standard (GB/T 24589): known by the Chinese names of their tables and elements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from xuncha.base.remarks import Place, Remark
from xuncha.base.words import NOTHING, Sentence, joined, same
from xuncha.screening.core.kinds import BOOKS
from xuncha.screening.core.reading import Records
from xuncha.screening.core.vocabulary import Field, Vocabulary, plain

FEWEST = 2
"""So many tables with names of the standard make a set; one alone may be called so by chance."""


@dataclass(frozen=True)
class TableSet:
    """The standard's name, whether its text was checked, its tables by name, and those that screening cannot do without.

    `fields` says for what is read of a table as which kind ("books" or a list) how its fields are called.
    """

    standard: str
    confirmed: bool
    names: tuple[str, ...]
    needed: tuple[str, ...]
    fields: Sequence[tuple[str, Mapping[str, Sequence[str]]]]

    def among(self, records: Records) -> str:
        """The name of the standard's table that a sheet or its file is called after, or ""."""
        stem = records.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        called = (plain(records.sheet), plain(stem))
        return max(
            (name for name in self.names if any(plain(name) in text for text in called)), key=len, default=""
        )


def read_table_set(parsed: Mapping[str, Any]) -> TableSet:
    """From the parsed `table_set.toml`."""
    tables = parsed["table"]
    return TableSet(
        parsed["standard"],
        parsed["confirmed"],
        tuple(one["name"] for one in tables),
        tuple(parsed["needed"]),
        [(one["read"], one["fields"]) for one in tables if "read" in one],
    )


def with_elements(words: Vocabulary, table_set: TableSet) -> Vocabulary:
    """The words, with the element names of the standard among the spellings. Raises KeyError for a field that there is not."""
    lists = dict(words.lists)
    for kind, names in table_set.fields:
        if kind == BOOKS:
            words = _taught(words, names)
        else:
            lists[kind] = _taught(lists[kind], names)
    return replace(words, lists=lists)


def _taught(words: Vocabulary, names: Mapping[str, Sequence[str]]) -> Vocabulary:
    fields: dict[str, Field] = dict(words.fields)
    for key, elements in names.items():
        fresh = [word for one in elements if (word := plain(one)) not in words.spelt]
        fields[key] = replace(fields[key], spellings=(*fields[key].spellings, *fresh))
    return replace(words, fields=fields)


def set_told(table_set: TableSet, books: Iterable[Records]) -> tuple[Remark, ...]:
    """Says that the books are such a set, which tables came and which are missing; nothing where they are none."""
    found = [name for name in dict.fromkeys(table_set.among(one) for one in books) if name]
    if len(found) < FEWEST:
        return ()
    missing = [name for name in table_set.needed if name not in found]
    parts = [
        Sentence(
            f"这些账表像是按 {table_set.standard} 成套导出的，认出：{'、'.join(found)}",
            f"these books look like a set exported after {table_set.standard}: {', '.join(found)}",
        ),
        Sentence(f"缺少：{'、'.join(missing)}", f"missing: {', '.join(missing)}") if missing else NOTHING,
        NOTHING
        if table_set.confirmed
        else Sentence("元素名称待核对标准原文", "element names not checked against the official text"),
    ]
    remedy = joined([same(name) for name in missing], "、", ", ")
    asks = Sentence(f"请向单位补要：{remedy.zh}。", f"Ask the body for: {remedy.en}.") if missing else NOTHING
    return (Remark("notice", Place(), joined([one for one in parts if one.zh], "；", "; "), asks),)
