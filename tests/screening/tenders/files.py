"""Small OCDS files and tender lists for tests, all invented."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from xuncha.base.sheets_in import Book, Cell, Sheet
from xuncha.base.workdays import Calendar
from xuncha.rulebook.core.rule import Rule
from xuncha.screening.core.ocds import JsonFile
from xuncha.screening.core.reading import Source
from xuncha.screening.core.run import screens
from xuncha.screening.core.screen import Outcome
from xuncha.screening.core.tenders import TenderScreening, run_tenders
from xuncha.screening.facts import shipped_rules, tender_words

SCREENS = {one.key: one for one in screens("tenders")}
SHA = "cd" * 32


def value(amount: float | str | None, currency: str = "CNY") -> dict[str, Any]:
    return {"amount": amount, "currency": currency}


def bid(
    who: str | Sequence[str], amount: float | None = None, status: str = "valid", **more: Any
) -> dict[str, Any]:
    parties = [who] if isinstance(who, str) else who
    known = {"status": status, "tenderers": [{"id": one, "name": f"{one}公司"} for one in parties], **more}
    return known if amount is None else known | {"value": value(amount)}


def award(who: str, amount: float | None = None, status: str = "active", **more: Any) -> dict[str, Any]:
    known = {"status": status, "suppliers": [{"id": who, "name": f"{who}公司"}], **more}
    return known if amount is None else known | {"value": value(amount)}


def release(
    ocid: str, bids: Iterable[dict[str, Any]] = (), awards: Iterable[dict[str, Any]] = (), **more: Any
) -> dict[str, Any]:
    """A release; `tender_…` members go to its tender."""
    tender = {
        name.removeprefix("tender_"): more.pop(name) for name in list(more) if name.startswith("tender_")
    }
    return {"ocid": ocid, "tender": tender, "bids": {"details": list(bids)}, "awards": list(awards), **more}


def lines(releases: Iterable[Any]) -> bytes:
    return "".join(
        one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) + "\n" for one in releases
    ).encode()


def in_memory(raw: bytes, name: str = "招标.jsonl") -> JsonFile:
    """A file that the engine cannot open itself, so that it is read one release after the other."""
    return JsonFile(name, SHA, lambda: io.BytesIO(raw))


def on_disk(path: Path, raw: bytes) -> JsonFile:
    """A file that the engine reads itself."""
    path.write_bytes(raw)
    return JsonFile(path.name, SHA, lambda: path.open("rb"), path)


def listed(*rows: Sequence[Cell], name: str = "台账.xlsx", sheet: str = "表1") -> Source:
    return Source(name, SHA, Book(name, (Sheet(sheet, [list(row) for row in rows]),)))


def rules(**values: Any) -> tuple[Rule, ...]:
    """The shipped parameters, some with other values: splitting__limit=1 for `screening.splitting.limit`."""
    changed = {"screening." + name.replace("__", "."): new for name, new in values.items()}
    assert changed.keys() <= {rule.key for rule in shipped_rules()}
    return tuple(
        replace(one, value=changed[one.key]) if one.key in changed else one for one in shipped_rules()
    )


def screening(files: Iterable[JsonFile | Source], *keys: str, **values: Any) -> TenderScreening:
    return run_tenders(
        files, rules=rules(**values), words=tender_words(), calendar=Calendar.official({}),
        chosen=[SCREENS[key] for key in keys],
    )  # fmt: skip


def found(key: str, releases: Iterable[Any], **values: Any) -> Outcome:
    """What one screen finds in these releases; parameters by their short names."""
    own = {f"{key}__{name}": new for name, new in values.items()}
    return screening([in_memory(lines(releases))], key, **own).outcomes[0]


def said(outcome: Outcome) -> list[str]:
    return sorted(hit.says.zh for hit in outcome.hits)
