"""Pages of arranging: pairs, the solver apart, the calendar, figures, conditions, notes; each for the team alone."""

import pytest
from django.urls import reverse

from tests.interviews.people import street
from xuncha.interviews.actions.add import add_musts, add_person
from xuncha.interviews.actions.plan import read_plan, set_pairs
from xuncha.interviews.actions.read import read_talks
from xuncha.interviews.core.pairs import Inspector, TalkPair
from xuncha.interviews.models import Interview, TalkCount
from xuncha.papers.models import Paper
from xuncha.trust.access import see

pytestmark = pytest.mark.django_db
PAIR = TalkPair("1", (Inspector("甲", experienced=True), Inspector("乙", woman=True)), "一室")
TYPED = {
    "version": 0, "room0": "一室", "name0_0": "甲", "led0_0": "on", "name0_1": "乙", "woman0_1": "on",
    "away0": "2026-11-24、2026-11-25", "at_most": "7",
}  # fmt: skip
PLACE = {"day": "2026-11-23", "slot": "09:15-10:15", "pair": "1"}


def of(name, cast):
    return reverse(f"interviews-{name}", kwargs={"inspection": cast.inspection.pk})


def body(response):
    return response.content.decode()


def kept(cast):
    return read_plan(by=cast.member, inspection=cast.inspection)[1]


@pytest.fixture
def talk(cast):
    """Somebody on the list, without a place, and a pair that could talk to him."""
    set_pairs(by=cast.member, inspection=cast.inspection, version=0, pairs=[PAIR])
    return add_person(by=cast.member, inspection=cast.inspection, kind="asked", name="某商户", post="商户")


@pytest.mark.parametrize("who", ["petition", "office", "contact", "stranger"])
@pytest.mark.parametrize("name", ["pairs", "arrange", "calendar", "worth"])
def test_nobody_outside_the_team_opens_a_page(cast, enter, who, name):
    assert enter(getattr(cast, who)).get(of(name, cast)).status_code == 403


def test_pairs_are_typed_kept_and_shown_again(cast, enter):
    client, where = enter(cast.member), of("pairs", cast)
    assert client.post(where, TYPED).headers["Location"] == of("arrange", cast)
    (pair,) = kept(cast)["pairs"]
    assert [one["name"] for one in pair["people"]] == ["甲", "乙"]
    assert pair["away"] == ["2026-11-24", "2026-11-25"]
    assert 'value="一室"' in body(client.get(where))


@pytest.mark.parametrize(
    ("change", "said", "status"),
    [
        ({"away0": "下周"}, "日期应写成", 200),
        ({"led0_0": ""}, "没有标出有经验的主谈", 422),
        ({"room0": ""}, "没有写谈话室", 422),
    ],
)
def test_pairs_that_cannot_hold_talks_are_refused_in_words(cast, enter, change, said, status):
    typed = {key: value for key, value in {**TYPED, **change}.items() if value}
    answer = enter(cast.member).post(of("pairs", cast), typed)
    assert (answer.status_code, said in body(answer)) == (status, True)
    assert kept(cast) == {}


def test_talks_are_arranged_by_one_button_and_stand_on_the_calendar(cast, enter):
    street(cast)
    add_musts(by=cast.member, inspection=cast.inspection)
    client = enter(cast.member)
    client.post(of("pairs", cast), TYPED)
    assert client.post(of("arrange", cast)).status_code == 302
    page = body(client.get(of("calendar", cast)))
    assert all(talk.placed for _, talk in read_talks(by=cast.member, inspection=cast.inspection))
    assert "李会丁" in page
    assert "没有冲突" in page
    assert "备谈名单" not in body(client.get(of("arrange", cast)))


def test_without_pairs_the_page_leads_to_them(cast, enter):
    client = enter(cast.member)
    assert of("pairs", cast) in body(client.get(of("arrange", cast)))
    assert client.post(of("arrange", cast)).status_code == 422


def test_a_talk_is_taken_up_and_put_down_on_the_calendar(cast, enter, talk):
    client, where = enter(cast.member), of("calendar", cast)
    assert "正在挪动" in body(client.get(f"{where}?move={talk.pk}"))
    assert client.post(where, {"talk": talk.pk, "version": talk.version, **PLACE}).status_code == 302
    (placed,) = (t for _, t in read_talks(by=cast.member, inspection=cast.inspection))
    assert (str(placed.day), str(placed.slot), placed.room, placed.team) == (
        "2026-11-23", "09:15-10:15", "一室", {"甲", "乙"},
    )  # fmt: skip


@pytest.mark.parametrize("change", [{"pair": "9"}, {"day": "明天"}, {"slot": "上午"}])
def test_a_place_that_is_none_is_refused_and_nothing_moves(cast, enter, talk, change):
    posted = {"talk": talk.pk, "version": talk.version, **PLACE, **change}
    assert enter(cast.member).post(of("calendar", cast), posted).status_code == 422
    assert see(Interview, cast.member).get().version == talk.version


def test_a_talk_of_another_inspection_is_not_taken_up(cast, enter):
    strange = add_person(by=cast.stranger, inspection=cast.other, kind="asked", name="某人")
    assert enter(cast.member).get(f"{of('calendar', cast)}?move={strange.pk}").status_code == 404


@pytest.mark.parametrize("sheet", ["a4", "a3"])
def test_the_calendar_is_laid_out_for_a_sheet(cast, enter, talk, sheet):
    page = body(enter(cast.member).get(f"{of('calendar', cast)}?sheet={sheet}"))
    assert f"interviews/{sheet}.css" in page


def test_figures_are_shown_and_set_by_the_heads_with_a_reason(cast, enter):
    street(cast)
    client, where = enter(cast.leader), of("worth", cast)
    answer = client.post(
        where, {"do": "set", "version": 0, "cell": "staff|街道", "percent": "30", "reason": "窗口岗位多"}
    )
    assert answer.status_code == 302
    page = body(client.get(where))
    assert "窗口岗位多" in page
    assert 'name="percent"' not in body(enter(cast.member).get(where))


def test_the_button_of_the_leader_sums_up(cast, enter):
    for number in range(5):
        add_person(by=cast.member, inspection=cast.inspection, kind="asked", name=f"人{number}", post="科员")
    see(Interview, cast.member).update(stage="signed")
    assert enter(cast.deputy).post(of("worth", cast), {"do": "count"}).status_code == 403
    assert enter(cast.leader).post(of("worth", cast), {"do": "count"}).status_code == 302
    assert TalkCount.objects.get().talks == 5


def needs_of(talk):
    return reverse("interviews-needs", kwargs={"interview": talk.pk})


def test_conditions_are_typed_by_the_team(cast, enter, talk):
    member = enter(cast.member)
    typed = {"do": "needs", "version": talk.version, "away": "2026-11-24", "barred": "甲", "woman": "on"}
    assert member.post(needs_of(talk), typed).status_code == 302
    assert 'value="2026-11-24"' in body(member.get(needs_of(talk)))


def test_the_leader_alone_drafts_the_request(cast, enter, talk):
    asked = {"do": "clearance", "to": "领导小组", "words": "了解分管工作"}
    member = enter(cast.member)
    assert "谈话请示单" not in body(member.get(needs_of(talk)))
    assert member.post(needs_of(talk), asked).status_code == 404
    assert not see(Paper, cast.leader).exists()
    enter(cast.leader).post(needs_of(talk), asked)
    assert see(Paper, cast.leader).get(form="talk_clearance").audience == "leader"


def test_notes_are_kept_on_their_page_once_the_talk_began(cast, enter, talk):
    where = reverse("interviews-jottings", kwargs={"interview": talk.pk})
    client = enter(cast.member)
    assert client.get(where).status_code == 404
    see(Interview, cast.member).update(stage="open")
    assert client.post(where, {"version": 0, "text": "下次带账本"}).status_code == 302
    assert "下次带账本" in body(client.get(where))
    assert "下次带账本" in body(enter(cast.member2).get(where))


def test_the_report_of_a_confession_is_drafted_on_the_leaders_page(cast, enter, talk):
    see(Interview, cast.member).update(stage="open")
    row = see(Interview, cast.member).get()
    enter(cast.member).post(
        reverse("interviews-interview", kwargs={"interview": talk.pk}),
        {"do": "stop", "version": row.version, "words": "开始说自己"},
    )
    where = reverse("interviews-disclosure", kwargs={"interview": talk.pk})
    answer = enter(cast.leader).post(where, {"to": "县纪委监委", "phone": "0"})
    assert answer.status_code == 302
    assert see(Paper, cast.leader).get(form="disclosure_report").audience == "leader"
