"""What is asked of the solver from pages: who else could, how to go on after a drop-out, what would repair a round without teams."""

from datetime import date

import pytest
from django.urls import reverse

from tests.teams.conftest import Office, someone
from xuncha.planning.alternatives import Cost
from xuncha.rounds.models import Round
from xuncha.teams.actions.accept import accept
from xuncha.teams.actions.adjust import adjust
from xuncha.teams.actions.adopt import adopt
from xuncha.teams.actions.answer import agree, stand_in
from xuncha.teams.actions.authorise import authorise
from xuncha.teams.actions.draft import draft
from xuncha.teams.actions.drop_out import offer
from xuncha.teams.actions.inquire import inquire
from xuncha.teams.actions.leave import leave
from xuncha.teams.actions.propose import form
from xuncha.teams.asking import others, replanned
from xuncha.teams.core.forming import Seat
from xuncha.teams.facts import Group, forming_of
from xuncha.teams.kept import formation_in, seats_in
from xuncha.teams.models import Inquiry, Proposal, Team, TeamMember
from xuncha.teams.pages.others import cost_says
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role
from xuncha.trust.refusal import Refusal

pytestmark = pytest.mark.django_db


def leader_of(proposal: Proposal, team: str):
    return next(one for one in seats_in(proposal.plan) if (one.team, one.role) == (team, Role.LEADER))


def another_leader(office: Office) -> None:
    office.cadres["何三"] = someone("何三", office.units["丙"], rank="乡科级正职", rounds_served=1)


@pytest.fixture
def spare(office: Office) -> Office:
    """The office with a third who may lead, of another unit."""
    another_leader(office)
    return office


def test_everybody_else_who_could_lead_is_found_with_a_proven_cost(spare: Office):
    proposal = spare.form()
    seat = leader_of(proposal, "01")
    found = others(formation_in(spare.cast.office, proposal), seat)
    assert {one.option.key for one in found} == {"赵一", "钱二", "何三"} - {seat.cadre}
    assert all(one.stays is None or one.stays.proven for one in found)
    assert any(one.stays is not None for one in found)


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        (None, "不可行"),
        (Cost(0, 0), "代价相同"),
        (Cost(2_000, 2_000, (("COVERAGE", 4), ("FAIRNESS", -1))), "覆盖+4，公平-1"),
        (Cost(2_000, 0, (("PREFERENCE", 3),)), "至多偏好+3；可能不增加"),
        (Cost(9, 5, (("PREFERENCE", 9),)), "至多偏好+9；至少偏好+5"),
    ],
)
def test_a_cost_is_told_by_grade_and_between_which_two_where_it_is_not_proven(cost, said: str):
    told = cost and {"least": cost.least, "most": cost.most, "by_grade": dict(cost.by_grade)}
    assert cost_says(told).zh == said


def test_the_page_asks_and_keeps_the_answer_beside_the_plan(spare: Office, enter):
    browser = enter(spare.cast.office)
    proposal = spare.form()
    holder = spare.cadres[leader_of(proposal, "01").cadre]
    url = reverse("teams-others", kwargs={"proposal": proposal.pk, "cadre": holder.pk})
    assert "还没有试算" in browser.get(url).content.decode()
    text = browser.post(url, {"do": "stay"}, follow=True).content.decode()
    row = see(Inquiry, spare.cast.office).get()
    assert (row.proposal_id, row.cadre_id, row.moving) == (proposal.pk, holder.pk, False)
    assert "何三" in text
    assert "其他人可以动" not in text.split("<thead>")[1]


def test_nobody_who_holds_no_seat_is_asked_about(spare: Office, enter):
    proposal = spare.form()
    url = reverse("teams-others", kwargs={"proposal": proposal.pk, "cadre": spare.cadres["沈驾驶"].pk})
    assert enter(spare.cast.office).get(url).status_code == 404


def test_a_plan_that_breaks_a_binding_rule_by_now_is_not_compared_with(office: Office):
    proposal = office.form()
    seat = leader_of(proposal, "01")
    gone = office.cadres[seat.cadre]
    gone.identity = "工勤"
    gone.save()
    assert others(formation_in(office.cast.office, proposal), seat) is None
    with pytest.raises(Refusal, match="无法比较代价"):
        inquire(by=office.cast.office, proposal=proposal, cadre=gone, moving=False, answer=None)
    assert see(Inquiry, office.cast.office).count() == 0


@pytest.fixture
def dropped(office: Office) -> tuple[Proposal, TeamMember]:
    """The edition in force and the leader of its first team; somebody who may lead has joined the pool since."""
    proposal = office.form()
    accept(by=office.cast.office, proposal=proposal)
    another_leader(office)
    members = see(TeamMember, office.cast.office).select_related("cadre__person", "cadre")
    return proposal, members.get(team__number=1, role="leader")


def offered(office: Office, proposal: Proposal, member: TeamMember) -> list[Proposal]:
    gone = member.cadre.person.name
    plan = formation_in(office.cast.office, proposal)
    seats = [one for one in plan.seats if one.cadre != gone]
    ways = replanned(formation_in(office.cast.office, proposal, seats), [gone])
    return offer(by=office.cast.office, proposal=proposal, gone=member.cadre, ways=ways)


def test_a_drop_out_has_three_ways_each_a_plan_of_its_own(office: Office, dropped):
    proposal, member = dropped
    made = offered(office, proposal, member)
    assert [one.plan["says"]["zh"] for one in made] == ["其他人都不动", "尽量少动", "重新组建"]
    assert {(one.way, one.parent_id, one.edition) for one in made} == {("standin", proposal.pk, None)}
    stays = {one.cadre: one.team for one in seats_in(made[0].plan)}
    before = {one.cadre: one.team for one in seats_in(proposal.plan) if one.cadre != member.cadre.person.name}
    assert before.items() <= stays.items()
    assert all(member.cadre.person.name not in {s.cadre for s in seats_in(one.plan)} for one in made)


def test_adopting_in_authorised_teams_waits_for_the_leave_and_then_seats_only_who_changed(
    office: Office, dropped
):
    by, (proposal, member) = office.cast.office, dropped
    for team in see(Team, by):
        authorise(
            by=by, team=team, version=team.version, document="决定5号", decided_on=office.cast.round.entry_day
        )
    stays = offered(office, proposal, member)[0]
    with pytest.raises(Refusal, match="还没有办理离组交接"):
        adopt(by=by, proposal=stays)
    assert see(Proposal, by).get(accepted=True).pk == proposal.pk
    leave(by=by, member=member, version=member.version, handed_over=True)
    kept = set(see(TeamMember, by).filter(ends=None).values_list("pk", flat=True))
    adopt(by=by, proposal=stays)
    now = see(TeamMember, by).filter(ends=None)
    assert kept <= set(now.values_list("pk", flat=True))
    assert see(Proposal, by).get(accepted=True).edition == 2
    assert now.filter(role="leader").count() == 2


@pytest.fixture
def authorised(office: Office) -> Proposal:
    """The edition in force of teams that are authorised."""
    by, proposal = office.cast.office, office.form()
    for team in accept(by=by, proposal=proposal):
        authorise(
            by=by, team=team, version=team.version, document="决定5号", decided_on=office.cast.round.entry_day
        )
    return proposal


def test_a_plan_moved_by_hand_is_adopted_in_authorised_teams_where_somebody_changed(
    office: Office, authorised: Proposal
):
    by = office.cast.office
    seated = {one.cadre for one in seats_in(authorised.plan)}
    name = next(one for one in ("卫二", "褚一", "冯九", "陈十", "蒋三", "郑七") if one not in seated)
    before = set(see(TeamMember, by).values_list("pk", "version"))
    made = adjust(
        by=by, proposal=authorised, seats=(*seats_in(authorised.plan), Seat("01", name)), reason="试"
    )
    adopt(by=by, proposal=made)
    after = see(TeamMember, by)
    assert before < set(after.values_list("pk", "version"))
    assert list(after.filter(cadre__person__name=name).values_list("team__number", "role")) == [(1, "member")]
    assert see(Proposal, by).get(accepted=True).edition == 2


def test_authorised_teams_get_no_other_inspections(office: Office, authorised: Proposal):
    by = office.cast.office
    both = form(
        by=by, around=office.cast.round, groups=(Group(1, (office.cast.inspection, office.cast.other)),)
    )
    with pytest.raises(Refusal, match="任务分工与现有各组不同"):
        adopt(by=by, proposal=both)
    assert see(Proposal, by).get(accepted=True).pk == authorised.pk


def test_the_drop_out_page_compares_and_adopts(office: Office, dropped, enter):
    browser, (_, member) = enter(office.cast.office), dropped
    url = reverse("teams-again", kwargs={"member": member.pk})
    text = browser.post(url, {"do": "ask"}, follow=True).content.decode()
    assert "其他人都不动" in text
    chosen = see(Proposal, office.cast.office).get(number=2)
    browser.post(url, {"do": "adopt", "proposal": chosen.pk})
    assert see(Proposal, office.cast.office).get(accepted=True).pk == chosen.pk
    names = see(TeamMember, office.cast.office).values_list("cadre__person__name", flat=True)
    assert member.cadre.person.name not in names


def test_a_round_without_teams_keeps_the_cheapest_repair_in_words(office: Office, enter):
    office.cadres["钱二"].rank = ""
    office.cadres["钱二"].save()
    proposal = office.form()
    assert proposal.plan["repair"] is not None
    text = enter(office.cast.office).get(reverse("teams-proposal", kwargs={"proposal": proposal.pk})).content
    assert "最省的补救" in text.decode()


def test_joint_work_with_audit_reaches_the_rules_and_the_team(office: Office):
    groups = (Group(1, (office.cast.inspection,), audit="joint"), Group(2, (office.cast.other,)))
    forming = forming_of(office.cast.office, office.cast.round, groups)
    assert [one.modes for one in forming.needs] == [("巡审联动",), ()]


def test_who_stands_in_at_home_reaches_the_rules(office: Office):
    by = office.cast.office
    asked = draft(by=by, around=office.cast.round, cadre=office.cadres["赵一"])
    agreed = agree(by=by, drafting=asked, version=1)
    stand_in(by=by, drafting=agreed, version=2, name="副局长", starts=office.cast.round.entry_day)
    forming = forming_of(by, office.cast.round, office.groups)
    assert forming.cadre["赵一"].stand_in == "副局长"


def test_who_has_led_in_the_term_before_is_known_to_the_rules(office: Office):
    around = office.cast.round
    other = Round.objects.create(
        term=office.cast.term, number=9, kind="专项", title="专项巡察",
        entry_day=date(2026, 3, 1), leaves_day=date(2026, 4, 30), state="closed",
    )  # fmt: skip
    for row, name in ((other, "钱二"), (around, "赵一")):
        team = Team(round=row, number=8, name="第8巡察组")
        team.save(force_insert=True)
        member = TeamMember(team=team, cadre=office.cadres[name], role="leader", starts=row.entry_day)
        member.save(force_insert=True)
    forming = forming_of(office.cast.office, around, office.groups)
    assert {one.key: one.led for one in forming.cadres if one.led} == {"钱二": 1}


def test_specialists_who_help_by_days_are_kept_with_the_plan(office: Office):
    for name in ("李四", "吴六"):
        office.cadres[name].skills = ["财务", "财审机动组"]
        office.cadres[name].save()
    proposal = office.form()
    days = [(one["name"], one["days"]) for card in proposal.plan["board"] for one in card["help"]]
    assert days
    assert formation_in(office.cast.office, proposal).help != ()
    assert {name for name, _ in days} <= {"李四", "吴六"}
