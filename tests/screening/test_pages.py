"""The way of a clerk: upload, look at the mapping, screen, choose, print, judge."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.screening.conftest import LIST, PAYEE
from xuncha.papers.models import Paper
from xuncha.screening.actions.load_ledger import load_ledger
from xuncha.screening.models import Hit, Ledger
from xuncha.screening.pages.todo import unchecked
from xuncha.trust.access import see
from xuncha.trust.models import Account

pytestmark = pytest.mark.django_db
OWN = """
key = "consulting"
title = "咨询费"
title_en = "consulting"
why = "看咨询成果"
basis = "巡察查账常见问题"
exclusions = []
sentence = "咨询费用一笔，{amount} 元，请看成果"
sentence_en = "consulting, {amount} yuan: see the work"
look = "合同、成果"
money = ["amount"]
sql = "SELECT [id] AS ids, amount FROM payments WHERE summary = '咨询费'"
[needs]
payments = ["amount"]
[example]
sheet = [["日期", "收款人", "摘要", "金额"], ["2024-03-05", "甲", "咨询费", 8]]
found = [[2]]
"""
Enter = Callable[[Account], Client]


def books_url(cast: Cast) -> str:
    return reverse("screening-books", args=[cast.inspection.pk])


def test_the_only_inspection_is_opened_at_once(cast: Cast, enter: Enter) -> None:
    response = enter(cast.member).get(reverse("screening-choose"))
    assert response.headers["Location"] == books_url(cast)


def test_a_file_is_uploaded_and_its_mapping_shown_with_reasons(cast: Cast, enter: Enter) -> None:
    upload = SimpleUploadedFile("支付明细.csv", LIST)
    response = enter(cast.member).post(books_url(cast), {"do": "load", "file": upload}, follow=True)
    said = response.content.decode()
    assert "已导入，请核对列的对应。" in said
    assert "表头就是“收款人”的常用写法" in said
    assert '<option value="payee" selected>收款人</option>' in said


def test_an_interface_file_is_uploaded_as_books_are(cast: Cast, enter: Enter) -> None:
    values = {
        "记账凭证日期": "20240305",
        "记账凭证编号": "1",
        "科目编号": "5001",
        "借方本币金额": "5",
        "贷方本币金额": "0",
    }
    voucher = "".join(f"<{name}>{value}</{name}>" for name, value in values.items())
    raw = f'<?xml version="1.0" encoding="UTF-8"?>\n<总账>\n<记账凭证>{voucher}</记账凭证>\n</总账>'.encode()
    upload = SimpleUploadedFile("总账.xml", raw)
    response = enter(cast.member).post(books_url(cast), {"do": "load", "file": upload}, follow=True)
    assert "记账凭证（序时账、明细账）" in response.content.decode()
    assert see(Ledger, cast.member).get().rows == 1


def test_a_parquet_file_is_refused_with_what_to_do(cast: Cast, enter: Enter) -> None:
    upload = SimpleUploadedFile("账.parquet", b"PAR1" + bytes(20) + b"PAR1")
    response = enter(cast.member).post(books_url(cast), {"do": "load", "file": upload})
    assert "账表也可以在命令行用 xuncha screen ledger 直接筛查" in response.content.decode()
    assert not see(Ledger, cast.member).exists()


def test_a_large_file_is_read_beside_the_request(
    cast: Cast, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xuncha.screening.pages.books.LARGE", 10)
    upload = SimpleUploadedFile("支付明细.csv", LIST)
    response = enter(cast.member).post(books_url(cast), {"do": "load", "file": upload})
    assert response.headers["Location"].startswith("/desk/progress/")
    assert see(Ledger, cast.member).get().rows == 3


def test_a_wrong_file_is_told_with_the_remedy(cast: Cast, enter: Enter) -> None:
    response = enter(cast.member).post(
        books_url(cast), {"do": "load", "file": SimpleUploadedFile("x.csv", "楼层,朝向\n三楼,南\n".encode())}
    )
    assert response.status_code == 422
    assert "文件里没有认出账表，没有保存。" in response.content.decode()
    assert see(Ledger, cast.member).count() == 0


def test_the_mapping_is_corrected_on_the_page(cast: Cast, enter: Enter, ledger: Ledger) -> None:
    form = {
        "do": "map", "sheet": "0", "version": "1", "order": "", "column-0": "day", "column-1": "voucher_no",
        "column-2": "summary", "column-3": "payee", "column-4": "amount",
    }  # fmt: skip
    url = reverse("screening-ledger", args=[ledger.pk])
    said = enter(cast.member).post(url, form, follow=True).content.decode()
    assert "已按新的对应重新读取。" in said
    assert "由人工指定" in said


def test_one_thing_in_two_columns_is_refused_on_the_page(cast: Cast, enter: Enter, ledger: Ledger) -> None:
    form = {
        "do": "map",
        "sheet": "0",
        "version": "1",
        "column-2": "payee",
        "column-3": "payee",
        "column-4": "amount",
    }
    response = enter(cast.member).post(reverse("screening-ledger", args=[ledger.pk]), form)
    assert "同一项内容不能对应两列，请只留一列。" in response.content.decode()
    assert see(Ledger, cast.member).get().version == 1


def test_screening_runs_beside_the_request_and_ends_at_what_to_look_at_first(
    cast: Cast, enter: Enter, ledger: Ledger
) -> None:
    client = enter(cast.member)
    said = client.post(books_url(cast), {"do": "run"}, follow=True).content.decode()
    assert "疑似重复付款" in said
    assert "各笔的发票原件、合同、验收单" in said
    every = client.get(reverse("screening-hits", args=[cast.inspection.pk])).content.decode()
    assert "<div>凭证里没有制单人；凭证里没有审核人</div>" in every


def test_an_office_screen_of_its_own_runs_with_the_others(
    cast: Cast, enter: Enter, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "consulting.toml").write_text(OWN, encoding="utf-8")
    for name in ("facts", "actions.run_screens"):
        monkeypatch.setattr(f"xuncha.screening.{name}.own_folder", lambda home: tmp_path)
    client = enter(cast.member)
    client.post(books_url(cast), {"do": "run"})
    said = client.get(reverse("screening-hits", args=[cast.inspection.pk])).content.decode()
    assert "咨询费用一笔" in said


def test_chosen_doubts_become_a_list_of_vouchers(cast: Cast, enter: Enter, hits: list[Hit]) -> None:
    url = reverse("screening-hits", args=[cast.inspection.pk])
    response = enter(cast.member).post(url, {"hit": [str(hits[0].pk), "no-key"]})
    paper = see(Paper, cast.member).get()
    assert response.headers["Location"] == reverse("papers-paper", args=[paper.pk])


def test_no_doubt_chosen_is_told(cast: Cast, enter: Enter, hits: list[Hit]) -> None:
    response = enter(cast.member).post(reverse("screening-hits", args=[cast.inspection.pk]), {})
    assert response.status_code == 422
    assert "没有选择疑点。" in response.content.decode()


def test_a_file_left_out_by_mistake_is_there_again_when_brought_in_again(
    cast: Cast, enter: Enter, ledger: Ledger
) -> None:
    client, page = enter(cast.member), reverse("screening-ledger", args=[ledger.pk])
    client.post(page, {"do": "leave_out", "version": ledger.version})
    assert "重新导入一次就恢复（编为新号）" in client.get(page).content.decode()
    client.post(books_url(cast), {"do": "load", "file": SimpleUploadedFile("支付明细.csv", LIST)})
    assert [(one.serial, one.left_out) for one in see(Ledger, cast.member).order_by("serial")] == [
        (1, True),
        (2, False),
    ]


def test_a_doubt_tells_how_it_was_found_and_what_is_left_out(
    cast: Cast, enter: Enter, hits: list[Hit]
) -> None:
    said = enter(cast.member).get(reverse("screening-hit", args=[hits[0].pk])).content.decode()
    assert "<dt>怎么查的</dt><dd>同一单位向同一收款人" in said
    assert "<dt>有意不看</dt><dd>同一凭证里的多行不算" in said


def test_a_doubt_shows_its_cells_and_takes_a_result(cast: Cast, enter: Enter, hits: list[Hit]) -> None:
    url = reverse("screening-hit", args=[hits[0].pk])
    client = enter(cast.member)
    said = client.get(url).content.decode()
    assert "《支付明细.csv》“支付明细”第3行 E3" in said
    said = client.post(
        url, {"result": "not_held", "reason": "看过两张发票", "version": "1"}, follow=True
    ).content.decode()
    assert "核实结果已登记。" in said
    assert see(Hit, cast.member).get(pk=hits[0].pk).state == "not_held"


def test_a_stale_judgement_keeps_what_was_written(cast: Cast, enter: Enter, hits: list[Hit]) -> None:
    url = reverse("screening-hit", args=[hits[0].pk])
    client = enter(cast.member)
    client.post(url, {"result": "not_held", "reason": "第一人", "version": "1"})
    response = client.post(url, {"result": "held", "reason": "第二人写的理由", "version": "1"})
    assert response.status_code == 409
    assert "第二人写的理由" in response.content.decode()


@pytest.mark.parametrize("who", ["office", "petition", "contact", "stranger", "nobody"])
def test_others_are_refused_and_told_nothing(cast: Cast, enter: Enter, hits: list[Hit], who: str) -> None:
    client = enter(getattr(cast, who))
    for name, key in (
        ("books", cast.inspection.pk),
        ("hits", cast.inspection.pk),
        ("ledger", hits[0].ledger_id),
        ("hit", hits[0].pk),
    ):
        response = client.get(reverse(f"screening-{name}", args=[key]))
        assert response.status_code in (403, 404)
        assert PAYEE not in response.content.decode()


def test_english_is_spoken_too(cast: Cast, enter: Enter, hits: list[Hit]) -> None:
    client = enter(cast.member)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    said = client.get(reverse("screening-hits", args=[cast.inspection.pk])).content.decode()
    assert "possibly paid twice" in said
    assert "<div>vouchers lack a maker; vouchers lack an approver</div>" in said


def test_the_todo_names_no_number_of_doubts(cast: Cast, hits: list[Hit]) -> None:
    assert [str(one.says) for one in unchecked(cast.member, cast.inspection.starts)] == [
        "数据筛查：有疑点待核实"
    ]


def test_a_table_in_strange_words_is_kept_to_be_mapped(cast: Cast, enter: Enter) -> None:
    content = "何时,谁,多少\n2024-03-05,甲公司,150000.00\n".encode()
    client = enter(cast.member)
    said = client.post(
        books_url(cast), {"do": "load", "file": SimpleUploadedFile("x.csv", content)}, follow=True
    ).content.decode()
    assert "已保存，但没有认出金额列，请在下面指定各列是什么。" in said
    row = see(Ledger, cast.member).get()
    form = {
        "do": "map",
        "sheet": "0",
        "version": "1",
        "column-0": "day",
        "column-1": "payee",
        "column-2": "amount",
    }
    client.post(reverse("screening-ledger", args=[row.pk]), form)
    assert see(Ledger, cast.member).get().rows == 1


def sheet(hits: list[Hit], *lines: tuple[str, str]) -> dict[str, str]:
    filled = {}
    for hit, (result, reason) in zip(hits, lines, strict=True):
        filled |= {
            f"version-{hit.pk}": str(hit.version),
            f"result-{hit.pk}": result,
            f"reason-{hit.pk}": reason,
        }
    return filled


def test_a_sheet_that_came_back_is_entered_at_once(cast: Cast, enter: Enter, hits: list[Hit]) -> None:
    url = reverse("screening-results", args=[cast.inspection.pk])
    enter(cast.member).post(url, sheet(hits, ("not_held", "看了合同，是一次采购"), ("", "")))
    assert [hit.state for hit in see(Hit, cast.member).order_by("serial")] == ["not_held", "open"]


def test_a_line_without_reason_stops_the_whole_sheet_and_keeps_what_was_written(
    cast: Cast, enter: Enter, hits: list[Hit]
) -> None:
    url = reverse("screening-results", args=[cast.inspection.pk])
    said = enter(cast.member).post(url, sheet(hits, ("held", "两张发票同号"), ("held", " ")))
    assert said.status_code == 422
    assert "填了结果，还缺所见和理由。" in said.content.decode()
    assert "两张发票同号" in said.content.decode()
    assert [hit.state for hit in see(Hit, cast.member).order_by("serial")] == ["open", "open"]


def test_a_zip_brings_in_each_table_and_names_what_is_none(cast: Cast, enter: Enter) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("2024/支付明细.csv", LIST)
        archive.writestr("说明.csv", "楼层,朝向\n三楼,南\n")
    upload = SimpleUploadedFile("账套.zip", made.getvalue())
    said = (
        enter(cast.member).post(books_url(cast), {"do": "load", "file": upload}, follow=True).content.decode()
    )
    assert [word for word in ("说明.csv", "没有读进来的文件", "文件里没有认出账表") if word not in said] == []
    assert [ledger.rows for ledger in see(Ledger, cast.member)] == [3]


STRANGE_CARS = "牌子,啥车,能装多少油\n云A1234,某牌,60\n".encode()


def test_a_list_is_named_then_its_columns_and_both_are_remembered(cast: Cast, enter: Enter) -> None:
    client = enter(cast.member)

    def brought_in(content: bytes) -> str:
        ledger = load_ledger(by=cast.member, inspection=cast.inspection, name="表.csv", content=content)
        return reverse("screening-ledger", args=[ledger.pk])

    url = brought_in(STRANGE_CARS)
    assert "未认出的表" in client.get(url).content.decode()
    named = client.post(
        url, {"do": "kind", "sheet": "0", "version": "1", "kind": "vehicles"}, follow=True
    ).content.decode()
    assert "按“车辆”读，还缺这些列：车牌号" in named
    mapped = {"do": "map", "sheet": "0", "version": "2", "column-0": "plate", "column-2": "tank", "order": ""}
    assert "车辆，读入 1 行" in client.post(url, mapped, follow=True).content.decode()
    again = client.get(brought_in(STRANGE_CARS.replace(b"1234", b"5678"))).content.decode()
    assert "车辆，读入 1 行" in again
    assert again.count("上次由人工指定") == 2


def test_a_kind_that_there_is_not_changes_nothing(cast: Cast, enter: Enter, ledger: Ledger) -> None:
    url = reverse("screening-ledger", args=[ledger.pk])
    enter(cast.member).post(url, {"do": "kind", "sheet": "0", "version": "1", "kind": "planes"})
    assert see(Ledger, cast.member).get().version == 1
