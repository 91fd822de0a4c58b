"""Forming the teams of a round: proposed, accepted, moved by hand."""

from datetime import date

import pytest

from tests.teams.conftest import Office
from xuncha.base.words import Sentence
from xuncha.coverage.models import TargetMember
from xuncha.rounds.models import Round
from xuncha.teams.actions.accept import accept
from xuncha.teams.actions.answer import decline
from xuncha.teams.actions.declare import declare, open_declared
from xuncha.teams.actions.draft import draft
from xuncha.teams.actions.move import move
from xuncha.teams.actions.propose import form
from xuncha.teams.core.facts import Pin
from xuncha.teams.core.form import check_plan
from xuncha.teams.facts import Group
from xuncha.teams.models import Proposal, RecusalFact, Team, TeamMember
from xuncha.teams.standing import formation_of
from xuncha.trust.access import see, whole
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Entry
from xuncha.trust.refusal import NoRight, Refusal

pytestmark = pytest.mark.django_db


def people(plan, number):
    return {one["name"]: one for one in plan["teams"][number - 1]["people"]}


def test_a_proposal_keeps_teams_with_roles_and_reasons(office: Office):
    plan = office.form().plan
    assert plan["status"] == "PROVEN"
    assert [team["name"] for team in plan["teams"]] == ["第1巡察组", "第2巡察组"]
    for team in plan["teams"]:
        assert len(team["people"]) == 5
        assert team["people"][0]["role"] == "leader"
        assert all(one["reasons"] for one in team["people"])
    assert {team["people"][0]["name"] for team in plan["teams"]} == {"赵一", "钱二"}


def test_the_same_rows_give_the_same_plan(office: Office):
    one, other = office.form().plan, office.form().plan
    assert one == other


def test_somebody_who_comes_from_the_inspected_body_is_not_of_its_team(office: Office):
    for cadre in office.cadres.values():
        cadre.person.native_place = ""
    declare(by=office.cast.office, cadre=office.cadres["赵一"], kind="亲属", organisation=office.cast.unit)
    plan = office.form().plan
    assert "赵一" not in people(plan, 1)
    assert people(plan, 2)["赵一"]["role"] == "leader"


def test_kin_declared_by_two_of_the_pool_are_kept_apart(office: Office):
    declare(
        by=office.cast.office,
        cadre=office.cadres["李四"],
        kind="亲属",
        relative=office.cadres["吴六"],
        text="兄弟",
    )
    plan = office.form(pins=(Pin("李四", "01"), Pin("吴六", "01"))).plan
    assert plan["status"] == "IMPOSSIBLE"
    said = {one["says"]["zh"] for one in plan["reasons"]}
    assert said == {"已定吴六编入第1巡察组", "已定李四编入第1巡察组", "吴六与李四为亲属，不编入同一组"}


def test_what_was_declared_is_sealed_and_its_reading_journalled(office: Office):
    fact = declare(
        by=office.cast.office,
        cadre=office.cadres["李四"],
        kind="亲属",
        organisation=office.cast.unit,
        text="姐夫任副主任",
    )
    assert "姐夫".encode() not in bytes(see(RecusalFact, office.cast.office).get(pk=fact.pk).text)
    assert open_declared(by=office.cast.office, facts=[fact]) == ["姐夫任副主任"]
    assert whole(Entry, "test").filter(verb="sealed.opened").count() == 1
    assert "姐夫" not in str(office.form().plan)


def test_too_few_leaders_are_answered_in_words_and_accepting_is_refused(office: Office):
    office.cadres["钱二"].rank = ""
    office.cadres["钱二"].grade = "一级主任科员"
    office.cadres["钱二"].save()
    proposal = office.form()
    (reason,) = proposal.plan["reasons"]
    assert reason["says"]["zh"] == "需要2名组长，符合条件且可全程脱产的只有1名，缺1名"
    assert reason["basis"] == "本县巡察工作惯例：组长由正科级以上领导干部担任（文号待补）"
    assert {one["title"]["zh"]: one["names"] for one in reason["lists"]} == {
        "符合条件且可脱产": ["赵一"],
        "符合组长条件，但本轮不能脱产": ["孙三（只能脱产到2026-11-01）"],
        "仅按未确认的规定可任组长": ["钱二（一级主任科员）"],
        "最接近的": ["孙三（只能脱产到2026-11-01）"],
    }
    with pytest.raises(Refusal, match="没有得出可行的方案"):
        accept(by=office.cast.office, proposal=proposal)
    assert see(Team, office.cast.office).count() == 0


def test_accepting_makes_the_teams_of_the_round(office: Office):
    proposal = office.form()
    teams = accept(by=office.cast.office, proposal=proposal)
    assert [(team.number, team.state) for team in teams] == [(1, "formed"), (2, "formed")]
    members = see(TeamMember, office.cast.office).filter(team=teams[0])
    planned = people(proposal.plan, 1)
    assert {one.reasons[0]["zh"] for one in members} == {one["reasons"][0]["zh"] for one in planned.values()}
    assert members.filter(role="leader").count() == 1
    assert see(Proposal, office.cast.office).get().accepted
    broken = [
        v for v in check_plan(formation_of(office.cast.office, office.cast.round)) if v.broken.price is None
    ]
    assert broken == []


def test_a_second_proposal_replaces_the_teams_of_the_first(office: Office):
    accept(by=office.cast.office, proposal=office.form())
    second = office.form(pins=(Pin("卫二", "02"),))
    accept(by=office.cast.office, proposal=second)
    assert [(t.number, t.state) for t in see(Team, office.cast.office).order_by("number")] == [
        (1, "formed"),
        (2, "formed"),
    ]
    names = (
        see(TeamMember, office.cast.office)
        .filter(team__number=2)
        .values_list("cadre__person__name", flat=True)
    )
    assert "卫二" in names
    assert [one.accepted for one in see(Proposal, office.cast.office).order_by("id")] == [False, True]


def test_a_team_that_a_second_proposal_no_longer_has_is_dissolved(office: Office):
    accept(by=office.cast.office, proposal=office.form())
    both = Group(1, (office.cast.inspection, office.cast.other))
    accept(
        by=office.cast.office, proposal=form(by=office.cast.office, around=office.cast.round, groups=(both,))
    )
    assert [t.state for t in see(Team, office.cast.office).order_by("number")] == ["formed", "dissolved"]
    assert see(TeamMember, office.cast.office).filter(team__number=2).count() == 0
    assert see(Team, office.cast.office).get(number=1).inspections.through.objects.count() == 2


@pytest.mark.parametrize("groups", ["none", "empty", "twice"])
def test_groups_that_do_not_hold_each_inspection_once_are_refused(office: Office, groups: str):
    cast = office.cast
    given = {
        "none": (),
        "empty": (Group(1, (cast.inspection,)), Group(2, ())),
        "twice": (Group(1, (cast.inspection,)), Group(2, (cast.inspection,))),
    }[groups]
    with pytest.raises(Refusal, match="每个巡察任务只能分给一个组"):
        form(by=cast.office, around=cast.round, groups=given)
    assert see(Proposal, cast.office).count() == 0


def test_only_the_office_forms_teams(office: Office):
    with pytest.raises(NoRight):
        form(
            by=office.cast.leader, around=office.cast.round, groups=office.groups, solve=lambda forming: None
        )
    assert whole(Proposal, "test").count() == 0


@pytest.fixture
def teams(office: Office) -> list[Team]:
    return accept(by=office.cast.office, proposal=office.form())


def outsider(office: Office) -> str:
    taken = see(TeamMember, office.cast.office).values_list("cadre__person__name", flat=True)
    return next(name for name in ("卫二", "褚一", "冯九", "陈十", "蒋三", "郑七") if name not in taken)


def test_somebody_is_added_by_hand_with_the_reason_beside_the_name(office: Office, teams: list[Team]):
    name = outsider(office)
    member, broken = move(
        by=office.cast.office,
        team=teams[0],
        cadre=office.cadres[name],
        role=Role.MEMBER,
        reason="熟悉乡镇情况",
    )
    assert member.by_hand
    assert member.reasons[0] == {"zh": "人工调整：熟悉乡镇情况", "en": "by hand: 熟悉乡镇情况"}
    assert "第1巡察组6人，按工作量需5人" in [one.broken.says.zh for one in broken]
    assert see(TeamMember, office.cast.office).filter(team=teams[0]).count() == 6


def test_a_driver_is_refused_by_the_same_rule_and_nothing_moves(office: Office, teams: list[Team]):
    with pytest.raises(Refusal) as no:
        move(
            by=office.cast.office,
            team=teams[0],
            cadre=office.cadres["沈驾驶"],
            role=Role.MEMBER,
            reason="会开车",
        )
    assert no.value.says.zh.startswith("不能这样调整：沈驾驶（工勤）不符合选调条件第1条：")
    assert see(TeamMember, office.cast.office).filter(team=teams[0]).count() == 5


def test_leaders_of_two_teams_cannot_leave_their_team_without_one(office: Office, teams: list[Team]):
    leader = (
        see(TeamMember, office.cast.office).select_related("cadre__person").get(team=teams[0], role="leader")
    )
    with pytest.raises(Refusal, match="第1巡察组有0名组长"):
        move(by=office.cast.office, team=teams[1], cadre=leader.cadre, role=Role.MEMBER, reason="对调")
    assert see(TeamMember, office.cast.office).get(pk=leader.pk).team_id == teams[0].pk


def test_a_new_leader_replaces_the_old_who_stays_as_a_member(office: Office, teams: list[Team]):
    rows = see(TeamMember, office.cast.office)
    before = rows.get(team=teams[0], role="leader")
    member = rows.filter(team=teams[0], role="member").select_related("cadre").first().cadre
    member.rank = "乡科级正职"
    member.save()
    move(by=office.cast.office, team=teams[0], cadre=member, role=Role.LEADER, reason="原组长另有任务")
    assert rows.get(team=teams[0], role="leader").cadre_id == member.pk
    assert rows.get(pk=before.pk).role == "member"


def test_somebody_without_the_rank_does_not_become_deputy(office: Office, teams: list[Team]):
    rows = see(TeamMember, office.cast.office).select_related("cadre__person")
    deputy = rows.get(team=teams[0], role="deputy")
    plain = rows.filter(team=teams[0], role="member").first()
    with pytest.raises(Refusal, match="领导职务层次不符合副组长条件"):
        move(by=office.cast.office, team=teams[0], cadre=plain.cadre, role=Role.DEPUTY, reason="熟悉情况")
    assert rows.get(team=teams[0], role="deputy").pk == deputy.pk


def test_a_move_needs_its_reason(office: Office, teams: list[Team]):
    with pytest.raises(Refusal, match="理由"):
        move(by=office.cast.office, team=teams[0], cadre=office.cadres["卫二"], role=Role.MEMBER, reason=" ")


def test_the_journal_names_no_reason_and_no_person(office: Office, teams: list[Team]):
    move(
        by=office.cast.office,
        team=teams[0],
        cadre=office.cadres[outsider(office)],
        role=Role.MEMBER,
        reason="熟悉乡镇情况",
    )
    bodies = "".join(whole(Entry, "test").values_list("body", flat=True))
    assert "熟悉乡镇情况" not in bodies
    assert "赵一" not in bodies


def test_status_words_are_sentences(office: Office):
    assert Sentence(**office.form().plan["says"]).zh == "已证明最优"


def test_somebody_whose_unit_has_refused_is_not_put_into_a_team(office: Office):
    by = office.cast.office
    asked = draft(by=by, around=office.cast.round, cadre=office.cadres["钱二"])
    decline(by=by, drafting=asked, version=1, reason="年底走不开")
    (reason,) = office.form().plan["reasons"]
    held_up = {one["title"]["zh"]: one["names"] for one in reason["lists"]}["符合组长条件，但本轮不能脱产"]
    assert "钱二（单位不能放人）" in held_up


def test_somebody_who_serves_in_another_round_at_the_time_is_not_sought(office: Office):
    by, around = office.cast.office, office.cast.round
    other = Round.objects.create(
        term=office.cast.term,
        number=9,
        kind="专项",
        title="专项巡察",
        entry_day=around.leaves_day,
        leaves_day=date(2027, 1, 20),
    )
    team = Team(round=other, number=1, name="专项组")
    team.save(force_insert=True)
    member = TeamMember(team=team, cadre=office.cadres["钱二"], role="leader", starts=other.entry_day)
    member.save(force_insert=True)
    (reason,) = office.form().plan["reasons"]
    assert "钱二（正参加专项巡察）" in reason["lists"][1]["names"]
    see(TeamMember, by).filter(pk=member.pk).update(ends=around.entry_day)
    assert office.form().plan["status"] == "PROVEN"


def test_a_target_is_shown_by_its_name_and_its_work_counted_once(office: Office):
    office.cast.unit.figures = {"staff": 310}
    office.cast.unit.save()
    TargetMember.objects.create(target=office.cast.inspection.target, organisation=office.cast.party)
    team = office.form().plan["teams"][0]
    assert team["targets"] == [office.cast.inspection.target.name]
    assert team["size"]["zh"] == "按工作量需5人：基数3人；在编人员310人，折2.06人；合计5.06人，四舍五入5人"
