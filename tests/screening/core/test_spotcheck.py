import io
from dataclasses import replace
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from tests.screening.core.books import outcome, payments
from xuncha.base.sheets_in import read_book
from xuncha.base.words import Sentence
from xuncha.screening.core.hits_book import Chapter, ReadSheet, hits_book
from xuncha.screening.core.reading import Records
from xuncha.screening.core.run import screens
from xuncha.screening.core.screen import Evidence, Outcome
from xuncha.screening.core.spotcheck import Doubt, vouchers_to_pull
from xuncha.screening.facts import vocabulary

ROWS = [["2024-03-05", "1", "甲公司", "咨询费", 150_000], ["2024-03-06", "2", "甲公司", "咨询费", 150_000]]


def doubts() -> list[Doubt]:
    found = [outcome(key, payments(ROWS)) for key in ("duplicate_payments", "round_amounts")]
    return [Doubt(number, one.screen, one.hits[0].evidence) for number, one in enumerate(found, 1)]


def test_a_voucher_is_pulled_once_with_every_doubt_that_points_at_it() -> None:
    pulls = vouchers_to_pull(doubts())
    assert [(pull.day, pull.voucher, pull.amount, pull.doubts) for pull in pulls] == [
        ("2024-03-05", "1", 15_000_000, [1, 2]),
        ("2024-03-06", "2", 15_000_000, [1, 2]),
    ]
    look = [screen.look for screen in screens() if screen.key in ("duplicate_payments", "round_amounts")]
    assert pulls[0].look == look


def test_rows_without_a_voucher_number_are_lines_of_their_own() -> None:
    found = outcome("round_amounts", payments([[row[0], None, *row[2:]] for row in ROWS]))
    assert [pull.place for pull in vouchers_to_pull([Doubt(1, found.screen, found.hits[0].evidence)])] == [
        "账 第2行",
        "账 第3行",
    ]


def test_rows_of_one_process_are_one_line_that_names_no_tenderer_and_stands_last() -> None:
    pair = next(screen for screen in screens("tenders") if screen.key == "co_bidding")
    bids = tuple(
        Evidence("台账.xlsx", "0" * 64, "开标记录", row, {}, "", "", process, name, 100, "bids")
        for row, process, name in ((4, "QS-1", "甲"), (5, "QS-1", "乙"), (9, "QS-2", "甲"))
    )
    (first, *_, last_but_one, last) = vouchers_to_pull([Doubt(9, pair, bids), *doubts()])
    assert (first.day, first.doubts) == ("2024-03-05", [1, 2])
    assert [(one.voucher, one.payee, one.amount, one.doubts) for one in (last_but_one, last)] == [
        ("QS-1", "", 0, [9]),
        ("QS-2", "", 0, [9]),
    ]


def written(outcomes: list[Outcome], books: Records) -> bytes:
    titles = {key: field.title for key, field in vocabulary().fields.items()}
    return hits_book([Chapter.of(one) for one in outcomes], [ReadSheet.of(books, titles)])


def test_the_workbook_has_an_overview_a_sheet_per_screen_and_the_reading() -> None:
    books = payments(ROWS)
    outcomes = [outcome("duplicate_payments", books), outcome("maker_is_approver", books)]
    book = read_book(written(outcomes, books), "hits.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["总表", "重复付款", "读取情况"]
    overview, hits, _ = book.sheets
    assert overview.rows[-1][3] == "不适用：凭证里没有制单人；凭证里没有审核人"
    assert hits.rows[-1][2:4] == ["2024-03-06", "2"]
    assert hits.rows[-2][1] == outcomes[0].hits[0].says.zh


def test_the_overview_leads_to_the_sheet_of_each_screen_that_found_something() -> None:
    books = payments(ROWS)
    outcomes = [outcome("duplicate_payments", books), outcome("maker_is_approver", books)]
    page = load_workbook(io.BytesIO(written(outcomes, books)))["总表"]
    links = {cell.value: cell.hyperlink.location for (cell, *_) in page.iter_rows() if cell.hyperlink}
    assert links == {"重复付款": "'重复付款'!A1"}


def test_rows_lead_to_their_place_in_the_file_beside_the_book() -> None:
    books = payments(ROWS)
    page = load_workbook(io.BytesIO(written([outcome("duplicate_payments", books)], books)))["重复付款"]
    links = [(cell.value, cell.hyperlink) for row in page.iter_rows() for cell in row if cell.hyperlink]
    assert [(text, unquote(link.target), link.location) for text, link in links] == [
        ("2", "账.xlsx", "'账'!A2"),
        ("E2", "账.xlsx", "'账'!E2"),
        ("3", "账.xlsx", "'账'!A3"),
        ("E3", "账.xlsx", "'账'!E3"),
    ]


@pytest.mark.parametrize(
    ("file", "target"),
    [("\\\\host\\x.xlsx", "%5C%5Chost%5Cx.xlsx"), ("http://x.example/a.csv", "a.csv"), ("data.jsonl", None)],
)
def test_no_link_leads_out_of_the_folder(file: str, target: str | None) -> None:
    books = payments(ROWS)
    found = outcome("duplicate_payments", books)
    hit = replace(found.hits[0], evidence=(found.hits[0].evidence[0]._replace(file=file),))
    page = load_workbook(io.BytesIO(written([replace(found, hits=(hit,))], books)))["重复付款"]
    targets = {cell.hyperlink.target for row in page.iter_rows() for cell in row if cell.hyperlink}
    assert targets == ({target} if target else set())


def test_titles_that_excel_forbids_or_knows_already_become_other_sheet_names() -> None:
    books = payments(ROWS)
    found = outcome("duplicate_payments", books)
    title = Sentence("甲/乙[1]:总额*?", "x")
    twins = [replace(found, screen=replace(found.screen, key=key, title=title)) for key in ("a", "b")]
    taken = replace(found, screen=replace(found.screen, key="c", title=Sentence("总表", "overview")))
    names = load_workbook(io.BytesIO(written([*twins, taken], books))).sheetnames
    assert names == ["总表", "甲 乙 1  总额", "甲 乙 1  总额2", "总表2", "读取情况"]
