"""账套调取函: what is asked for, with the steps of the program; nothing is drafted from a wrong form."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from xuncha.papers.models import Paper
from xuncha.screening.facts import exports
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.models import Account

pytestmark = pytest.mark.django_db
Enter = Callable[[Account], Client]


def wanted(**other: object) -> dict[str, object]:
    day = clock.today() + timedelta(days=3)
    return {
        "tables": ["journal", "bank"], "programs": ["yonyou"], "first_year": 2023, "last_year": 2025,
        "reply_by": day.isoformat(), **other,
    }  # fmt: skip


def test_the_request_is_drafted_with_tables_and_steps(cast: Cast, enter: Enter) -> None:
    url = reverse("screening-ask", args=[cast.inspection.pk])
    said = enter(cast.member).post(url, wanted(), follow=True)
    assert said.status_code == 200
    paper = see(Paper, cast.member).get(form="books_request")
    assert (paper.state, paper.inspection_id) == ("draft", cast.inspection.pk)


@pytest.mark.parametrize(
    "wrong",
    [
        {"tables": []},
        {"first_year": 2026, "last_year": 2025},
        {"reply_by": "2001-01-01"},
        {"programs": ["other"]},
    ],
)
def test_a_wrong_request_drafts_nothing(cast: Cast, enter: Enter, wrong: dict[str, object]) -> None:
    url = reverse("screening-ask", args=[cast.inspection.pk])
    said = enter(cast.member).post(url, wanted(**wrong))
    assert said.status_code in (200, 422)
    assert see(Paper, cast.member).count() == 0


def test_titles_follow_the_list_whatever_the_order_of_ticks() -> None:
    book = exports()
    assert book.titles(["bank", "journal"]) == [book.tables[0].title, book.tables[4].title]


def test_every_program_says_whether_its_steps_were_checked() -> None:
    assert [one.confirmed for one in exports().programs] == [False] * 5
