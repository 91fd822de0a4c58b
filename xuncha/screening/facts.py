"""The lists and parameters shipped with the product, as `core` takes them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from xuncha.rulebook.core.rule import Rule, pick, read_rules
from xuncha.screening.core.books import Standing
from xuncha.screening.core.tender_words import TenderWords, read_tender_words
from xuncha.screening.core.vocabulary import Vocabulary, read_vocabulary


@cache
def vocabulary() -> Vocabulary:
    """The headings and row labels of `xuncha/data/screening`, read once."""
    folder = files("xuncha") / "data" / "screening"
    headers, rows = (
        tomllib.loads((folder / name).read_text("utf-8")) for name in ("headers.toml", "rows.toml")
    )
    return read_vocabulary(headers, rows)


@cache
def tender_words() -> TenderWords:
    """The headings and words of tender lists, read once."""
    folder = files("xuncha") / "data" / "screening"
    lists, rows = (tomllib.loads((folder / name).read_text("utf-8")) for name in ("tenders.toml", "rows.toml"))
    return read_tender_words(lists, rows)


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """The parameters shipped in `xuncha/data/rules`, for work without a database."""
    return tuple(
        rule
        for rule in read_rules(Path(str(files("xuncha") / "data" / "rules")))
        if rule.key.startswith("screening.")
    )


def standing(rules: Sequence[Rule], on: date, area: str = "") -> Standing:
    """Which accounts are cash and which budgetary. Raises NoRule."""
    return Standing.of(pick(rules, "screening.standing", on, area).value)
