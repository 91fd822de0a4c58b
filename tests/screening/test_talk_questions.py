"""Open doubts feed the talks of the team: papers and months, never who; no paper of a talk changes by it."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.interviews.people import released, street
from tests.screening.conftest import PAYEE
from xuncha.interviews.actions.add import add_musts, add_person
from xuncha.interviews.actions.draft_papers import draft_for_body, draft_for_team, draft_record
from xuncha.interviews.actions.place import place_talk
from xuncha.interviews.actions.talk import open_talk, write_record
from xuncha.interviews.core.timetable import Slot
from xuncha.interviews.facts import outlines, terms
from xuncha.interviews.later import also_asked
from xuncha.interviews.models import Interview
from xuncha.papers.models import Paper
from xuncha.screening.actions.judge_hit import judge_hit
from xuncha.screening.actions.run_screens import run_screens
from xuncha.screening.models import Hit, Ledger
from xuncha.trust import vault
from xuncha.trust.access import see
from xuncha.trust.models import Account

pytestmark = pytest.mark.django_db
Enter = Callable[[Account], Client]
ASK = "请把2024年3月的付款凭证拿出来"


def talk_with(cast: Cast, outline: str) -> Interview:
    person = street(cast)["李会丁"]
    row = add_person(by=cast.member, inspection=cast.inspection, kind="chosen", person=str(person.pk))
    see(Interview, cast.member).filter(pk=row.pk).update(outline=outline)
    return see(Interview, cast.member).get(pk=row.pk)


def shown(cast: Cast, enter: Enter, talk: Interview) -> str:
    return enter(cast.member).get(reverse("interviews-interview", args=[talk.pk])).content.decode()


def test_a_talk_with_the_accountant_asks_for_the_months_papers_and_names_nobody(
    cast: Cast, hits: list[Hit], enter: Enter
) -> None:
    said = shown(cast, enter, talk_with(cast, "finance"))
    assert ASK in said
    for word in (PAYEE, "乙公司", "18,640", "150,000", "重复"):
        assert word not in said


def test_talks_of_other_outlines_ask_nothing_of_it(cast: Cast, hits: list[Hit], enter: Enter) -> None:
    assert "来自数据筛查" not in shown(cast, enter, talk_with(cast, "staff"))


def test_what_was_checked_is_not_asked_any_more(cast: Cast, hits: list[Hit]) -> None:
    for hit in hits:
        judge_hit(by=cast.member, hit=hit, version=hit.version, result="not_held", reason="看过凭证（虚构）")
    assert also_asked(cast.member, cast.inspection, "finance") == []


def test_the_leader_of_another_team_is_told_nothing(cast: Cast, hits: list[Hit]) -> None:
    assert also_asked(cast.stranger, cast.inspection, "finance") == []


def papers_of(cast: Cast, talk: Interview) -> list[object]:
    drafted: list[Paper] = [
        draft_for_body(by=cast.member, inspection=cast.inspection, contact="李晓", phone="0"),
        draft_for_team(by=cast.member, inspection=cast.inspection),
        draft_record(by=cast.member, interview=talk),
    ]
    return [json.loads(vault.open_bytes(paper, "facts")) for paper in drafted]


def test_every_paper_of_a_talk_is_the_same_with_and_without_doubts(cast: Cast, ledger: Ledger) -> None:
    talk = talk_with(cast, "finance")
    add_musts(by=cast.member, inspection=cast.inspection)
    for hour, row in enumerate(see(Interview, cast.member).filter(inspection=cast.inspection), 8):
        place_talk(
            by=cast.member, interview=row, version=row.version, day=date(2026, 11, 16), slot=Slot(hour * 60, hour * 60 + 50),
            room="一室", talkers=["甲", "丙"], recorder="乙",
        )  # fmt: skip
    talk = see(Interview, cast.member).get(pk=talk.pk)
    safety = dict.fromkeys(terms(cast.inspection).safety, "是")
    released(cast, talk)
    talk = open_talk(by=cast.member, interview=talk, version=talk.version, safety=safety)
    told = [item["key"] for item in outlines()["finance"].opening]
    write_record(
        by=cast.member, interview=talk, version=0,
        body={"starts": "09:00", "ends": "09:40", "told": told, "answers": {"flow": {"answer": "按制度"}}},
    )  # fmt: skip
    without = papers_of(cast, talk)
    run_screens(by=cast.member, inspection=cast.inspection)
    assert ASK in also_asked(cast.member, cast.inspection, "finance")[0].ask
    assert papers_of(cast, talk) == without
