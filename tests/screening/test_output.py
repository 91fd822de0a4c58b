"""The last run told whole: all doubts as Excel, a summary as a paper, and where doubts wait."""

import io
import re
from collections.abc import Callable

import docx
import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.cast import Cast
from tests.screening.conftest import PAYEE
from xuncha.base.sheets_in import read_book
from xuncha.papers.core.form import Copy
from xuncha.papers.core.forms import form_named
from xuncha.papers.core.press import press
from xuncha.papers.models import Paper
from xuncha.screening.actions.judge_hit import judge_hit
from xuncha.screening.actions.load_ledger import load_ledger
from xuncha.screening.actions.load_tenders import load_tenders
from xuncha.screening.actions.run_screens import run_screens
from xuncha.screening.actions.tell_run import draft_summary, export_doubts
from xuncha.screening.models import Hit, Ledger
from xuncha.trust.access import see
from xuncha.trust.models import Account
from xuncha.trust.refusal import NoRight, Refusal

pytestmark = pytest.mark.django_db
Enter = Callable[[Account], Client]


def url(cast: Cast, name: str) -> str:
    return reverse(f"screening-{name}", args=[cast.inspection.pk])


def test_the_book_holds_every_doubt_with_its_cells_and_what_checking_gave(
    cast: Cast, hits: list[Hit]
) -> None:
    judge_hit(by=cast.member, hit=hits[0], version=1, result="not_held", reason="看过两张发票")
    book = load_workbook(io.BytesIO(export_doubts(by=cast.member, inspection=cast.inspection)))
    assert book.sheetnames == ["总表", "重复付款", "大额整数付款", "读取情况"]
    rows = [[cell.value for cell in row] for row in book["重复付款"].iter_rows()][-2:]
    assert [(row[0], row[7], row[8], row[9], row[10]) for row in rows] == [
        (1, "支付明细.csv", "支付明细", "2", "E2"),
        (1, "支付明细.csv", "支付明细", "3", "E3"),
    ]
    assert [row[11:] for row in rows] == [["不成立", "看过两张发票"], [None, None]]
    overview = {row[0].value: row[3].value for row in book["总表"].iter_rows()}
    assert overview["制单人与审核人同为一人"] == "不适用：凭证里没有制单人；凭证里没有审核人"


def test_a_doubt_that_is_gone_is_not_in_the_book(cast: Cast, hits: list[Hit]) -> None:
    see(Hit, cast.member).filter(pk=hits[1].pk).update(state="gone")
    book = load_workbook(io.BytesIO(export_doubts(by=cast.member, inspection=cast.inspection)))
    assert book.sheetnames == ["总表", "重复付款", "读取情况"]


def test_files_of_tenders_are_told_in_the_book_too(cast: Cast, hits: list[Hit]) -> None:
    load_tenders(
        by=cast.member, inspection=cast.inspection, name="招标.csv",
        content="项目编号,投标人,投标报价\nP1,甲,100\nP1,乙,101\n".encode(),
    )  # fmt: skip
    book = load_workbook(io.BytesIO(export_doubts(by=cast.member, inspection=cast.inspection)))
    assert "招标.csv" in {row[0].value for row in book["读取情况"].iter_rows()}


def test_the_book_comes_from_the_page(cast: Cast, enter: Enter, hits: list[Hit]) -> None:
    response = enter(cast.member).get(url(cast, "doubts_book"))
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].endswith(".xlsx")


def test_without_a_run_there_is_nothing_to_tell(cast: Cast, ledger: Ledger) -> None:
    for work in (export_doubts, draft_summary):
        with pytest.raises(Refusal) as no:
            work(by=cast.member, inspection=cast.inspection)
        assert no.value.code == "no-run"
    assert see(Paper, cast.member).count() == 0


@pytest.mark.parametrize("who", ["office", "petition", "contact", "stranger", "nobody"])
def test_only_the_team_takes_doubts_out(cast: Cast, hits: list[Hit], who: str) -> None:
    for work in (export_doubts, draft_summary):
        with pytest.raises(NoRight):
            work(by=getattr(cast, who), inspection=cast.inspection)
    assert see(Paper, cast.member).count() == 0


def test_the_summary_is_drafted_from_the_page_for_the_team(cast: Cast, enter: Enter, hits: list[Hit]) -> None:
    enter(cast.member).post(url(cast, "first"))
    paper = see(Paper, cast.member).get()
    assert (paper.form, paper.audience) == ("screening_summary", "members")


def test_screens_without_doubts_are_one_sentence_of_the_summary() -> None:
    form = form_named("screening_summary")
    book = press(form, form.sample, Copy(fictional=True))
    told = docx.Document(io.BytesIO(book))
    assert "查过、没有疑点的 1 项：化整为零。" in [one.text for one in told.paragraphs]
    assert [[cell.text for cell in row.cells] for row in told.tables[2].rows][1:] == [["1", "重复付款", "3"]]


def test_numbers_of_doubts_are_never_broken_on_the_list_of_vouchers() -> None:
    form = form_named("vouchers_to_pull")
    rows = [form.sample["rows"][0] | {"doubts": "17、18"}]
    told = docx.Document(io.BytesIO(press(form, form.sample | {"rows": rows}, Copy(fictional=True))))
    assert "17\n18" in {cell.text for cell in told.tables[0].rows[1].cells}


def test_the_form_of_the_summary_can_be_printed() -> None:
    form = form_named("screening_summary")
    assert press(form, form.sample, Copy(fictional=True))[:2] == b"PK"


def test_where_doubts_wait_is_counted_by_file_and_screen(cast: Cast, enter: Enter, hits: list[Hit]) -> None:
    client = enter(cast.member)
    said = client.get(url(cast, "matrix")).content.decode()
    assert [word for word in ("支付明细.csv", "重复付款", "大额整数付款") if word not in said] == []
    judge_hit(by=cast.member, hit=hits[0], version=1, result="not_held", reason="看过")
    said = client.get(url(cast, "matrix")).content.decode()
    assert "重复付款" not in said
    assert "大额整数付款" in said


def test_where_doubts_wait_is_counted_by_unit_and_screen(cast: Cast, enter: Enter, few_screens: None) -> None:
    body = ["单位,日期,凭证号,收款人,摘要,金额"]
    for unit, payees in (("乙乡", "甲"), ("甲镇", "甲乙")):
        body += [
            f"{unit},2024-03-{day:02d},{payee}{day},{payee}公司,货款,18640.5"
            for payee in payees
            for day in (5, 9)
        ]
    load_ledger(
        by=cast.member, inspection=cast.inspection, name="付款.csv", content="\n".join(body).encode()
    )  # fmt: skip
    run_screens(by=cast.member, inspection=cast.inspection)
    said = enter(cast.member).get(url(cast, "matrix")).content.decode()
    table = re.sub(r"<[^>]*>|\s+", " ", said[said.index('id="by-unit"') : said.index('id="by-file"')])
    assert re.findall("乙乡|甲镇", table) == ["乙乡", "甲镇"]
    assert re.findall(r"重复付款 +(\d+) +(\d+)", table) == [("1", "2")]


def test_books_that_name_no_unit_are_not_told_by_unit(cast: Cast, enter: Enter, hits: list[Hit]) -> None:
    said = enter(cast.member).get(url(cast, "matrix")).content.decode()
    assert 'id="by-unit"' not in said
    assert 'id="by-file"' in said


def test_payments_are_drawn_beside_their_table(cast: Cast, enter: Enter, hits: list[Hit]) -> None:
    client = enter(cast.member)
    drawn = client.get(reverse("screening-hit", args=[hits[0].pk])).content.decode()
    assert drawn.count("<circle ") == 2
    assert "2024-03-12  18,640.00  7" in drawn
    single = client.get(reverse("screening-hit", args=[hits[1].pk])).content.decode()
    assert "<circle " not in single
    assert PAYEE in drawn


def test_screens_without_doubts_are_one_list_and_those_not_applicable_a_table(
    cast: Cast, hits: list[Hit], enter: Enter
) -> None:
    answer = enter(cast.member).get(url(cast, "hits"))
    told = {
        name: [group.screen.key for group in answer.context[name]]
        for name in ("groups", "quiet", "not_applicable")
    }
    assert told == {
        "groups": ["duplicate_payments", "round_amounts"],
        "quiet": ["splitting"],
        "not_applicable": ["maker_is_approver"],
    }


def test_only_doubts_that_wait_are_ticked_beforehand(cast: Cast, hits: list[Hit], enter: Enter) -> None:
    judge_hit(by=cast.member, hit=hits[0], version=hits[0].version, result="not_held", reason="看过（虚构）")
    said = enter(cast.member).get(url(cast, "first")).content.decode()
    assert f'value="{hits[0].pk}" aria' in said
    assert f'value="{hits[1].pk}" checked' in said


@pytest.mark.parametrize(
    ("page", "key", "cells"),
    [
        ("first", "first", ("疑点号", "调取并核对", "各笔的发票原件")),
        ("books", "books", ("账表号", "读取提示", "支付明细.csv")),
    ],
)
def test_a_list_of_the_room_goes_out_as_excel(
    cast: Cast, enter: Enter, hits: list[Hit], page: str, key: str, cells: tuple[str, ...]
) -> None:
    answer = enter(cast.member).get(url(cast, page), {"xlsx": key})
    (sheet,) = read_book(b"".join(answer), "x.xlsx").sheets
    said = "\n".join(str(cell) for row in sheet.rows for cell in row if cell)
    assert [words for words in cells if words not in said] == []
    assert PAYEE not in answer["Content-Disposition"]
