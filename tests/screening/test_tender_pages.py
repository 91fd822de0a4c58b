"""The way of a clerk with tenders: bring data in, see how it was read, screen, look at a doubt and at who bids with whom."""

import json
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.screening.conftest import LIST
from tests.screening.tenders.files import award, bid, lines, release
from xuncha.screening.actions.correct_mapping import known_headings
from xuncha.screening.actions.load_ledger import load_ledger, read_ledgers
from xuncha.screening.actions.load_tenders import load_tenders
from xuncha.screening.actions.run_screens import run_screens
from xuncha.screening.models import Hit, KnownHeading, Ledger
from xuncha.trust.access import see
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal

pytestmark = pytest.mark.django_db
Enter = Callable[[Account], Client]
DATA = lines(
    [
        release(
            f"p{at}",
            [bid("甲", 1000.0), bid("乙", 1000.0)],
            [award("甲", 1000.0)],
            tender_title=f"路灯{at}（虚构）",
        )
        for at in range(2)
    ]
    + ["half a line\n"]
)


def url(cast: Cast, name: str = "screening-tenders") -> str:
    return reverse(name, args=[cast.inspection.pk])


@pytest.fixture
def tenders(cast: Cast, few_screens: None) -> Ledger:
    return load_tenders(by=cast.member, inspection=cast.inspection, name="招标.jsonl", content=DATA)


def test_data_is_uploaded_and_what_was_rejected_is_named(cast: Cast, enter: Enter) -> None:
    upload = SimpleUploadedFile("招标.jsonl", DATA)
    said = enter(cast.member).post(url(cast), {"do": "load", "file": upload}, follow=True).content.decode()
    assert "已导入，读取提示见下表。" in said
    assert "OCDS 公开招标数据" in said
    assert "第3行" in said
    assert see(Ledger, cast.member).get().rows == 2


def test_a_file_of_something_else_is_told_with_the_remedy(cast: Cast, enter: Enter) -> None:
    upload = SimpleUploadedFile("x.csv", "姓名,职务\n甲,主任\n".encode())
    response = enter(cast.member).post(url(cast), {"do": "load", "file": upload})
    assert response.status_code == 422
    assert "文件里没有认出招标、投标、合同或价格数据，没有保存。" in response.content.decode()
    assert see(Ledger, cast.member).count() == 0


def test_books_and_tenders_are_screened_in_one_run(cast: Cast, enter: Enter, tenders: Ledger) -> None:
    load_ledger(by=cast.member, inspection=cast.inspection, name="支付明细.csv", content=LIST)
    run_screens(by=cast.member, inspection=cast.inspection)
    found = {hit.screen: hit for hit in see(Hit, cast.member)}
    assert {"duplicate_payments", "r028_identical_prices"} <= found.keys()
    page = enter(cast.member).get(url(cast, "screening-hits")).content.decode()
    assert "有 2 家报价同为 1,000.00（人民币）：乙公司、甲公司" in page
    doubt = (
        enter(cast.member)
        .get(reverse("screening-hit", args=[found["r028_identical_prices"].pk]))
        .content.decode()
    )
    assert "行 /bids/details/0/value/amount" in doubt


def test_who_bids_together_is_drawn(cast: Cast, enter: Enter, tenders: Ledger) -> None:
    page = enter(cast.member).get(url(cast, "screening-together")).content.decode()
    assert page.count("<circle ") == 2
    assert "甲公司" in page


def test_a_file_left_out_is_screened_no_more(cast: Cast, enter: Enter, tenders: Ledger) -> None:
    asked = {"do": "leave_out", "ledger": str(tenders.pk), "version": tenders.version}
    enter(cast.member).post(url(cast), asked)
    with pytest.raises(Refusal):
        run_screens(by=cast.member, inspection=cast.inspection)


def test_nobody_outside_the_team_sees_the_page(cast: Cast, enter: Enter) -> None:
    assert enter(cast.contact).get(url(cast)).status_code == 403


def test_a_name_cannot_break_out_of_the_drawing(cast: Cast, enter: Enter) -> None:
    bad = [release(f"p{at}", [bid("<script>x", 1), bid('"&', 2)]) for at in range(2)]
    load_tenders(by=cast.member, inspection=cast.inspection, name="招标.jsonl", content=lines(bad))
    page = enter(cast.member).get(url(cast, "screening-together")).content.decode()
    assert page.count("<circle ") == 2
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


AWARDED = "项目名称,中标人,报价\n路灯,甲公司,100\n路灯,乙公司,100\n".encode()


@pytest.fixture
def awarded(cast: Cast, few_screens: None) -> Ledger:
    """A list of bids whose heading says that each tenderer won."""
    return load_tenders(by=cast.member, inspection=cast.inspection, name="开标.csv", content=AWARDED)


def mapped(*fields: str) -> dict[str, str]:
    columns = {f"column-{at}": field for at, field in enumerate(fields)}
    return {"do": "map", "sheet": "0", "version": "1", "order": "", **columns}


def test_columns_of_a_tender_list_are_corrected_on_its_page(
    cast: Cast, enter: Enter, awarded: Ledger
) -> None:
    client, page = enter(cast.member), reverse("screening-ledger", args=[awarded.pk])
    assert "招标（采购）项目表" in client.get(page).content.decode()
    said = client.post(page, mapped("title", "bidder", "bid"), follow=True).content.decode()
    assert [words for words in ("投标情况表", "由人工指定") if words not in said] == []
    run_screens(by=cast.member, inspection=cast.inspection)
    assert [hit.screen for hit in see(Hit, cast.member)] == ["r028_identical_prices"]


def test_a_correction_that_leaves_nothing_changes_nothing(cast: Cast, enter: Enter, awarded: Ledger) -> None:
    answer = enter(cast.member).post(reverse("screening-ledger", args=[awarded.pk]), mapped("", "", ""))
    assert answer.status_code == 422
    assert see(Ledger, cast.member).get().version == 1


def test_a_corrected_tender_list_is_remembered_for_such_headings_until_it_is_forgotten(
    cast: Cast, enter: Enter, awarded: Ledger
) -> None:
    client = enter(cast.member)
    client.post(reverse("screening-ledger", args=[awarded.pk]), mapped("title", "bidder", "bid"))
    name, content = "开标二.csv", AWARDED.replace("路灯".encode(), "水沟".encode())
    again = load_tenders(by=cast.member, inspection=cast.inspection, name=name, content=content)
    page = reverse("screening-ledger", args=[again.pk])
    said = client.get(page).content.decode()
    assert [words for words in ("投标情况表", "上次由人工指定", "忘记") if words not in said] == []
    answer = client.post(page, {"do": "forget", "sheet": "0", "version": "1"}, follow=True).content.decode()
    assert "招标（采购）项目表" in answer
    assert "上次由人工指定" not in answer
    assert see(KnownHeading, cast.member).count() == 0


def test_what_is_remembered_of_a_tender_list_says_nothing_of_books(
    cast: Cast, enter: Enter, awarded: Ledger
) -> None:
    enter(cast.member).post(reverse("screening-ledger", args=[awarded.pk]), mapped("title", "bidder", "bid"))
    signature = json.loads(read_ledgers(by=cast.member, ledgers=[awarded])[0]["reading"])[0]["signature"]
    asked = {"by": cast.member, "signatures": [signature]}
    assert known_headings(**asked, family="tenders") == [True]
    assert known_headings(**asked, family="ledger") == [False]
