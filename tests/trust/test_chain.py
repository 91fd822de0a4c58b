"""A changed, missing, added, swapped or cut row of the journal is found, and the first bad row is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trust.chains import KEY, chain, head_of, moment
from xuncha.trust.core.chain import CLOCK_BACK, Break, Kept, Link, Stored, canonical, digest, examine, link
from xuncha.trust.core.merkle import EMPTY


def broken(rows: list[Link], stored: Stored | None = None, *kept: Kept) -> Break | None:
    return examine(KEY, rows, stored, kept).broken


@given(st.integers(0, 30))
def test_an_untouched_chain_holds(length: int) -> None:
    rows = chain(length)
    report = examine(KEY, rows, head_of(rows)[0], [head_of(rows)[1]] if rows else [])
    assert (report.rows, report.broken, report.steps_back) == (length, None, ())
    assert (report.root == EMPTY) == (length == 0)


@given(st.data())
def test_a_changed_body_is_named(data: st.DataObject) -> None:
    rows = chain(20)
    at = data.draw(st.integers(0, 19))
    rows[at] = replace(rows[at], body='{"n":-1}')
    assert broken(rows) == Break(at + 1, "body")


@given(st.integers(0, 18))
def test_a_missing_row_is_named(at: int) -> None:
    rows = chain(20)
    del rows[at]
    assert broken(rows) == Break(at + 1, "gap")


@given(st.integers(0, 18))
def test_a_row_removed_and_the_rest_renumbered_is_named(at: int) -> None:
    rows = chain(20)
    del rows[at]
    rows = [replace(row, seq=n + 1) for n, row in enumerate(rows)]
    assert broken(rows) == Break(at + 1, "order")


def test_two_swapped_rows_are_named() -> None:
    rows = chain(9)
    rows[4], rows[5] = replace(rows[5], seq=5), replace(rows[4], seq=6)
    assert broken(rows) == Break(5, "order")


@given(st.integers(1, 20))
def test_a_cut_tail_is_found_by_the_head_beside_it_and_by_the_one_on_paper(cut: int) -> None:
    rows = chain(20)
    stored, paper = head_of(rows)
    assert broken(rows[:-cut], stored) == Break(21 - cut, "tail")
    fitted = head_of(rows[:-cut])[0]
    found = Break(1, "tail", 21 - cut) if cut < 20 else Break(1, "tail")
    assert broken(rows[:-cut], fitted, paper) == found
    assert broken(rows[:-cut], fitted, head_of(rows[:-cut])[1], paper) == Break(21 - cut, "tail")


def test_rows_behind_the_stored_head_are_named() -> None:
    rows = chain(9)
    assert broken(rows, head_of(rows[:7])[0]) == Break(8, "beyond")


@pytest.mark.parametrize("what", [{"digest": "f" * 64}, {"root": b"x" * 32}, {"root": b""}])
def test_a_changed_stored_head_is_found(what: dict[str, object]) -> None:
    rows = chain(9)
    assert broken(rows, replace(head_of(rows)[0], **what)) == Break(9, "head")


def test_a_chain_written_anew_without_the_key_is_found() -> None:
    assert broken(chain(5, key=b"x" * 32)) == Break(1, "body")


@given(st.integers(2, 20), st.data())
def test_a_history_written_anew_with_the_stolen_key_is_found_by_the_paper(
    kept: int, data: st.DataObject
) -> None:
    """Between the last head that still holds and the first that does not."""
    at = data.draw(st.integers(1, kept))
    rows, forged = chain(24), chain(24, other=at)
    stored = head_of(forged)[0]
    assert broken(forged, stored) is None
    before = [head_of(rows[: at - 1])[1]] if at > 1 else []
    assert broken(forged, stored, *before, head_of(rows[:kept])[1]) == Break(at, "rewritten", kept)


def test_an_older_copy_that_went_on_is_found_by_the_paper() -> None:
    rows, older = chain(12), chain(20, other=9)
    assert broken(older, head_of(older)[0], head_of(rows)[1]) == Break(1, "rewritten", 12)


def test_a_body_that_is_no_journal_row_is_named_although_its_digest_is_right() -> None:
    rows = chain(3)
    rows.append(link(KEY, 4, {"at": 5}, rows[-1].digest))
    assert broken(rows) == Break(4, "body")


def test_a_text_that_is_no_data_is_named_although_its_digest_is_right() -> None:
    rows = chain(3)
    text = "no data"
    rows.append(Link(4, text, rows[-1].digest, digest(KEY, 4, text, rows[-1].digest)))
    assert broken(rows) == Break(4, "body")


def test_a_body_has_one_spelling() -> None:
    assert canonical({"b": 1, "a": "信"}) == '{"a":"信","b":1}'


def test_rows_of_one_moment_are_no_clock_set_back() -> None:
    rows = chain(3)
    rows.append(link(KEY, 4, {"at": moment(3)}, rows[-1].digest))
    report = examine(KEY, rows)
    assert (report.broken, report.steps_back) == (None, ())


@pytest.mark.parametrize("field", ["before", "digest"])
def test_a_changed_hash_is_found(field: str) -> None:
    rows = chain(5)
    rows[2] = replace(rows[2], **{field: "f" * 64})
    found = broken(rows)
    assert found is not None
    assert found.seq == 3


@pytest.mark.parametrize("column", range(5))
def test_a_column_that_says_something_else_than_the_body_is_named(column: int) -> None:
    rows = chain(5)
    face = list(rows[2].face or ())
    face[column] = "other"
    rows[2] = replace(rows[2], face=tuple(face))
    assert broken(rows) == Break(3, "columns")


def test_a_row_that_is_earlier_than_the_one_before_is_named() -> None:
    rows = chain(5)
    rows.append(link(KEY, 6, {"at": moment(2)}, rows[-1].digest))
    assert broken(rows) == Break(6, "clock")


def test_a_clock_set_back_that_the_journal_tells_of_is_reported() -> None:
    rows = chain(5)
    rows.append(link(KEY, 6, {"at": moment(2), "verb": CLOCK_BACK}, rows[-1].digest))
    rows.append(link(KEY, 7, {"at": moment(3)}, rows[-1].digest))
    report = examine(KEY, rows)
    assert (report.broken, report.steps_back) == (None, (6,))


def test_a_row_that_claims_to_be_older_than_the_paper_before_it_is_named() -> None:
    rows = chain(5)
    paper = replace(head_of(rows)[1], at=moment(9))
    rows.append(link(KEY, 6, {"at": moment(7)}, rows[-1].digest))
    assert broken(rows, None, paper) == Break(6, "clock")
