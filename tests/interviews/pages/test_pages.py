"""The pages about talks: seen by the team alone, the draft survives, the contact sees the same whatever letters say."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cast import TODAY
from tests.interviews.people import released, street
from tests.letters.builders import registered
from xuncha.desk.models import Draft
from xuncha.interviews.actions.add import add_musts, add_person
from xuncha.interviews.actions.place import place_talk
from xuncha.interviews.actions.read import read_talk, read_talks
from xuncha.interviews.facts import outlines
from xuncha.interviews.models import Interview
from xuncha.papers.models import Paper
from xuncha.trust import vault
from xuncha.trust.access import see

pytestmark = pytest.mark.django_db
SAFE = {"place_checked": "是", "escort": "组员", "health_asked": "良好", "route_back": "自行返回"}
DESKS = "一室 甲 乙\n二室 丙 丁"


def at(name, **where):
    return reverse(f"interviews-{name}", kwargs=where)


def of(name, cast):
    return at(name, inspection=cast.inspection.pk)


def body(response):
    return response.content.decode()


@pytest.fixture
def talk(cast, enter):
    """A talk that was opened on its page."""
    people = street(cast)
    row = add_person(
        by=cast.member, inspection=cast.inspection, kind="chosen", person=str(people["赵员戊"].pk)
    )
    client, where = enter(cast.member), at("interview", interview=row.pk)
    place = {
        "day": TODAY.isoformat(),
        "slot": "09:00-10:00",
        "room": "一室",
        "talkers": "甲、丙",
        "recorder": "乙",
    }
    assert client.post(where, {"do": "place", "version": 1, **place}).status_code == 302
    released(cast, row)
    assert client.post(where, {"do": "open", "version": 2, **SAFE}).status_code == 302
    return see(Interview, cast.member).get(pk=row.pk)


def test_the_menu_page_opens_the_only_inspection(cast, enter):
    assert enter(cast.member).get(at("choose")).headers["Location"] == of("table", cast)


@pytest.mark.parametrize("who", ["petition", "office", "contact", "stranger", "audit"])
@pytest.mark.parametrize("name", ["table", "people", "bring", "print"])
def test_nobody_outside_the_team_opens_a_page(cast, enter, who, name):
    assert enter(getattr(cast, who)).get(of(name, cast)).status_code == 403


@pytest.mark.parametrize("who", ["petition", "office", "contact", "stranger"])
def test_nobody_outside_the_team_opens_a_talk(cast, enter, talk, who):
    response = enter(getattr(cast, who)).get(at("interview", interview=talk.pk))
    assert response.status_code in (403, 404)
    assert "赵员戊" not in body(response)


def test_must_talks_are_listed_laid_out_and_confirmed_on_the_page(cast, enter):
    street(cast)
    client, where = enter(cast.leader), of("table", cast)
    client.post(where, {"do": "musts"})
    client.post(where, {"do": "lay", "desks": DESKS})
    assert "没有冲突" in body(client.get(where))
    client.post(where, {"do": "confirm"})
    stages = {row.stage for row, _ in read_talks(by=cast.leader, inspection=cast.inspection)}
    assert stages == {"set"}


def test_what_was_changed_after_it_was_confirmed_stands_on_the_page(cast, enter):
    street(cast)
    client, where = enter(cast.leader), of("table", cast)
    client.post(where, {"do": "musts"})
    client.post(where, {"do": "lay", "desks": DESKS})
    client.post(where, {"do": "confirm"})
    row, talk = read_talks(by=cast.leader, inspection=cast.inspection)[0]
    place_talk(
        by=cast.member, interview=row, version=row.version, day=talk.day, slot=talk.slot, room="备用室",
        talkers=talk.talkers, recorder=talk.recorder,
    )  # fmt: skip
    page = body(client.get(where))
    assert ("现行第1版" in page, "确认后又改的" in page, "第2版" in page) == (True, True, False)
    client.post(where, {"do": "confirm"})
    page = body(client.get(where))
    assert ("现行第2版" in page, "确认后又改的" in page, "比第1版" in page) == (True, False, True)


def test_desks_with_one_inspector_are_refused_in_words(cast, enter):
    add_musts(by=cast.member, inspection=cast.inspection)
    answer = enter(cast.member).post(of("table", cast), {"do": "lay", "desks": "一室 甲"})
    assert answer.status_code == 422
    assert "每组至少2名巡察人员" in body(answer)


def test_people_are_shown_by_layer_and_put_on_the_list(cast, enter):
    people = street(cast)
    client, where = enter(cast.member), of("people", cast)
    page = body(client.get(where))
    assert "岗位管钱" in page
    client.post(where, {"person": str(people["李会丁"].pk), "kind": "chosen"})
    assert [t.name for _, t in read_talks(by=cast.member, inspection=cast.inspection)] == ["李会丁"]


def test_a_table_from_excel_is_looked_at_first_and_then_imported(cast, enter):
    street(cast)
    text = (
        "姓名,日期,时段,地点,谈话人,记录人\n魏副甲,2026-11-16,09:00-10:00,一室,甲,乙\n丁副乙,下周,上午,,,\n"
    )
    client, where = enter(cast.member), of("bring", cast)
    page = body(client.post(where, {"file": SimpleUploadedFile("表.csv", text.encode())}))
    assert "导入这 1 行" in page
    assert "第3行“日期”列" in page
    assert see(Interview, cast.member).count() == 0
    client.post(where, {"do": "import"})
    assert [t.name for _, t in read_talks(by=cast.member, inspection=cast.inspection)] == ["魏副甲"]


def test_the_exported_table_is_imported_again_and_changes_nothing(cast, enter):
    street(cast)
    client = enter(cast.leader)
    client.post(of("table", cast), {"do": "musts"})
    client.post(of("table", cast), {"do": "lay", "desks": DESKS})
    before = [(row.version, talk) for row, talk in read_talks(by=cast.leader, inspection=cast.inspection)]
    workbook = client.get(of("table", cast) + "?xlsx=plan").content
    page = body(client.post(of("bring", cast), {"file": SimpleUploadedFile("表.xlsx", workbook)}))
    assert "导入这 5 行" in page
    client.post(of("bring", cast), {"do": "import"})
    after = [(row.version, talk) for row, talk in read_talks(by=cast.leader, inspection=cast.inspection)]
    assert after == before


def test_a_talk_is_not_opened_with_a_blank_safety_item(cast, enter):
    people = street(cast)
    row = add_person(
        by=cast.member, inspection=cast.inspection, kind="chosen", person=str(people["赵员戊"].pk)
    )
    answer = enter(cast.member).post(
        at("interview", interview=row.pk), {"do": "open", "version": 1, **SAFE, "escort": ""}
    )
    assert answer.status_code == 200
    assert "需要更正" in body(answer)
    assert see(Interview, cast.member).get(pk=row.pk).stage == "planned"


def test_the_outline_stands_beside_the_record(cast, enter, talk):
    page = body(enter(cast.member).get(at("interview", interview=talk.pk)))
    question = outlines()["staff"].questions[1]
    assert question.ask in page
    assert question.purpose in page
    assert question.probes[0] in page


RECORD = {
    "do": "write",
    "version": 0,
    "answer_team": "他说了一段话",
    "result_team": "check",
    "told_who": "on",
}


def test_a_record_survives_a_closed_window(cast, enter, talk):
    where = at("interview", interview=talk.pk)
    enter(cast.member).post(reverse("desk-draft"), {**RECORD, "draft_key": where})
    page = body(enter(cast.member).get(where))
    assert "他说了一段话" in page
    assert "已恢复" in page
    assert "他说了一段话" not in body(enter(cast.member2).get(where))


def test_saving_the_record_drops_the_draft(cast, enter, talk):
    where = at("interview", interview=talk.pk)
    client = enter(cast.member)
    client.post(reverse("desk-draft"), {**RECORD, "draft_key": where})
    assert client.post(where, RECORD).status_code == 302
    assert see(Draft, cast.member).count() == 0
    kept = read_talk(by=cast.member, interview=talk)[2]
    assert (kept["told"], kept["answers"]) == (
        ["who"],
        {"team": {"answer": "他说了一段话", "result": "check"}},
    )


def test_of_two_who_write_the_second_sees_both_and_loses_nothing(cast, enter, talk):
    where = at("interview", interview=talk.pk)
    enter(cast.member).post(where, RECORD)
    enter(cast.member).post(where, {**RECORD, "version": 1, "answer_team": "第一个人写的"})
    answer = enter(cast.member2).post(where, {**RECORD, "version": 1, "answer_team": "第二个人写的"})
    assert answer.status_code == 409
    assert "第一个人写的" in body(answer)
    assert "第二个人写的" in body(answer)
    assert see(Draft, cast.member2).count() == 1


def test_a_stopped_talk_shows_its_words_to_the_leader_alone(cast, enter, talk):
    where = at("interview", interview=talk.pk)
    client = enter(cast.member)
    client.post(where, RECORD)
    version = see(Interview, cast.member).get(pk=talk.pk).version
    assert client.post(where, {"do": "stop", "version": version, "words": "开始说自己"}).status_code == 302
    assert "他说了一段话" not in body(client.get(where))
    sealed = at("disclosure", interview=talk.pk)
    assert enter(cast.deputy).get(sealed).status_code == 403
    page = body(enter(cast.leader).get(sealed))
    assert "开始说自己" in page
    assert "他说了一段话" in page


def contact_sees(cast, enter):
    """Everything the contact can open: the home page, the list of papers, and the facts of each paper."""
    client = enter(cast.contact)
    pages = [body(client.get(reverse(name))) for name in ("office-home", "papers-papers")]
    facts = [vault.open_bytes(p, "facts") for p in see(Paper, cast.contact).order_by("serial")]
    return [page.split("<main", 1)[1].split("</main>", 1)[0] for page in pages], facts


def test_the_contacts_pages_and_papers_are_the_same_with_and_without_letters(cast, enter):
    street(cast)
    client = enter(cast.leader)
    client.post(of("table", cast), {"do": "musts"})
    client.post(of("table", cast), {"do": "lay", "desks": DESKS})
    client.post(of("print", cast), {"do": "body", "contact": "李晓", "phone": "0"})
    see(Paper, cast.leader).filter(form="talk_table_body").update(delivered_on=TODAY, state="delivered")
    before = contact_sees(cast, enter)
    assert len(json.loads(before[1][0])["rows"]) == 5
    registered(cast, reported="魏副甲", reported_body="嵩阳街道办事处")
    registered(cast, text="别的事情")
    client.post(of("people", cast), {"name": "某商户", "kind": "asked"})
    client.post(of("print", cast), {"do": "team"})
    assert contact_sees(cast, enter) == before


def test_the_paper_for_the_body_is_drafted_alike_before_and_after_letters_came(cast, enter):
    street(cast)
    client = enter(cast.leader)
    client.post(of("table", cast), {"do": "musts"})
    client.post(of("table", cast), {"do": "lay", "desks": DESKS})
    client.post(of("print", cast), {"do": "body", "contact": "李晓", "phone": "0"})
    registered(cast, reported="魏副甲")
    client.post(of("people", cast), {"name": "某商户", "kind": "asked"})
    client.post(of("print", cast), {"do": "body", "contact": "李晓", "phone": "0"})
    first, second = (p.code for p in see(Paper, cast.leader).filter(form="talk_table_body"))
    assert first == second


def test_the_talks_of_today_are_told_to_the_team(cast, enter, talk):
    assert "今天还有1场" in body(enter(cast.leader).get(reverse("office-home")))
    assert "谈话" not in body(enter(cast.contact).get(reverse("office-home"))).split("<main", 1)[1]
