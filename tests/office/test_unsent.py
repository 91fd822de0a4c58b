"""A form that arrives after its session ended is kept, sealed for whose session it was, and sent by nobody but its owner."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast
from tests.office.entering import OWN, Hands, typed
from xuncha.desk import unsent
from xuncha.desk.models import Draft
from xuncha.trust.access import whole
from xuncha.trust.actions.change_password import change_password
from xuncha.trust.actions.enter import FICTIONAL_PASSWORD
from xuncha.trust.models import Account, AccountKey, Entry

TEXT = "这一段写了很久，不能丢。"


def drafts() -> list[Draft]:
    return list(whole(Draft, "a test counts").order_by("key"))


@pytest.fixture
def late(cast: Cast, hands: Hands, alone: None) -> Client:
    """A browser whose session ran out a minute ago."""
    client = Client()
    typed(client, "leader")
    hands.on(minutes=16)
    return client


def sent_late(client: Client, address: str = "/papers/new/approval_request/") -> str:
    answer = client.post(address, {"subject": TEXT, "lines": ["甲", "乙"], "password": "secret"})
    return answer["Location"]


def test_it_leads_to_the_log_in_and_from_there_to_what_was_kept(cast: Cast, late: Client) -> None:
    assert sent_late(late) == "/login/?next=%2Fdesk%2Funsent%2F"
    assert typed(late, "leader")["Location"] == "/desk/unsent/"
    page = late.get("/desk/unsent/").content.decode()
    assert TEXT in page
    assert 'name="lines" value="甲"' in page
    assert 'name="lines" value="乙"' in page


def test_nothing_lies_in_clear_and_no_password_is_kept(cast: Cast, late: Client) -> None:
    sent_late(late)
    (kept,) = drafts()
    assert kept.account_id == cast.leader.pk
    assert TEXT.encode() not in bytes(kept.body)
    (one,) = unsent.all_of(cast.leader)
    assert [name for name, _ in one.fields] == ["subject", "lines", "lines"]


def test_it_has_no_effect_before_its_owner_sends_it(cast: Cast, late: Client, hands: Hands) -> None:
    before = Account.objects.get(login="leader").password
    late.post("/account/password/", {"old": FICTIONAL_PASSWORD, "new": OWN, "again": OWN})
    assert Account.objects.get(login="leader").password == before
    (one,) = unsent.all_of(cast.leader)
    assert one.fields == []


def test_sending_it_again_takes_it_away(cast: Cast, late: Client) -> None:
    late.post("/account/", {"anything": "x"})
    typed(late, "leader")
    (kept,) = drafts()
    assert late.post("/account/", {unsent.AGAIN: str(kept.pk)}).status_code == 302
    assert drafts() == []


def test_a_form_that_is_refused_again_stays(cast: Cast, late: Client) -> None:
    late.post("/account/factors/sheet/", {"anything": "x"})
    typed(late, "leader")
    (kept,) = drafts()
    assert (
        late.post("/account/factors/sheet/", {unsent.AGAIN: str(kept.pk), "password": "no"}).status_code
        == 422
    )
    assert drafts() == [kept]


def test_it_can_be_dropped(cast: Cast, late: Client) -> None:
    sent_late(late)
    typed(late, "leader")
    late.post("/desk/unsent/", {"which": str(drafts()[0].pk)})
    assert drafts() == []


def test_whoever_logs_in_next_at_the_same_machine_sees_nothing_of_it(cast: Cast, late: Client) -> None:
    sent_late(late)
    assert typed(late, "member")["Location"] == "/"
    assert TEXT not in late.get("/desk/unsent/").content.decode()
    late.post("/desk/unsent/", {"which": str(drafts()[0].pk)})
    late.post("/account/", {unsent.AGAIN: str(drafts()[0].pk)})
    assert len(drafts()) == 1


def test_what_is_typed_after_the_end_is_kept_as_the_draft_it_would_have_been(
    cast: Cast, late: Client
) -> None:
    answer = late.post("/desk/draft/", {"subject": TEXT, "draft_key": "/papers/new/approval_request/"})
    assert (answer.status_code, "登录已超时" in answer.content.decode()) == (200, True)
    assert [one.key for one in drafts()] == ["/papers/new/approval_request/"]
    typed(late, "leader")
    assert not unsent.waiting(cast.leader)


def test_files_are_not_kept_and_the_page_says_so(cast: Cast, late: Client, tmp_path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x")
    with file.open("rb") as content:
        late.post("/account/", {"file": content, "subject": TEXT})
    typed(late, "leader")
    page = late.get("/desk/unsent/").content.decode()
    assert TEXT in page
    assert "随表单上传的文件没有保存" in page
    assert "继续提交</button>" not in page


@pytest.mark.parametrize("how", ["logged out", "ended", "too long ago", "closed", "no cookie"])
def test_a_session_that_is_over_for_good_keeps_nothing(
    how: str, cast: Cast, hands: Hands, alone: None
) -> None:
    client = Client()
    typed(client, "leader")
    kept = client.cookies["xuncha_session"].value
    if how == "logged out":
        client.post("/logout/")
        client.cookies["xuncha_session"] = kept
    elif how == "ended":
        change_password(by=Account.objects.get(login="leader"), old=FICTIONAL_PASSWORD, new=OWN)
    elif how == "too long ago":
        hands.on(hours=25)
    elif how == "closed":
        Account.objects.filter(login="leader").update(is_active=False)
    else:
        client.cookies.clear()
    hands.on(minutes=16)
    assert sent_late(client).startswith("/login/?next=/papers/")
    assert drafts() == []


def test_an_account_without_a_key_gets_the_plain_log_in(cast: Cast, late: Client) -> None:
    AccountKey.objects.filter(account=cast.leader).delete()
    assert sent_late(late).startswith("/login/?next=/papers/")
    assert drafts() == []


def test_one_form_is_kept_once_and_a_huge_one_not_at_all(cast: Cast, late: Client) -> None:
    for _ in range(3):
        sent_late(late)
    late.post("/account/", {"subject": "长" * 500_000})
    assert len(drafts()) == 1


def test_the_journal_tells_that_it_was_kept_by_nobody(cast: Cast, late: Client) -> None:
    sent_late(late)
    row = whole(Entry, "a test reads the journal").filter(verb="draft.kept_late").get()
    assert row.actor is None
    assert TEXT not in row.body


def test_a_get_keeps_nothing(cast: Cast, late: Client) -> None:
    assert late.get("/papers/new/approval_request/").status_code == 302
    assert drafts() == []


def strict_client(login: str) -> Client:
    """A browser whose forms carry tokens; it is logged in."""
    client = Client(enforce_csrf_checks=True)
    token = client.get("/login/").cookies["xuncha_form"].value
    typed(client, login, csrfmiddlewaretoken=token)
    return client


def test_a_form_of_an_older_session_is_kept_when_its_owner_is_in_again(cast: Cast, alone: None) -> None:
    client = strict_client("leader")
    answer = client.post(
        "/account/",
        {"subject": TEXT, "csrfmiddlewaretoken": "x" * 64},
        headers={"Origin": "http://testserver"},
    )
    assert answer["Location"] == "/desk/unsent/"
    assert unsent.all_of(cast.leader)[0].told == [TEXT]


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_a_form_that_another_site_posts_is_not_kept(origin: str, cast: Cast, alone: None) -> None:
    client = strict_client("leader")
    answer = client.post("/account/", {"subject": TEXT}, headers={"Origin": origin} if origin else {})
    assert answer.status_code == 403
    assert drafts() == []
