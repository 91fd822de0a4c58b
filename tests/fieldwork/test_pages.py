"""The pages of fieldwork, as a member and a leader use them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import TODAY, Cast
from xuncha.fieldwork.actions.borrow import ask_files, receive_files
from xuncha.fieldwork.actions.correct import give_correction
from xuncha.fieldwork.models import Borrowed, Correction, Note
from xuncha.fieldwork.pages import todo
from xuncha.papers.core.form import Copy
from xuncha.papers.core.forms import form_named
from xuncha.papers.core.press import press
from xuncha.papers.models import Paper
from xuncha.trust.access import see
from xuncha.trust.models import Account

pytestmark = pytest.mark.django_db
Enter = Callable[[Account], Client]
LATER = TODAY + timedelta(days=3)


def url(cast: Cast, name: str) -> str:
    return reverse(f"fieldwork-{name}", args=[cast.inspection.pk])


def test_the_only_inspection_is_opened_at_once(cast: Cast, enter: Enter) -> None:
    assert enter(cast.member).get(reverse("fieldwork-choose")).headers["Location"] == url(cast, "files")


def test_files_are_asked_for_one_a_line(cast: Cast, enter: Enter) -> None:
    form = {"do": "ask", "area": "policy", "titles": "会议记录\n接待审批单\n", "due": LATER.isoformat()}
    said = enter(cast.member).post(url(cast, "files"), form, follow=True).content.decode()
    assert "已列入调阅清单，可以打印清单送单位。" in said
    assert "接待审批单" in said
    assert see(Borrowed, cast.member).count() == 2


def test_ticked_files_are_received(cast: Cast, enter: Enter) -> None:
    ask_files(by=cast.member, inspection=cast.inspection, titles=["甲", "乙"])
    form = {"do": "receive", "file": ["2"], "on": TODAY.isoformat()}
    assert "已登记收到。" in enter(cast.member).post(url(cast, "files"), form, follow=True).content.decode()
    assert [row.received_on for row in see(Borrowed, cast.member).order_by("serial")] == [None, TODAY]


@pytest.mark.parametrize(
    "form",
    [
        {"do": "receive", "file": ["1"], "on": ""}, {"do": "receive", "file": ["1"], "on": "2026-99-99"},
        {"do": "return", "file": ["1"], "on": "2026-11-20"}, {"do": "receive", "file": ["x"], "on": "2026-11-20"},
        {"do": "burn", "file": ["1"]},
    ],
)  # fmt: skip
def test_what_cannot_be_recorded_is_told_and_changes_nothing(cast: Cast, enter: Enter, form: dict) -> None:
    ask_files(by=cast.member, inspection=cast.inspection, titles=["甲"])
    assert enter(cast.member).post(url(cast, "files"), form).status_code == 422
    row = see(Borrowed, cast.member).get()
    assert (row.received_on, row.returned_on, row.version) == (None, None, 1)


def test_the_list_is_drafted_as_a_paper(cast: Cast, enter: Enter) -> None:
    ask_files(by=cast.member, inspection=cast.inspection, titles=["甲"])
    response = enter(cast.member).post(url(cast, "files"), {"do": "file_request", "file": ["1"]})
    assert response.headers["Location"] == reverse("papers-paper", args=[see(Paper, cast.member).get().pk])


def test_a_note_is_written_and_read(cast: Cast, enter: Enter) -> None:
    client = enter(cast.member)
    form = {
        "method": "visit",
        "on": TODAY.isoformat(),
        "heading": "走访便民中心",
        "where": "一楼大厅",
        "text": "公示栏没有更新",
    }
    said = client.post(url(cast, "notes"), form, follow=True).content.decode()
    assert "公示栏没有更新" in said
    assert "走访便民中心" in client.get(url(cast, "notes")).content.decode()


def test_an_unfinished_note_is_not_lost(cast: Cast, enter: Enter) -> None:
    form = {"method": "", "on": TODAY.isoformat(), "heading": "走访", "text": "写了很久的内容"}
    assert "写了很久的内容" in enter(cast.member).post(url(cast, "notes"), form).content.decode()
    assert see(Note, cast.member).count() == 0


def test_a_correction_is_given_answered_checked_and_printed(cast: Cast, enter: Enter) -> None:
    leader = enter(cast.leader)
    form = {"problem": "收费标准公示过期", "demand": "立即更正", "due": LATER.isoformat()}
    leader.post(url(cast, "corrections"), form)
    row = see(Correction, cast.leader).get()
    one = reverse("fieldwork-correction", args=[row.pk])
    enter(cast.member).post(
        one, {"do": "answer", "version": "1", "answer": "已更正", "on": TODAY.isoformat()}
    )
    said = leader.post(
        one, {"do": "check", "version": "2", "done": "yes", "seen": "看过"}, follow=True
    ).content.decode()
    assert "已改到位" in said
    response = leader.post(one, {"do": "notice", "organ": "县委第一巡察组", "body": "街道办（虚构）"})
    assert response.headers["Location"] == reverse("papers-paper", args=[see(Paper, cast.leader).get().pk])


def test_a_member_is_offered_no_check(cast: Cast, enter: Enter) -> None:
    row = give_correction(by=cast.leader, inspection=cast.inspection, problem="甲", demand="乙", due=LATER)
    said = enter(cast.member).get(reverse("fieldwork-correction", args=[row.pk])).content.decode()
    assert 'value="check"' not in said
    assert 'value="notice"' not in said


@pytest.mark.parametrize("who", ["office", "petition", "contact", "stranger", "nobody"])
def test_others_are_refused(cast: Cast, enter: Enter, who: str) -> None:
    client = enter(getattr(cast, who))
    assert [client.get(url(cast, name)).status_code for name in ("files", "notes", "corrections")] == [
        403,
        403,
        403,
    ]


def test_files_still_held_and_due_corrections_become_todos(cast: Cast) -> None:
    held = ask_files(by=cast.member, inspection=cast.inspection, titles=["甲"])
    receive_files(by=cast.member, inspection=cast.inspection, files=held, on=TODAY)
    give_correction(by=cast.leader, inspection=cast.inspection, problem="甲", demand="乙", due=LATER)
    assert list(todo.files(cast.member, TODAY)) == []
    assert [str(one.says) for one in todo.files(cast.member, cast.inspection.ends)] == [
        "调阅资料：1 件到期或待归还"
    ]
    assert [(str(one.says), one.late) for one in todo.corrections(cast.member, LATER)] == [
        ("立行立改：第 1 项到期", False)
    ]


@pytest.mark.parametrize("key", ["file_request", "file_handover"])
def test_the_papers_print(key: str) -> None:
    form = form_named(key)
    assert press(form, form.sample, Copy(code="K7M2-9QXD", fictional=True))[:2] == b"PK"
