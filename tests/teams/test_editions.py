"""Plans are never changed: what is moved by hand is a plan of its own, and what is published is an edition."""

import pytest
from django.urls import reverse

from tests.teams.conftest import Office
from xuncha.teams.actions._keeping import digest_of
from xuncha.teams.actions.accept import accept
from xuncha.teams.actions.adjust import adjust
from xuncha.teams.actions.move import move
from xuncha.teams.core.forming import Seat
from xuncha.teams.differences import changes, costs, lenders
from xuncha.teams.kept import seats_in
from xuncha.teams.models import Proposal
from xuncha.trust.access import see, whole
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Entry
from xuncha.trust.refusal import Refusal

pytestmark = pytest.mark.django_db


def outsider(plan) -> str:
    seated = {one["cadre"] for team in plan["teams"] for one in team["people"]}
    return next(name for name in ("卫二", "褚一", "冯九", "陈十", "蒋三", "郑七") if name not in seated)


def with_one_more(proposal: Proposal) -> tuple[Seat, ...]:
    return (*seats_in(proposal.plan), Seat("01", outsider(proposal.plan)))


def test_proposals_are_numbered_and_keep_a_digest_of_their_plan(office: Office):
    one, other = office.form(), office.form()
    assert (one.number, other.number) == (1, 2)
    assert one.digest == digest_of(one.plan) == other.digest


def test_a_plan_moved_by_hand_is_a_new_plan_with_the_reason_and_the_old_one_stays(office: Office):
    first = office.form()
    before = digest_of(first.plan)
    name = outsider(first.plan)
    made = adjust(by=office.cast.office, proposal=first, seats=with_one_more(first), reason="熟悉街道情况")
    assert (made.number, made.way, made.parent_id, made.reason) == (2, "by_hand", first.pk, "熟悉街道情况")
    (one,) = changes(first.plan, made.plan)
    assert one.says.zh == f"{name}（{office.cadres[name].unit.name}）编入第1巡察组成员"
    added = next(one for one in made.plan["teams"][0]["people"] if one["cadre"] == name)
    assert added["reasons"][0]["zh"] == "人工调整：熟悉街道情况"
    kept = see(Proposal, office.cast.office).get(pk=first.pk)
    assert digest_of(kept.plan) == before == kept.digest


def test_what_a_hand_made_plan_costs_is_reckoned_by_the_same_rules(office: Office):
    first = office.form()
    made = adjust(by=office.cast.office, proposal=first, seats=with_one_more(first), reason="试")
    assert [name for name, *_ in costs(first.plan, made.plan, ("COVERAGE", "FAIRNESS"))] == [
        "COVERAGE",
        "FAIRNESS",
    ]
    assert made.plan["by_grade"]["COVERAGE"] > first.plan["by_grade"]["COVERAGE"]
    unit = office.cadres[outsider(first.plan)].unit.name
    assert [(one[0], one[2] - one[1]) for one in lenders(first.plan, made.plan)] == [(unit, 1)]


@pytest.mark.parametrize(
    ("seats", "reason", "said"),
    [
        ("more", " ", "请写明调整的理由"),
        ("same", "试一试", "没有任何调整"),
        ("driver", "会开车", "不能这样调整：沈驾驶（工勤）不符合选调条件第1条"),
        ("no leader", "试一试", "不能这样调整：第1巡察组有0名组长"),
    ],
)
def test_a_plan_that_may_not_be_is_refused_and_not_kept(office: Office, seats: str, reason: str, said: str):
    first = office.form()
    given = {
        "more": with_one_more(first),
        "same": seats_in(first.plan),
        "driver": (*seats_in(first.plan), Seat("01", "沈驾驶")),
        "no leader": tuple(
            one for one in seats_in(first.plan) if (one.team, one.role) != ("01", Role.LEADER)
        ),
    }[seats]
    with pytest.raises(Refusal) as no:
        adjust(by=office.cast.office, proposal=first, seats=given, reason=reason)
    assert no.value.says.zh.startswith(said)
    assert see(Proposal, office.cast.office).count() == 1


def test_accepting_publishes_an_edition_and_the_journal_keeps_its_digest(office: Office):
    first = office.form()
    accept(by=office.cast.office, proposal=first)
    row = see(Proposal, office.cast.office).get()
    assert (row.edition, row.accepted, row.published_by) == (1, True, office.cast.office)
    entry = whole(Entry, "test").get(verb="proposal.published")
    assert first.digest[:16] in entry.body


def test_a_move_in_a_standing_team_is_the_next_edition_with_its_difference(office: Office):
    first = office.form()
    team = accept(by=office.cast.office, proposal=first)[0]
    name = outsider(first.plan)
    move(by=office.cast.office, team=team, cadre=office.cadres[name], role=Role.MEMBER, reason="熟悉街道")
    old, new = see(Proposal, office.cast.office).order_by("number")
    assert (old.edition, old.accepted, new.edition, new.accepted) == (1, False, 2, True)
    assert [one.name for one in changes(old.plan, new.plan)] == [name]
    kept = next(one for team in new.plan["teams"] for one in team["people"] if one["cadre"] == "赵一")
    assert kept["reasons"] == next(
        one["reasons"] for team in old.plan["teams"] for one in team["people"] if one["cadre"] == "赵一"
    )


def test_going_back_to_an_earlier_edition_keeps_its_number(office: Office):
    first, second = office.form(), office.form()
    for one in (first, second, first):
        accept(by=office.cast.office, proposal=see(Proposal, office.cast.office).get(pk=one.pk))
    assert list(see(Proposal, office.cast.office).order_by("number").values_list("edition", "accepted")) == [
        (1, True),
        (2, False),
    ]


@pytest.fixture
def browser(office: Office, enter):
    return enter(office.cast.office)


def posted(seats, **more) -> dict[str, object]:
    return {
        "who": [one.cadre for one in seats],
        "seat": [f"{one.team}:{one.role.value}" for one in seats],
        **more,
    }


def test_the_page_judges_a_move_without_keeping_it_and_keeps_it_when_asked(office: Office, browser):
    first = office.form()
    url = reverse("teams-adjust", kwargs={"proposal": first.pk})
    assert "还没有调整" in browser.get(url).content.decode()
    seats = seats_in(first.plan)
    driven = browser.post(url, posted(seats, do="judge", add="沈驾驶", add_seat="01:member")).content.decode()
    assert "不允许：沈驾驶（工勤）不符合选调条件第1条" in driven
    name = outsider(first.plan)
    text = browser.post(url, posted(seats, do="judge", add=name, add_seat="01:member")).content.decode()
    assert "新增不足：第1巡察组6人，按工作量需5人" in text
    assert see(Proposal, office.cast.office).count() == 1
    answer = browser.post(url, posted(seats, do="keep", add=name, add_seat="01:member", reason="熟悉街道"))
    made = see(Proposal, office.cast.office).get(number=2)
    assert answer.url == reverse("teams-proposal", kwargs={"proposal": made.pk})
    board = browser.get(answer.url).content.decode()
    assert "编入第1巡察组成员" in board
    assert "调整理由：熟悉街道" in board


def test_places_and_people_that_do_not_exist_are_left_out_of_a_trial(office: Office, browser):
    first = office.form()
    url = reverse("teams-adjust", kwargs={"proposal": first.pk})
    seats = seats_in(first.plan)
    data = posted(seats, do="judge")
    data["who"] = [*data["who"], "无此人", "卫二"]
    data["seat"] = [*data["seat"], "01:member", "99:king"]
    text = browser.post(url, data).content.decode()
    assert "还没有调整" in text
    assert "无此人" not in text


def test_two_plans_stand_side_by_side(office: Office, browser):
    first = office.form()
    made = adjust(by=office.cast.office, proposal=first, seats=with_one_more(first), reason="试")
    text = browser.get(reverse("teams-compare", kwargs={"one": made.pk, "other": first.pk})).content.decode()
    assert "方案1与方案2对照" in text
    assert "第1巡察组成员" in text


def test_plans_of_two_rounds_are_not_compared(office: Office, browser):
    first = office.form()
    nobody = reverse("teams-compare", kwargs={"one": first.pk, "other": office.cast.round.pk})
    assert browser.get(nobody).status_code == 404


def test_the_board_opens_every_reason_for_printing(office: Office, browser):
    first = office.form()
    url = reverse("teams-proposal", kwargs={"proposal": first.pk})
    assert '<details class="why" open>' not in browser.get(url).content.decode()
    text = browser.get(url, {"sheet": "a3"}).content.decode()
    assert '<details class="why" open>' in text
    assert "teams/a3.css" in text
