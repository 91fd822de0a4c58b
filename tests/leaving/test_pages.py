"""The pages of leaving, as the liaison, the member, the leader and the office use them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import TODAY, Cast
from xuncha.leaving.actions.begin import begin_leaving
from xuncha.leaving.facts import points_on
from xuncha.leaving.models import Leaving
from xuncha.leaving.pages import todo
from xuncha.papers.models import Paper
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account

pytestmark = pytest.mark.django_db
Enter = Callable[[Account], Client]
LIST = "/leaving/"


def test_a_member_is_chosen_and_his_page_is_begun(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.liaison).post(LIST, {"who": f"{cast.inspection.pk} {cast.member.pk}"})
    begun = see(Leaving, cast.office).get()
    assert answer["Location"] == reverse("leaving-leaving", args=[begun.pk])
    assert (begun.account_id, begun.begun_by_id) == (cast.member.pk, cast.liaison.pk)


def test_who_is_not_on_the_list_is_not_begun(cast: Cast, enter: Enter) -> None:
    enter(cast.liaison).post(LIST, {"who": f"{cast.other.pk} {cast.stranger.pk}"})
    assert see(Leaving, cast.office).count() == 0


def test_the_whole_way_over_the_pages_ends_the_rights(cast: Cast, enter: Enter) -> None:
    begun = begin_leaving(by=cast.liaison, inspection=cast.inspection, account=cast.member)
    page = reverse("leaving-leaving", args=[begun.pk])
    every = [one.key for one in points_on(TODAY)]
    steps = (
        (cast.member, {"do": "words", "version": "1", "words": "请盯住专项资金"}),
        (
            cast.liaison,
            {"do": "confirm", "version": "2", "done": every, "successor": "", "remark": "U盾一枚"},
        ),
        (cast.leader, {"do": "evaluate", "version": "3", "evaluation": "工作认真"}),
        (cast.office, {"do": "complete", "version": "4"}),
    )
    for account, step in steps:
        assert enter(account).post(page, step).status_code == 302, step["do"]
    assert see(Leaving, cast.office).get().state == Leaving.DONE
    assert enter(cast.member).get(page).status_code == 403
    assert not Account.objects.get(pk=cast.member.pk).sight.anywhere(frozenset(Role))


def test_what_stands_against_it_is_shown_to_who_receives_and_in_the_refusal(cast: Cast, enter: Enter) -> None:
    begun = begin_leaving(by=cast.liaison, inspection=cast.inspection, account=cast.member)
    page = reverse("leaving-leaving", args=[begun.pk])
    assert "还没有写鉴定" in enter(cast.liaison).get(page).content.decode()
    assert "还没有写鉴定" not in enter(cast.member).get(page).content.decode()
    answer = enter(cast.office).post(page, {"do": "complete", "version": "1"})
    assert (answer.status_code, "还不能办结" in answer.content.decode()) == (422, True)
    assert see(Leaving, cast.office).get().state == Leaving.OPEN


def test_the_sheet_is_drafted_from_the_page(cast: Cast, enter: Enter) -> None:
    begun = begin_leaving(by=cast.liaison, inspection=cast.inspection, account=cast.member)
    page = reverse("leaving-leaving", args=[begun.pk])
    assert enter(cast.liaison).post(page, {"do": "print"}).status_code == 302
    assert see(Paper, cast.office).get().form == "leaving_handover"
    assert enter(cast.member).post(page, {"do": "print"}).status_code == 403
    assert see(Paper, cast.office).count() == 1


def test_the_office_is_reminded_when_the_stay_ends_and_the_member_of_his_words(cast: Cast) -> None:
    assert list(todo.stays(cast.office, TODAY)) == []
    due = list(todo.stays(cast.office, cast.inspection.ends - timedelta(days=5)))
    assert [(one.due, one.late) for one in due] == [(cast.inspection.ends, False)] * 2
    assert "5人未办离组交接" in "".join(one.says.zh for one in due)
    begin_leaving(by=cast.liaison, inspection=cast.inspection, account=cast.member)
    assert [one.says.zh for one in todo.own(cast.member, TODAY)] == ["离组交接：请写给下一任的话"]
    assert list(todo.own(cast.member2, TODAY)) == []
