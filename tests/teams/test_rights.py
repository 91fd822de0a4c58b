"""Rights of a team: opened by one authorisation, ended by themselves, by leaving, and for nobody else."""

from datetime import date

import pytest

from tests.cast import account, in_force
from tests.teams.conftest import Office
from xuncha.teams.actions.accept import accept
from xuncha.teams.actions.authorise import authorise
from xuncha.teams.actions.leave import dissolve, leave
from xuncha.teams.actions.move import move
from xuncha.teams.actions.open_accounts import open_accounts
from xuncha.teams.models import Cadre, Team, TeamMember
from xuncha.trust.access import see
from xuncha.trust.clock import on_day
from xuncha.trust.core.roles import TEAM, Role
from xuncha.trust.models import Account, Grant
from xuncha.trust.refusal import NoRight, Refusal

pytestmark = pytest.mark.django_db
DECISION = "明川巡发〔2026〕5号"


@pytest.fixture
def team(office: Office) -> Team:
    return accept(by=office.cast.office, proposal=office.form())[0]


@pytest.fixture
def member(office: Office, team: Team) -> TeamMember:
    """A plain member of the first team who logs in."""
    row = (
        see(TeamMember, office.cast.office)
        .select_related("cadre__person")
        .filter(team=team, role="member")[0]
    )
    Account.objects.create_account("someone", "某人", "fictional-password", person_id=row.cadre.person_id)
    return row


def authorised(office: Office, team: Team) -> list[Grant]:
    """The team is authorised, and both administrators have signed for its rights."""
    asked = authorise(
        by=office.cast.office,
        team=team,
        version=team.version,
        document=DECISION,
        decided_on=date(2026, 10, 1),
    )
    in_force(*asked)
    return asked


def test_members_with_an_account_may_work_at_their_inspection_until_the_rights_run_out(
    office: Office, team: Team, member: TeamMember
):
    (grant,) = authorised(office, team)
    assert (grant.role, grant.inspection) == ("member", office.cast.inspection.pk)
    assert grant.ends == date(2027, 2, 2)
    assert grant.basis == DECISION
    someone = Account.objects.get(login="someone")
    assert someone.sight.has({Role.MEMBER}, office.cast.inspection.pk)
    assert not someone.sight.has({Role.MEMBER}, office.cast.other.pk)


def test_a_team_asks_for_its_rights_and_holds_none_before_both_administrators_signed(
    office: Office, team: Team, member: TeamMember
):
    (asked,) = authorise(
        by=office.cast.office,
        team=team,
        version=team.version,
        document=DECISION,
        decided_on=date(2026, 10, 1),
    )
    someone = Account.objects.get(login="someone")
    assert (asked.state, asked.requested_by, asked.place) == (
        "requested",
        office.cast.office,
        "第3轮第1巡察组（任务1）",
    )
    assert not someone.sight.has({Role.MEMBER}, office.cast.inspection.pk)


def test_a_team_is_authorised_once_and_by_a_document(office: Office, team: Team, member: TeamMember):
    with pytest.raises(Refusal, match="文号"):
        authorise(
            by=office.cast.office, team=team, version=team.version, document=" ", decided_on=date(2026, 10, 1)
        )
    authorised(office, team)
    with pytest.raises(Refusal, match="已授权"):
        authorised(office, see(Team, office.cast.office).get(pk=team.pk))
    assert Grant.objects.filter(account__login="someone").count() == 1


def test_leaving_ends_the_rights_at_once(office: Office, team: Team, member: TeamMember):
    authorised(office, team)
    assert leave(by=office.cast.office, member=member, version=member.version, handed_over=True) == 1
    someone = Account.objects.get(login="someone")
    assert not someone.sight.has({Role.MEMBER}, office.cast.inspection.pk)
    assert see(TeamMember, office.cast.office).get(pk=member.pk).ends is not None


def test_nobody_leaves_before_the_hand_over(office: Office, team: Team, member: TeamMember):
    authorised(office, team)
    with pytest.raises(Refusal, match="尚未交接清退"):
        leave(by=office.cast.office, member=member, version=member.version, handed_over=False)
    assert Account.objects.get(login="someone").sight.has({Role.MEMBER}, office.cast.inspection.pk)
    assert see(TeamMember, office.cast.office).get(pk=member.pk).ends is None


def test_an_authorised_team_is_not_replaced_as_a_whole(office: Office, team: Team, member: TeamMember):
    proposal = office.form()
    authorised(office, team)
    with pytest.raises(Refusal, match="已授权，不能整体更换"):
        accept(by=office.cast.office, proposal=proposal)
    assert see(TeamMember, office.cast.office).filter(team=team).count() == 5


def test_a_leader_cannot_authorise_himself(office: Office, team: Team):
    with pytest.raises(NoRight):
        authorise(
            by=office.cast.leader,
            team=team,
            version=team.version,
            document=DECISION,
            decided_on=date(2026, 10, 1),
        )


def test_a_team_is_seen_by_its_own_people_and_the_office(office: Office, team: Team):
    assert see(Team, office.cast.leader).count() == 1
    assert see(Team, office.cast.stranger).get().number == 2
    assert see(Team, office.cast.nobody).count() == 0
    assert see(TeamMember, office.cast.leader).count() == 0
    assert account("idle", "闲人").sight.wide == frozenset()


def test_a_whole_team_leaves_and_is_dissolved(office: Office, team: Team, member: TeamMember):
    authorised(office, team)
    row = see(Team, office.cast.office).get(pk=team.pk)
    with pytest.raises(Refusal, match="尚未交接清退"):
        dissolve(by=office.cast.office, team=row, version=row.version, handed_over=False)
    assert see(TeamMember, office.cast.office).filter(team=team, ends=None).count() == 5
    assert dissolve(by=office.cast.office, team=row, version=row.version, handed_over=True) == 1
    assert see(TeamMember, office.cast.office).filter(team=team, ends=None).count() == 0
    assert see(Team, office.cast.office).get(pk=team.pk).state == "dissolved"
    assert not Account.objects.get(login="someone").sight.has({Role.MEMBER}, office.cast.inspection.pk)


@pytest.mark.parametrize(("day", "counted"), [(date(2026, 11, 1), 0), (date(2026, 12, 4), 1)])
def test_a_round_counts_for_those_who_served_it_out(
    office: Office, team: Team, member: TeamMember, day, counted
):
    before = member.cadre.rounds_served
    authorised(office, team)
    with on_day(day):
        leave(by=office.cast.office, member=member, version=member.version, handed_over=True)
    assert see(Cadre, office.cast.office).get(pk=member.cadre_id).rounds_served == before + counted


def test_a_team_that_was_never_authorised_counts_for_nobody(office: Office, team: Team, member: TeamMember):
    before = member.cadre.rounds_served
    with on_day(date(2026, 12, 4)):
        dissolve(by=office.cast.office, team=team, version=team.version, handed_over=True)
    assert see(Cadre, office.cast.office).get(pk=member.cadre_id).rounds_served == before


def test_who_is_moved_takes_no_rights_along_and_gets_those_of_the_new_team(
    office: Office, team: Team, member: TeamMember
):
    by = office.cast.office
    authorised(office, team)
    other = see(Team, by).select_related("round").get(number=2)
    in_force(
        *authorise(by=by, team=other, version=other.version, document=DECISION, decided_on=date(2026, 10, 1))
    )
    seated = see(TeamMember, by).values_list("cadre__person__name", flat=True)
    extra = next(
        office.cadres[name] for name in ("卫二", "蒋三", "陈十", "褚一", "郑七") if name not in seated
    )
    move(by=by, team=team, cadre=extra, role=Role.MEMBER, reason="补充力量")
    move(
        by=by, team=other, cadre=office.cadres[member.cadre.person.name], role=Role.MEMBER, reason="支援二组"
    )
    in_force()
    someone = Account.objects.get(login="someone")
    assert not someone.sight.has({Role.MEMBER}, office.cast.inspection.pk)
    assert someone.sight.has({Role.MEMBER}, office.cast.other.pk)
    assert someone.grants.get(inspection=office.cast.other.pk).basis == "支援二组"


def test_who_joins_a_team_before_its_authorisation_gets_no_rights_yet(
    office: Office, team: Team, member: TeamMember
):
    by = office.cast.office
    move(by=by, team=team, cadre=member.cadre, role=Role.LIAISON, reason="熟悉系统")
    assert Grant.objects.filter(account__login="someone").count() == 0
    authorised(office, team)
    assert Grant.objects.get(account__login="someone").role == "liaison"


def test_a_changed_role_is_a_changed_right(office: Office, team: Team, member: TeamMember):
    authorised(office, team)
    row = see(Team, office.cast.office).select_related("round").get(pk=team.pk)
    move(by=office.cast.office, team=row, cadre=member.cadre, role=Role.LIAISON, reason="熟悉系统")
    in_force()
    someone = Account.objects.get(login="someone")
    assert someone.sight.at == {office.cast.inspection.pk: frozenset({Role.LIAISON})}


def test_missing_accounts_are_opened_and_every_right_asked_for_in_one_go(
    office: Office, team: Team, member: TeamMember
):
    authorised(office, team)
    row = see(Team, office.cast.office).select_related("round").get(pk=team.pk)
    done = open_accounts(by=office.cast.office, team=row)
    assert (done.accounts, done.waiting) == (4, 4)
    made = Account.objects.filter(login__startswith="xc3-1")
    assert set(made.values_list("standing", flat=True)) <= {Account.FULL_TIME, Account.DRAFTED}
    in_force()
    assert [one.sight.has(TEAM, office.cast.inspection.pk) for one in made] == [True] * 4
    assert set(Grant.objects.filter(account__in=made).values_list("basis", flat=True)) == {DECISION}


def test_asking_again_opens_and_asks_for_nothing_twice(office: Office, team: Team, member: TeamMember):
    authorised(office, team)
    row = see(Team, office.cast.office).select_related("round").get(pk=team.pk)
    open_accounts(by=office.cast.office, team=row)
    in_force()
    before = Account.objects.count(), Grant.objects.count()
    done = open_accounts(by=office.cast.office, team=row)
    assert (done.accounts, done.waiting) == (0, 0)
    assert (Account.objects.count(), Grant.objects.count()) == before


def test_a_team_that_is_not_authorised_gets_accounts_and_no_rights(
    office: Office, team: Team, member: TeamMember
):
    row = see(Team, office.cast.office).select_related("round").get(pk=team.pk)
    done = open_accounts(by=office.cast.office, team=row)
    assert (done.accounts, done.waiting) == (4, 0)
    assert not Grant.objects.filter(account__login__startswith="xc3-1").exists()
