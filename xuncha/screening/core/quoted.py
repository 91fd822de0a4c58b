"""Texts as literals of a DuckDB statement.

To bind a value is the usual way. But DuckDB's Python client loads pandas to look at the first bound one: most of a second
of processor time in every process, for nothing. So the house's own few words stand in the statement, quoted here.
"""

from __future__ import annotations

from collections.abc import Iterable


def quoted(text: str) -> str:
    """A text as SQL literal. Raises ValueError for a NUL, which no literal can hold."""
    if "\0" in text:
        raise ValueError("a text with a NUL cannot be quoted")
    return "'" + text.replace("'", "''") + "'"


def quoted_list(texts: Iterable[str]) -> str:
    """Texts as a list literal."""
    return "[" + ", ".join(quoted(text) for text in texts) + "]::VARCHAR[]"
