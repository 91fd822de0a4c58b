"""Lines held as numbers say what they said as text, whatever that was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.screening.core import canonical, coded, coded_sql
from xuncha.screening.core.canonical import NotCanonical, canonical_file, opened_in_place
from xuncha.screening.core.coded import NO_DAY, Missing, NotHeld
from xuncha.screening.core.coded_sql import lay_coded
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.run import screens
from xuncha.screening.facts import shipped_rules, standing

NUMBERED = frozenset({"voucher_no"})
ROWS = st.tuples(
    st.sampled_from(["entries", "payments"]),
    st.none() | st.dates(date(1969, 12, 1), date(2059, 1, 1)),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=4),
    st.from_regex(r"[0-9]{0,20}|-5|0x1|\+7| 8|记-0012|٣", fullmatch=True),
    st.integers(-(2**62), 2**62) | st.integers(-9, 9),
)
NAMES = ("kind", "day", "unit", "voucher_no", "debit")


def batch(rows: list[tuple[object, ...]]) -> pa.RecordBatch:
    """Rows as a reader hands them over."""
    kinds = (pa.string(), pa.date32(), pa.string(), pa.string(), pa.int64())
    columns = [[row[at] for row in rows] for at in range(len(NAMES))]
    return pa.record_batch(
        [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)], list(NAMES)
    )


def opened(path: Path) -> AbstractContextManager[Engine]:
    """An engine with the books of a file."""
    found = canonical_file(path)
    assert found is not None
    return opened_in_place(found, "0" * 64, standing(shipped_rules(), date(2026, 1, 1)))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(ROWS, max_size=5), min_size=1, max_size=4), st.integers(0, 20))
def test_lines_say_what_was_taken_in(batches: list[list[tuple[object, ...]]], expected: int) -> None:
    rows = [row for one in batches for row in one]
    with Engine("ledger") as engine:
        at = lay_coded(engine, coded.coded(map(batch, batches), NUMBERED, expected))
        told = engine.rows(f"SELECT {', '.join(NAMES)} FROM in_place ORDER BY id")
        assert [tuple(row.values()) for row in told] == rows
        last = engine.rows(f"SELECT {', '.join(NAMES)} FROM {at('SELECT max(id) FROM in_place')}")
        assert [tuple(row.values()) for row in last] == rows[-1:]


@settings(deadline=None, max_examples=60)
@given(st.lists(ROWS, min_size=1, max_size=12))
def test_keys_are_equal_where_what_they_stand_for_is(rows: list[tuple[object, ...]]) -> None:
    with Engine("ledger") as engine:
        lay_coded(engine, coded.coded([batch(rows)], NUMBERED, len(rows)))
        keys = engine.rows("SELECT account, voucher, unit_key, number FROM in_place ORDER BY id")
    booked = [kind == "entries" for kind, *_ in rows]
    assert [key["account"] is not None for key in keys] == booked
    for (one, mine), (other, its) in (
        (a, b) for a in zip(rows, keys, strict=True) for b in zip(rows, keys, strict=True)
    ):
        assert (mine["unit_key"] == its["unit_key"]) == (one[2] == other[2])
        if one[0] == other[0] == "entries":
            assert (mine["account"] == its["account"]) == (one[2] == other[2])
        if one is not other and one[3] and other[3]:
            month = [day and (day.year, day.month) for day in (one[1], other[1])]
            assert (mine["voucher"] == its["voucher"]) == (
                (one[2], one[3], month[0]) == (other[2], other[3], month[1])
            )


def test_days_are_numbers_and_so_are_their_months() -> None:
    days = [date(2024, 2, 29), None, date(1970, 1, 1), date(1969, 12, 31)]
    held = coded.coded([batch([("entries", day, "", "1", 0) for day in days])], NUMBERED, 4)
    assert held.undated
    assert held.arrays["day"].tolist() == [19782, NO_DAY, 0, -1]
    assert held.arrays["day_month"].tolist()[::2] == [54 * 12 + 1, 0]
    assert held.arrays["day_month"][3] == -1


def test_numbers_are_no_wider_than_they_must_be() -> None:
    rows = [("entries", date(2024, 1, 1), f"单位{number}", "1", 5) for number in range(300)]
    held = coded.coded([batch(rows[:200]), batch(rows[200:])], NUMBERED, 250)
    assert {name: held.arrays[name].dtype for name in ("unit", "debit", "voucher_no", "voucher_no_width")} == {
        "unit": np.uint16, "debit": np.int32, "voucher_no": np.int32, "voucher_no_width": np.uint8,
    }  # fmt: skip
    assert "kind" not in held.arrays
    wide = coded.coded([batch(rows), batch([("entries", None, "", "1", 2**40)])], NUMBERED, 300)
    assert (wide.arrays["debit"].dtype, wide.arrays["debit"][-1]) == (np.int64, 2**40)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("entries", None, "a\0b", "1", 0), NotHeld),
        (("entries", None, "", "1", None), Missing),
        (("entries", None, None, "1", 0), Missing),
    ],
)
def test_a_text_with_a_nul_is_not_held_and_a_missing_one_is_told(
    row: tuple[object, ...], fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        coded.coded([batch([row])], NUMBERED, 1)


def test_lines_that_will_be_too_many_are_not_begun_with() -> None:
    def never() -> Iterator[pa.RecordBatch]:
        raise AssertionError
        yield

    with pytest.raises(NotHeld):
        coded.coded(never(), NUMBERED, 2 * coded.MOST_LINES)


@pytest.mark.parametrize("limit", ["MOST_LINES", "MOST_TEXTS"])
def test_too_many_lines_or_texts_are_not_held(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("entries", None, f"单位{number}", "1", 0) for number in range(3)]
    monkeypatch.setattr(coded, limit, 2)
    with pytest.raises(NotHeld):
        coded.coded([batch(rows[:2]), batch(rows[2:])], NUMBERED, 3)


def test_a_file_of_many_blocks_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canonical, "_BLOCK", 1 << 10)
    path = tmp_path / "books.csv"
    lines = [f"entries,2024-01-{1 + at % 28:02d},单位{at},{at:06d},{at}" for at in range(500)]
    path.write_text("kind,day,unit,voucher_no,debit\n" + "\n".join(lines) + "\n", encoding="utf-8")
    with opened(path) as engine:
        told = engine.rows("SELECT unit, voucher_no, debit, row FROM lines ORDER BY id")
    assert [tuple(row.values()) for row in told] == [
        (f"单位{at}", f"{at:06d}", at, at + 2) for at in range(500)
    ]


@pytest.mark.parametrize(
    "lines",
    [
        b"entries,2024-01-05\n\xff\xfe,2024-01-06\n",
        b"entries\n",
        b"",
        b"entries,2024-01-05\nother,2024-01-05\n",
    ],
    ids=["no text", "no table", "no lines", "another kind"],
)
def test_a_csv_file_that_is_no_table_of_text_with_lines_is_told(lines: bytes, tmp_path: Path) -> None:
    path = tmp_path / "books.csv"
    path.write_bytes(b"kind,day\n" + lines)
    with pytest.raises(NotCanonical), opened(path):
        pass


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_lines_that_are_not_held_are_copied_and_mean_the_same(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"books.{ending}"
    with duckdb.connect() as db:
        db.execute(f"""
            COPY (SELECT 'entries' AS kind, DATE '2024-01-01' + i::INTEGER AS day, '单位' || i AS unit,
                lpad(i::VARCHAR, 4, '0') AS voucher_no, '1002' AS account_code,
                '' AS summary, 100 + i AS credit FROM range(9) t(i)) TO '{path}'
        """)
    told = []
    for limit in (coded.MOST_TEXTS, 2):
        monkeypatch.setattr(coded, "MOST_TEXTS", limit)
        with opened(path) as engine:
            told.append(engine.rows("SELECT id, day, unit, ref, summary, amount FROM payments ORDER BY id"))
            told[-1] += [dict(one._asdict()) for one in engine.evidence([3]).values()]
    assert len(told[0]) == 10
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "line", ["other,2024-01-05,单位9,5", "entries,2024-01-05,单位9,", "entries,2024-01-05,单位9,1.5"]
)
def test_what_is_copied_is_what_its_columns_say(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coded, "MOST_TEXTS", 1)
    monkeypatch.setattr(canonical, "_BLOCK", 64)
    path = tmp_path / "books.csv"
    path.write_text(
        "kind,day,unit,credit\nentries,2024-01-05,单位1,5\nentries,2024-01-05,单位2,5\n" + line + "\n",
        encoding="utf-8",
    )
    with pytest.raises(NotCanonical), opened(path):
        pass


def test_accounts_are_told_apart_however_many_there_might_be() -> None:
    texts = {
        name: [str(at) for at in range(2**17)] for name in ("unit", "book", "account_code", "account_name")
    }
    rows = np.array([1, 1, 2, 2**17], dtype=np.uint32)
    arrays = dict.fromkeys(texts, rows) | {"account_name": np.array([1, 2, 1, 1], dtype=np.uint32)}
    account = coded_sql._accounts(coded.Coded(4, arrays, texts, frozenset(), False))
    assert len(set(account.tolist())) == 4


def test_columns_that_no_chosen_screen_names_stay_in_the_file() -> None:
    by_key = {one.key: one for one in screens()}
    seldom = {"maker", "approver", "poster", "invoice"}
    assert canonical._left_out([by_key["duplicate_payments"]]) >= seldom - {"invoice"}
    assert "invoice" not in canonical._left_out([by_key["duplicate_payments"]])
    assert canonical._left_out(None) == canonical._left_out([by_key["maker_is_approver"]]) == frozenset()
