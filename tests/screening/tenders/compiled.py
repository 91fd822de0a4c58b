"""Compiles the screens anew: ``python -m tests.screening.tenders.compiled`` writes the file that is shipped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from xuncha.screening.core.compiled import compiled, file_of, key_of, written
from xuncha.screening.core.run import screens
from xuncha.screening.core.screen import Screen
from xuncha.screening.core.terms import pattern, terms_of, words_of
from xuncha.screening.facts import shipped_rules


def asked() -> Iterator[Screen]:
    """Every screen of tenders, and what it asks beforehand, as a screen of its own."""
    for screen in screens("tenders"):
        yield screen
        if screen.only_if:
            yield replace(screen, find=screen.only_if.find)


def text() -> str:
    """The file as it has to be."""
    queries, rules = {}, shipped_rules()
    for screen in asked():
        terms = terms_of(screen, rules)
        words = {name: pattern(rule.value) for name, rule in words_of(screen, rules, date.max).items()}
        queries[key_of("tenders", screen, terms, words)] = compiled("tenders", screen, terms, words)
    return written("tenders", queries)


if __name__ == "__main__":
    Path(str(file_of("tenders"))).write_text(text(), encoding="utf-8")
