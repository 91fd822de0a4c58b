"""The leader's page of 谈前核对, and that nobody else can tell a talk that has to be asked about from any other."""

import re
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.urls import reverse

from tests.cast import TODAY
from tests.privacy.crawl import TOKEN, blind
from xuncha.findings.actions.make_lead import LeadText, make_lead
from xuncha.interviews.actions.add import add_person
from xuncha.interviews.actions.place import place_talk
from xuncha.interviews.core.timetable import Slot
from xuncha.interviews.models import Interview, Release
from xuncha.trust import clock
from xuncha.trust.access import see

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
SAFE = {"place_checked": "是", "escort": "组员", "health_asked": "良好", "route_back": "自行返回"}
ANSWERED = {"decision1": "allowed", "to1": "领导小组", "on1": TODAY.isoformat(), "document1": "批件3号"}
SHOWN = re.compile(r'name="leads1" value="([0-9a-f ]*)"')


def of(name, cast):
    return reverse(f"interviews-{name}", kwargs={"inspection": cast.inspection.pk})


def at(name, row):
    return reverse(f"interviews-{name}", kwargs={"interview": row.pk})


def body(response):
    return response.content.decode()


@pytest.fixture
def talks(cast):
    """Two talks of today, numbers 1 and 2."""
    rows = []
    for hour, name in ((9, "某商户"), (10, "另一商户")):
        row = add_person(by=cast.member, inspection=cast.inspection, kind="asked", name=name, post="职工")
        rows.append(
            place_talk(
                by=cast.member, interview=row, version=row.version, day=TODAY, slot=Slot(hour * 60, hour * 60 + 50),
                room="一室", talkers=["甲"], recorder="乙",
            )
        )  # fmt: skip
    return rows


def suspect(cast):
    text = LeadText("某商户", "", "送礼", "廉洁纪律", "转账记录1份", "时间金额明确")
    make_lead(by=cast.leader, inspection=cast.inspection, written=text, observation=None)


def answered(client, cast):
    """What the leader posts who records an approval for the leads that his page shows."""
    shown = SHOWN.search(body(client.get(of("release", cast))))
    return {"go1": "on", "go2": "on", **ANSWERED, **({"leads1": shown[1]} if shown else {})}


def test_every_talk_is_released_by_one_button_where_nobody_has_to_be_asked(cast, enter, talks):
    client = enter(cast.leader)
    page = body(client.get(of("release", cast)))
    ticks = [part for part in page.split("<input")[1:] if 'type="checkbox"' in part]
    assert [("checked" in tick.split(">")[0]) for tick in ticks] == [True, True]
    assert "谈前请示" not in page.split("<main")[1]
    assert client.post(of("release", cast), {"go1": "on", "go2": "on"}).status_code == 302
    assert [one.until is not None for one in see(Release, cast.leader)] == [True, True]


def test_who_has_to_be_asked_about_is_not_ticked_and_is_released_with_the_answer_alone(cast, enter, talks):
    suspect(cast)
    client = enter(cast.leader)
    page = body(client.get(of("release", cast)))
    assert page.count("checked") == 1
    assert "须谈前请示" in page
    no = client.post(of("release", cast), {"go1": "on", "go2": "on"})
    assert (no.status_code, "某商户：有未办结的问题线索" in body(no)) == (422, True)
    assert not see(Release, cast.leader).exists()
    assert client.post(of("release", cast), answered(client, cast)).status_code == 302
    page = body(client.get(of("release", cast)))
    assert ("谈前请示已有记录" in page, 'value="批件3号"' in page) == (True, True)


def test_an_earlier_answer_does_not_stand_in_the_fields_once_a_second_lead_has_come(cast, enter, talks):
    suspect(cast)
    client = enter(cast.leader)
    client.post(of("release", cast), answered(client, cast))
    suspect(cast)
    page = body(client.get(of("release", cast)))
    assert ("须谈前请示" in page, "批件3号" in page, page.count("checked")) == (True, False, 1)


def test_the_leader_is_reminded_of_talks_to_look_through_and_nobody_else(cast, enter, talks):
    assert "2场待核对放行" in body(enter(cast.leader).get("/"))
    assert "待核对放行" not in body(enter(cast.member).get("/"))
    enter(cast.leader).post(of("release", cast), {"go1": "on", "go2": "on"})
    assert "待核对放行" not in body(enter(cast.leader).get("/"))


@pytest.mark.parametrize("who", ["member", "deputy", "petition", "office", "contact", "stranger", "audit"])
def test_nobody_but_the_leader_opens_the_page(cast, enter, talks, who):
    answer = enter(getattr(cast, who)).get(of("release", cast))
    assert (answer.status_code, "某商户" in body(answer)) == (403, False)


def seen(cast, enter, talks):
    """All that a member and the deputy are shown about talks and told when they begin them, keys and tokens blind."""
    told = []
    for who in (cast.member, cast.deputy):
        client = enter(who)
        pages = [
            "/",
            "/papers/",
            "/journal/",
            *(of(name, cast) for name in ("table", "calendar", "people", "print")),
        ]
        pages += [at(name, row) for name in ("interview", "needs") for row in talks]
        answers = [client.get(one) for one in pages]
        with transaction.atomic():
            for row in talks:
                now = see(Interview, who).get(pk=row.pk)
                answers.append(
                    client.post(at("interview", row), {"do": "open", "version": now.version, **SAFE})
                )
            transaction.set_rollback(True)
        told += [(one.status_code, blind(TOKEN.sub(b"", one.content).decode())) for one in answers]
    return told


def world(cast, enter, talks, lead):
    """What is seen before the leader acted, and after he released both; then everything is taken back."""
    with transaction.atomic():
        if lead:
            suspect(cast)
        before = seen(cast, enter, talks)
        leader = enter(cast.leader)
        assert leader.post(of("release", cast), answered(leader, cast)).status_code == 302
        after = seen(cast, enter, talks)
        transaction.set_rollback(True)
    return before, after


def test_worlds_with_and_without_a_lead_are_the_same_to_everybody_but_the_leader(
    cast, enter, talks, monkeypatch
):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    without, with_lead = (world(cast, enter, talks, lead) for lead in (False, True))
    assert with_lead == without
    before, after = without
    assert any("组长尚未核对放行" in text for _, text in before)
    assert {status for status, _ in before} == {200, 422}
    assert any("已放行" in text for _, text in after)
    assert {status for status, _ in after} == {200, 302}
