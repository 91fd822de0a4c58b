"""Real payment lists with nine styles of headings are read without a hand mapping. No content of them is shown."""

import hashlib
from pathlib import Path

import pytest

from xuncha.base.sheets_in import read_book
from xuncha.screening.core.reading import Records, Source, read_source
from xuncha.screening.facts import vocabulary

pytestmark = pytest.mark.real_data
QUARTERS = {
    "2014Q1": 3859, "2014Q2": 3836, "2014Q3": 3649, "2014Q4": 3978, "2015Q1": 3864, "2015Q2": 3993, "2015Q3": 3461,
    "2015Q4": 3918, "2016Q1": 3908,
}  # fmt: skip


def read(path: Path) -> Records:
    raw = path.read_bytes()
    (records,) = read_source(
        Source(path.name, hashlib.sha256(raw).hexdigest(), read_book(raw, path.name)), vocabulary()
    )
    return records


@pytest.mark.parametrize("quarter", QUARTERS)
def test_nine_headings_are_mapped_without_help(real_data: Path, quarter: str) -> None:
    records = read(real_data / "ledgers" / "oxford_over_500" / f"{quarter}.csv.gz")
    assert (records.kind, len(records.rows)) == ("payments", QUARTERS[quarter])
    assert records.columns.fields == {
        "unit", "department", "category", "account_code", "day", "voucher_no", "amount", "nature", "payee_id", "payee",
    }  # fmt: skip
    unread_days = records.values["day"].count(None)
    assert unread_days == (len(records.rows) if quarter == "2014Q2" else 0)


def test_a_column_of_times_instead_of_days_is_named(real_data: Path) -> None:
    remarks = read(real_data / "ledgers" / "oxford_over_500" / "2014Q2.csv.gz").remarks
    assert len(remarks) == 21
    assert remarks[0].place.column == "Paid Date"
    assert remarks[-1].says.zh == "另有 3816 格同样读不出来（最后一处在第3837行）"


def test_a_long_payment_list_is_read_to_the_last_row(real_data: Path) -> None:
    records = read(real_data / "ledgers" / "corporate_payment_2010.csv.gz")
    assert (len(records.rows), records.remarks) == (189_470, ())


def test_tables_that_are_no_books_are_named_and_left_out(real_data: Path) -> None:
    for path in sorted((real_data / "cn_procurement_tables").glob("*.xls*")):
        for records in read_source(Source(path.name, "", read_book(path, path.name)), vocabulary()):
            assert records.kind == "unknown", path.name
            assert records.remarks[0].level == "error"
