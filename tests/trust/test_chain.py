"""A changed, missing, added, swapped or cut row of the journal is found, and the first bad row is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.trust.core.chain import GENESIS, Break, Link, link, verify

KEY = b"k" * 32


def chain(length: int) -> list[Link]:
    rows: list[Link] = []
    for n in range(length):
        rows.append(link(KEY, n + 1, {"n": n}, rows[-1].digest if rows else GENESIS))
    return rows


@given(st.integers(0, 30))
def test_an_untouched_chain_holds(length: int) -> None:
    rows = chain(length)
    head = (length, rows[-1].digest) if rows else (0, GENESIS)
    assert verify(KEY, rows, head) is None


@given(st.data())
def test_a_changed_body_is_named(data: st.DataObject) -> None:
    rows = chain(20)
    at = data.draw(st.integers(0, 19))
    rows[at] = replace(rows[at], body='{"n":-1}')
    assert verify(KEY, rows) == Break(at + 1, "body")


@given(st.integers(0, 18))
def test_a_missing_row_is_named(at: int) -> None:
    rows = chain(20)
    del rows[at]
    assert verify(KEY, rows) == Break(at + 1, "gap")


@given(st.integers(0, 18))
def test_a_row_removed_and_the_rest_renumbered_is_named(at: int) -> None:
    rows = chain(20)
    del rows[at]
    rows = [replace(row, seq=n + 1) for n, row in enumerate(rows)]
    assert verify(KEY, rows) == Break(at + 1, "order")


def test_two_swapped_rows_are_named() -> None:
    rows = chain(9)
    rows[4], rows[5] = replace(rows[5], seq=5), replace(rows[4], seq=6)
    assert verify(KEY, rows) == Break(5, "order")


@given(st.integers(1, 20))
def test_a_cut_tail_is_found_against_a_kept_head(cut: int) -> None:
    rows = chain(20)
    head = (20, rows[-1].digest)
    assert verify(KEY, rows[:-cut], head) == Break(21 - cut, "tail")


def test_a_chain_written_anew_without_the_key_is_found() -> None:
    forged = []
    for n in range(5):
        forged.append(link(b"x" * 32, n + 1, {"n": n}, forged[-1].digest if forged else GENESIS))
    assert verify(KEY, forged) == Break(1, "body")


@pytest.mark.parametrize("field", ["before", "digest"])
def test_a_changed_hash_is_found(field: str) -> None:
    rows = chain(5)
    rows[2] = replace(rows[2], **{field: "f" * 64})
    broken = verify(KEY, rows)
    assert broken is not None
    assert broken.seq == 3
