"""Whatever a text holds, its literal is that text and nothing else."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.screening.core.quoted import quoted, quoted_list

TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])) | st.just(
    "'; DROP TABLE t --"
)
DB = duckdb.connect()


@settings(deadline=None)
@given(TEXTS)
def test_a_literal_is_its_text(text: str) -> None:
    assert DB.execute(f"SELECT {quoted(text)}").fetchall() == [(text,)]


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_a_list_literal_is_its_list(texts: list[str]) -> None:
    assert DB.execute(f"SELECT {quoted_list(texts)}").fetchall() == [(texts,)]


def test_a_nul_is_refused() -> None:
    with pytest.raises(ValueError, match="NUL"):
        quoted("a\0b")
