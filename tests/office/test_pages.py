"""The shell: home, own account, menu, language, faults."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.http import HttpRequest
from django.test import Client

from tests.cast import TODAY, Cast
from xuncha.base.words import Sentence
from xuncha.coverage.models import Target
from xuncha.desk import todo
from xuncha.office.faults import fault
from xuncha.papers.models import Paper
from xuncha.rectification.models import Item
from xuncha.trust import vault
from xuncha.trust.core.roles import EVERYONE, Role
from xuncha.trust.models import Account

Enter = Callable[[Account], Client]


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts things to do in place of those of the rooms."""

    def put(*things: todo.Todo, roles: frozenset[Role] = EVERYONE) -> None:
        monkeypatch.setattr(todo, "PROVIDERS", [(roles, lambda account, today: things)])

    return put


def thing(name: str, due: date | None = None, late: bool = False) -> todo.Todo:
    return todo.Todo(Sentence(name, name), "/x/", due, late)


def test_the_late_come_first_and_the_undated_last(
    cast: Cast, enter: Enter, waiting: Callable[..., None]
) -> None:
    waiting(
        thing("无期限"),
        thing("下月", TODAY + timedelta(days=30)),
        thing("本周", TODAY + timedelta(days=3)),
        thing("今天", TODAY),
        thing("超期", TODAY - timedelta(days=2), late=True),
    )
    page = enter(cast.office).get("/").content.decode()
    places = [page.index(f">{name}<") for name in ("超期", "今天", "本周", "下月", "无期限")]
    assert places == sorted(places)
    assert "已超 2 天" in page


def test_an_empty_home_says_so(cast: Cast, enter: Enter, waiting: Callable[..., None]) -> None:
    waiting()
    assert "今天没有等您办理的事。" in enter(cast.office).get("/").content.decode()


def test_what_is_for_others_is_not_shown(cast: Cast, enter: Enter, waiting: Callable[..., None]) -> None:
    waiting(thing("密件"), roles=frozenset({Role.OFFICE}))
    assert "密件" in enter(cast.office).get("/").content.decode()
    assert "密件" not in enter(cast.contact).get("/").content.decode()


def test_a_stranger_is_asked_to_log_in(db: None) -> None:
    assert Client().get("/")["Location"] == "/login/?next=/"


def test_the_account_page_tells_where_a_role_is_held(cast: Cast, enter: Enter) -> None:
    page = enter(cast.leader).get("/account/").content.decode()
    assert "巡察组组长</td>" in page
    assert f"{cast.inspection.title}</td>" in page


def changed(client: Client, old: str, new: str, again: str) -> str:
    return client.post(
        "/account/password/", {"old": old, "new": new, "again": again}, follow=True
    ).content.decode()


def holds(account: Account, password: str) -> bool:
    return Account.objects.get(pk=account.pk).check_password(password)


def test_a_password_is_changed_and_the_session_lives_on(cast: Cast, enter: Enter, alone: None) -> None:
    client = enter(cast.office)
    assert "密码已修改" in changed(client, "fictional-password", "another long one", "another long one")
    assert holds(cast.office, "another long one")
    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "again", "says"),
    [
        ("wrong", "another long one", "another long one", "当前密码不对"),
        ("fictional-password", "short", "short", "至少要12个"),
        ("fictional-password", "another long one", "another long two", "两次输入的新密码不一样"),
    ],
)
def test_a_refused_password_changes_nothing(
    cast: Cast, enter: Enter, old: str, new: str, again: str, says: str
) -> None:
    assert says in changed(enter(cast.office), old, new, again)
    assert holds(cast.office, "fictional-password")


def test_the_language_is_switched_and_kept(cast: Cast, enter: Enter) -> None:
    client = enter(cast.office)
    client.post("/i18n/setlang/", {"language": "en", "next": "/"})
    page = client.get("/").content.decode()
    assert '<html lang="en">' in page
    assert "What is due" in page


def test_the_browsers_own_language_does_not_decide(cast: Cast, enter: Enter) -> None:
    page = enter(cast.office).get("/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="zh-CN">' in page


def test_the_menu_marks_where_one_is(cast: Cast, enter: Enter) -> None:
    page = enter(cast.office).get("/journal/").content.decode()
    assert '<a href="/journal/" class="here" aria-current="page">留痕</a>' in page
    assert '<a href="/" class="here"' not in page


def test_a_page_below_another_rooms_address_belongs_to_its_own_room(cast: Cast, enter: Enter) -> None:
    page = enter(cast.office).get(f"/rounds/{cast.round.pk}/teams/").content.decode()
    assert '<a href="/teams/" class="here"' in page
    assert page.count('class="here" aria-current="page"') == 2  # the menu stands twice: wide and folded


def test_every_page_carries_the_marks(cast: Cast, enter: Enter, settings: object) -> None:
    settings.XUNCHA_DEMO = True
    page = enter(cast.office).get("/journal/").content.decode()
    assert "演示 · 全部虚构" in page
    assert "内部资料" in page
    assert f"{cast.office.name} 2026-11-20</text>" in page


def test_an_office_is_not_marked_fictional(cast: Cast, enter: Enter) -> None:
    assert "全部虚构" not in enter(cast.office).get("/journal/").content.decode()


def test_a_wrong_address_is_answered_in_words(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.office).get("/no/such/page/")
    assert answer.status_code == 404
    assert "没有这个页面" in answer.content.decode()


def test_an_expired_form_is_answered_in_words(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.office)
    answer = client.post("/account/", {"old": "x"})
    assert answer.status_code == 403
    assert "这次提交没有生效" in answer.content.decode()


def test_a_fault_is_answered_in_words_without_a_trace(
    cast: Cast, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("letter text 4711")

    monkeypatch.setattr(todo, "PROVIDERS", [(EVERYONE, broken)])
    client = enter(cast.office)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "程序出现故障" in answer.content.decode()
    assert "4711" not in answer.content.decode()
    assert "RuntimeError" not in answer.content.decode()


def test_the_fault_page_asks_nothing_of_the_database(
    django_assert_num_queries: Callable[..., object], db: None
) -> None:
    with django_assert_num_queries(0):
        answer = fault(HttpRequest())
    assert (answer.status_code, "回到待办" in answer.content.decode()) == (500, True)


def test_the_archive_lists_papers_of_the_round_that_one_may_see(cast: Cast, enter: Enter) -> None:
    for serial, inspection, title in ((1, cast.inspection, "巡察通知"), (2, cast.other, "别组通知")):
        paper = Paper(
            serial=serial,
            form="x",
            inspection_id=inspection.pk,
            title=title,
            code="K7M2-9QXD",
            drafted_on=TODAY,
            drafted_by=cast.office,
        )
        paper.facts = vault.seal(paper, "facts", "{}")
        paper.save()
    assert "别组通知" in enter(cast.office).get("/archive/").content.decode()
    page = enter(cast.leader).get("/archive/").content.decode()
    assert "巡察通知</td>" in page
    assert "别组通知" not in page


def test_the_archive_is_closed_to_the_body(cast: Cast, enter: Enter) -> None:
    assert enter(cast.contact).get("/archive/").status_code == 403


def test_the_overview_sums_what_one_may_see(cast: Cast, enter: Enter) -> None:
    for inspection, due in ((cast.inspection, TODAY - timedelta(days=1)), (cast.other, None)):
        Item.objects.create(
            inspection=inspection, organisation=cast.unit, number=inspection.title, says="x", state="整改中",
            opened_on=TODAY, due=due,
        )  # fmt: skip
    office = enter(cast.office).get("/overview/").context
    assert office["repair"][2:] == [
        (Sentence("整改中", "under way"), 1, "go"),
        (Sentence("超期", "overdue"), 1, "late"),
    ]
    leader = enter(cast.leader).get("/overview/").context
    assert [count for _, count, _ in leader["repair"]] == [0, 0, 0, 1]
    assert [row["target"] for row in leader["inspections"].rows] == [cast.unit.name]


def test_the_overview_counts_each_target_of_the_term_once(cast: Cast, enter: Enter) -> None:
    Target.objects.create(term=cast.term, name="待巡单位", shape="unit", mode="直接")
    Target.objects.create(term=cast.term, name="回头看", shape="unit", mode="直接", counts=False)
    coverage = enter(cast.office).get("/overview/").context["coverage"]
    assert [count for _, count, _ in coverage] == [0, 2, 0, 1]


@pytest.mark.parametrize(
    ("today", "says"),
    [("2026-10-10", "2天后进驻"), ("2026-10-12", "第1天 / 共53天"), ("2026-12-04", "已撤离")],
)
def test_the_overview_tells_how_long_a_team_is_on_site(
    cast: Cast, enter: Enter, settings: object, today: str, says: str
) -> None:
    settings.XUNCHA_TODAY = today
    rows = enter(cast.office).get("/overview/").context["inspections"].rows
    assert {str(row["days"]) for row in rows} == {says}
