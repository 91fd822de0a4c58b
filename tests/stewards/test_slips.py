"""The auditor signs slips, prints them, compares them with the journal, and hands a file to an auditor outside."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from tests.cast import Cast
from tests.trust.guards import lift
from xuncha.trust.access import whole
from xuncha.trust.act import witness
from xuncha.trust.core import audit_file, heads
from xuncha.trust.models import Account, Entry, SignedHead

Enter = Callable[[Account], Client]


@pytest.fixture
def auditor(cast: Cast, enter: Enter) -> Client:
    for verb in ("a", "b", "c"):
        witness(verb, cast.leader)
    return enter(cast.audit)


def sign(client: Client) -> str:
    return str(client.post("/journal/heads/", {"do": "sign"})["Location"])


def compare(client: Client, slips: str) -> str:
    return client.post("/journal/heads/", {"slips": slips}, follow=True).content.decode()


def head() -> heads.Head:
    found = heads.read(whole(SignedHead, "test").order_by("seq").first().code)
    assert isinstance(found, heads.Head)
    return found


def typed(one: heads.Head) -> str:
    return f"{one.seq}:{' '.join(heads.groups(one.root, one.seq))}"


def test_a_slip_is_printed_four_times_with_what_was_signed(auditor: Client) -> None:
    page = auditor.get(sign(auditor)).content.decode()
    assert page.count('class="slip"') == 4
    assert page.count('<svg class="qr"') + page.count('class="qr"') >= 4
    assert page.count(f"<b>{head().seq}</b>") == 4
    for group in heads.groups(head().root, head().seq):
        assert page.count(f"<span>{group}</span>") >= 4
    assert "style=" not in page.split("<main", 1)[1].split("</main>")[0]


def test_a_slip_whose_register_was_changed_is_not_printed(auditor: Client) -> None:
    address = sign(auditor)
    lift()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE xuncha_signedhead SET code = 'XJ1:1'")
    answer = auditor.get(address)
    assert answer.status_code == 422
    assert "改动过" in answer.content.decode()


@pytest.mark.parametrize("how", ["scanned", "typed"])
def test_a_slip_on_paper_agrees(how: str, auditor: Client) -> None:
    sign(auditor)
    text = head().code if how == "scanned" else typed(head())
    page = compare(auditor, text)
    assert "与 1 张纸面存根相符" in page
    assert "首尾相扣" in page


def test_a_slip_of_another_history_is_found(auditor: Client) -> None:
    sign(auditor)
    other = typed(heads.sign(b"x" * 32, 2, b"x" * 32, head().at))
    page = compare(auditor, other + "\n" + typed(head()))
    assert "第 1 至 2 条之间起被整体改写" in page
    assert "保全现场" in page


def test_a_slip_signed_by_somebody_else_is_refused_and_nothing_is_checked(auditor: Client) -> None:
    sign(auditor)
    before = whole(Entry, "test").count()
    page = compare(auditor, heads.sign(b"x" * 32, 2, b"x" * 32, head().at).code)
    assert "不是本系统签发的" in page
    assert whole(Entry, "test").count() == before


def test_a_slip_of_the_pen_is_told_where_it_was_typed(auditor: Client) -> None:
    sign(auditor)
    page = compare(auditor, typed(head())[:-1] + ("0" if typed(head())[-1] != "0" else "1"))
    assert "有抄错的地方" in page


def test_the_file_for_an_auditor_outside_holds(auditor: Client) -> None:
    answer = auditor.post("/journal/heads/", {"do": "export"})
    report = audit_file.judge(answer.content.decode().splitlines())
    assert (report.rows, report.broken) == (3, None)


def test_nobody_but_the_auditor_comes_here(cast: Cast, enter: Enter, auditor: Client) -> None:
    address = sign(auditor)
    for one in (cast.office, cast.leader, cast.system, cast.security, cast.leading):
        client = enter(one)
        assert [client.get(each).status_code for each in ("/journal/heads/", address)] == [403, 403]
        assert client.post("/journal/heads/", {"do": "export"}).status_code == 403
    assert whole(SignedHead, "test").count() == 1


def test_the_last_check_stays_on_the_journal_s_page(cast: Cast, enter: Enter, auditor: Client) -> None:
    assert "首尾相扣，" not in auditor.get("/journal/").content.decode()
    auditor.post("/journal/")
    assert "尚未与纸面存根核对" in auditor.get("/journal/").content.decode()
    assert "尚未与纸面存根核对" not in enter(cast.leader).get("/journal/").content.decode()


def test_the_office_s_page_tells_no_numbers(cast: Cast, enter: Enter, auditor: Client) -> None:
    sign(auditor)
    auditor.post("/journal/")
    page = enter(cast.office).get("/journal/").content.decode()
    assert "截至编号" not in page
    assert "行数" not in page
