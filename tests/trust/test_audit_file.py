"""Somebody outside checks the journal by a file: no database, no key, no content."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.trust.chains import KEY, chain, head_of
from tests.trust.test_act import register
from xuncha.trust.actions.export_journal import export_journal
from xuncha.trust.actions.sign_head import sign_head
from xuncha.trust.core.audit_file import NotAnAuditFile, judge, write
from xuncha.trust.core.chain import Break, Link, blind, cover
from xuncha.trust.core.heads import sign
from xuncha.trust.refusal import NoRight

AT = datetime(2026, 11, 20, 6, tzinfo=UTC)


def exported(rows: list[Link], shown: range = range(0)) -> list[str]:
    told = [(one.seq, (one.face or ("",))[0] or "", blind(KEY, one.seq), one.body) for one in rows]
    return list(write(sign(b"s" * 32, len(rows), head_of(rows)[1].root, AT), told, shown))


LINES = exported(chain(12), range(5, 8))


def test_an_untouched_file_holds_and_tells_how_much_it_shows() -> None:
    report = judge(LINES, [head_of(chain(7))[1]], exported(chain(9)))
    assert (report.rows, report.shown, report.broken, report.steps_back) == (12, 3, None, ())


def change(at: int, how: Callable[[list[object]], object]) -> list[str]:
    """The file with one row changed; ``at`` is the row's number."""
    row = json.loads(LINES[at])
    how(row)
    return [*LINES[:at], json.dumps(row, ensure_ascii=False), *LINES[at + 1 :]]


@given(st.integers(1, 12))
def test_a_changed_cover_is_found_against_the_head(at: int) -> None:
    found = judge(change(at, lambda row: row.__setitem__(2, "0" * 64))).broken
    assert found == (Break(at, "body") if at in range(5, 8) else Break(1, "rewritten", 12))


@given(st.integers(1, 12))
def test_the_older_file_names_the_very_row(at: int) -> None:
    changed = [json.loads(line) for line in exported(chain(12, other=at))]
    lines = [json.dumps(line) for line in changed]
    assert judge(lines).broken is None
    assert judge(lines, (), LINES).broken == Break(at, "differs")


@given(st.integers(1, 11))
def test_a_missing_line_is_named(at: int) -> None:
    assert judge(LINES[:at] + LINES[at + 1 :]).broken == Break(at, "gap")


@given(st.integers(1, 12))
def test_a_cut_file_is_found(cut: int) -> None:
    assert judge(LINES[:-cut]).broken == Break(13 - cut, "tail")


def test_rows_behind_the_signed_head_are_named() -> None:
    longer = exported(chain(14))
    assert judge([LINES[0], *longer[1:]]).broken == Break(13, "beyond")


def test_a_shorter_file_than_the_last_one_or_the_paper_is_found() -> None:
    shorter = exported(chain(9))
    assert judge(shorter, (), LINES).broken == Break(10, "tail")
    assert judge(shorter, [head_of(chain(12))[1]]).broken == Break(10, "tail")


def test_another_history_than_that_on_paper_is_found() -> None:
    assert judge(LINES, [head_of(chain(7, other=3))[1]]).broken == Break(1, "rewritten", 7)


def test_a_row_that_is_earlier_is_told() -> None:
    rows = chain(4)
    back = [*exported(rows)[:4], *exported(chain(4))[4:]]
    row = json.loads(back[2])
    row[1] = "2020-01-01T00:00:00.000+00:00"
    back[2] = json.dumps(row)
    assert judge(back).steps_back == (2,)


@pytest.mark.parametrize("line", ["", "[]", "[1,2]", '[3, "", 4]', "{", '[3,"a","b","c"]'])
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    assert judge([*LINES[:3], line, *LINES[4:]]).broken == Break(3, "unreadable")


@pytest.mark.parametrize(
    "first",
    ["", "[]", "x", '{"format":"xuncha journal","version":2}', '{"format":"xuncha journal","version":1}',
     '{"format":"xuncha journal","version":1,"head":"3:' + "a" * 64 + '"}'],
)  # fmt: skip
def test_a_file_that_is_none_is_told(first: str) -> None:
    with pytest.raises(NotAnAuditFile, match="第1行"):
        judge([first, *LINES[1:]])


@pytest.mark.parametrize("body", ["no data", "[]", '{"at":"2020-01-01T00:00:00.000+00:00"}'])
def test_a_shown_body_that_fits_its_cover_but_is_no_row_of_that_time_is_named(body: str) -> None:
    row = json.loads(LINES[6])
    row[2:] = [cover("b", body), "b", body]
    assert judge([*LINES[:6], json.dumps(row), *LINES[7:]]).broken == Break(6, "body")


def test_a_head_that_somebody_else_signed_is_told_by_its_key() -> None:
    forged = [*write(sign(b"x" * 32, 12, head_of(chain(12))[1].root, AT), ()), *LINES[1:]]
    assert judge(forged).head.public != judge(LINES).head.public


def test_what_the_auditor_exports_holds_and_names_nobody(cast: Cast) -> None:
    register(by=cast.petition, inspection=cast.inspection, text="SENTINEL河堤")
    sign_head(by=cast.audit)
    lines = list(export_journal(by=cast.audit))
    report = judge(lines)
    assert (report.rows, report.shown, report.broken) == (4, 0, None)
    text = "".join(lines)
    assert not any(word in text for word in ("SENTINEL", "letter", "register", str(cast.petition.pk)))


def test_nobody_but_the_auditor_exports(cast: Cast) -> None:
    register(by=cast.petition, inspection=cast.inspection, text="内容")
    with pytest.raises(NoRight):
        export_journal(by=cast.office)
