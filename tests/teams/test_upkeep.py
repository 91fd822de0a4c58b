"""Upkeep of the pool: dated entries one by one, for a team and out of Excel, and what forming makes of them."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tests.teams.conftest import Office, someone
from tests.teams.entries import fact, held_back, put
from xuncha.base.sheets_in import read_book
from xuncha.base.sheets_out import Sheet, write_book
from xuncha.desk.todo import all_todos
from xuncha.teams.actions.accept import accept
from xuncha.teams.actions.amend import amend
from xuncha.teams.actions.authorise import authorise
from xuncha.teams.actions.enter import enter, note_evaluation, record_pledges, strike
from xuncha.teams.facts import as_pool
from xuncha.teams.models import Cadre, CadreEntry, TeamMember
from xuncha.teams.upkeep import AWAY, LEADER_POOL, PLEDGE, TRAINING
from xuncha.teams.upkeep_sheet import columns_of, read_entries
from xuncha.trust.access import see, whole
from xuncha.trust.refusal import NoRight, Refusal, Stale

pytestmark = pytest.mark.django_db


def test_an_entry_is_made_once(office: Office):
    one = fact(office, "吴六", "2026-03-15", what="保密培训", document="县保密局")
    assert len(put(office, TRAINING, one, one)) == 1
    assert put(office, TRAINING, one) == []
    row = see(CadreEntry, office.cast.office).get()
    assert (row.kind, row.starts, row.what, row.document) == (
        "training",
        "2026-03-15",
        "保密培训",
        "县保密局",
    )


def test_an_end_before_its_beginning_is_refused_and_nothing_is_entered(office: Office):
    with pytest.raises(Refusal, match="吴六：结束日期2026-03-01早于开始日期2026-03-15"):
        put(
            office,
            AWAY,
            fact(office, "郑七", "2026-03-01"),
            fact(office, "吴六", "2026-03-15", "2026-03-01"),
        )
    assert see(CadreEntry, office.cast.office).count() == 0


@pytest.mark.parametrize(("days", "away"), [(-1, ""), (0, "培训"), (30, "培训")])
def test_who_is_away_in_the_stay_is_not_sought_to_the_day(office: Office, days: int, away: str):
    last = date.fromordinal(office.cast.round.entry_day.toordinal() + days)
    put(office, AWAY, fact(office, "吴六", "2026-01-01", str(last), what="培训"))
    assert held_back(office, "吴六").startswith(away)
    assert bool(held_back(office, "吴六")) is bool(away)


def test_dated_entries_of_the_leader_pool_go_before_the_mark_in_the_workbook(office: Office):
    by, cadre = office.cast.office, office.cadres["吴六"]
    see(Cadre, by).filter(pk=cadre.pk).update(leader_pool=True)
    cadre.leader_pool = True

    def listed(on: date) -> bool:
        return as_pool(by, [cadre], on)[cadre.pk].in_leader_pool

    assert listed(date(2025, 1, 1))
    put(office, LEADER_POOL, fact(office, "吴六", "2025-06-01", "2026-05-31"))
    assert [listed(date(*day)) for day in ((2025, 5, 31), (2025, 6, 1), (2026, 5, 31), (2026, 6, 1))] == [
        False,
        True,
        True,
        False,
    ]


def test_a_struck_entry_counts_no_more_and_keeps_its_reason(office: Office):
    (row,) = put(office, AWAY, fact(office, "吴六", "2026-01-01", what="学习"))
    assert held_back(office, "吴六")
    strike(by=office.cast.office, entry=row, version=1, reason="登记错人")
    assert held_back(office, "吴六") == ""
    assert see(CadreEntry, office.cast.office).get().struck == "登记错人"
    with pytest.raises(Refusal, match="已经撤销"):
        strike(by=office.cast.office, entry=row, version=2, reason="再撤")


def test_striking_needs_a_reason_and_the_row_as_it_was_read(office: Office):
    (row,) = put(office, AWAY, fact(office, "吴六", "2026-01-01"))
    with pytest.raises(Refusal, match="撤销的理由"):
        strike(by=office.cast.office, entry=row, version=1, reason=" ")
    with pytest.raises(Stale):
        strike(by=office.cast.office, entry=row, version=7, reason="错")
    assert see(CadreEntry, office.cast.office).get().struck == ""


def test_the_pledges_of_a_team_are_recorded_at_once_and_once(office: Office):
    by = office.cast.office
    team = accept(by=by, proposal=office.form())[0]
    made = record_pledges(by=by, team=team, signed_on=date(2026, 11, 1), document="巡察办保密柜")
    assert len(made) == see(TeamMember, by).filter(team=team).count()
    assert {one.round_id for one in made} == {office.cast.round.pk}
    assert record_pledges(by=by, team=team, signed_on=date(2026, 11, 2), document="巡察办保密柜") == []
    with pytest.raises(Refusal, match="原件存放处"):
        record_pledges(by=by, team=team, signed_on=date(2026, 11, 1), document=" ")


def test_pledges_that_are_not_recorded_wait_on_the_office_s_list(office: Office):
    by, around = office.cast.office, office.cast.round
    team = accept(by=by, proposal=office.form())[0]
    authorise(by=by, team=team, version=team.version, document="决定5号", decided_on=around.entry_day)

    def waiting() -> list[str]:
        return [
            str(one.says) for one in all_todos(by, around.entry_day) if "没有登记保密承诺" in str(one.says)
        ]

    assert waiting() == ["第1巡察组还有5人没有登记保密承诺"]
    record_pledges(by=by, team=team, signed_on=around.entry_day, document="巡察办")
    assert waiting() == []


def test_a_later_room_notes_that_an_evaluation_was_given(office: Office):
    by = office.cast.office
    accept(by=by, proposal=office.form())
    member = see(TeamMember, by).first()
    note_evaluation(by=by, member=member, document="离组交接单第1号")
    row = see(CadreEntry, by).get()
    assert (row.kind, row.cadre_id, row.document) == ("evaluation", member.cadre_id, "离组交接单第1号")


def table(kind, *rows: dict) -> object:
    return read_book(write_book([Sheet("表", columns_of(kind), rows)]), "表.xlsx")


def read(office: Office, kind, *rows: dict):
    pool = see(Cadre, office.cast.office).select_related("person", "unit")
    return read_entries(table(kind, *rows), kind, pool, [office.cast.round])


def test_rows_of_a_table_become_entries_and_those_at_fault_are_told_by_row_and_column(office: Office):
    found = read(
        office,
        PLEDGE,
        {"name": "吴六", "starts": "2026-03-15", "what": "保密承诺书", "round": office.cast.round.title},
        {"name": "无此人", "starts": "2026-03-15"},
        {"name": "郑七", "starts": "春天"},
        {"name": "郑七"},
        {"name": "郑七", "starts": "2026-03", "round": "第九十九轮"},
    )
    assert [(one.cadre.person.name, str(one.starts), one.around) for one in found.facts] == [
        ("吴六", "2026-03-15", office.cast.round)
    ]
    assert [(one.place.row, one.place.column, one.says.zh) for one in found.remarks] == [
        (3, "姓名", "人才库里没有“无此人”"),
        (4, "签订日期", "“春天”不是日期"),
        (5, "签订日期", "没有填签订日期"),
        (6, "轮次", "没有“第九十九轮”这一轮"),
    ]


def test_namesakes_are_told_apart_by_their_unit(office: Office):
    person = someone("吴六甲", office.units["甲"])
    person.person.name, person.person.code = "吴六", "甲局"
    person.person.save()
    unit = office.cadres["吴六"].unit.name
    assert (
        read(office, TRAINING, {"name": "吴六", "starts": "2026"}).remarks[0].says.zh
        == "人才库里有几个“吴六”"
    )
    found = read(office, TRAINING, {"name": "吴六", "unit": unit, "starts": "2026"})
    assert [one.cadre for one in found.facts] == [office.cadres["吴六"]]


@pytest.fixture
def browser(office: Office, enter):
    return enter(office.cast.office)


def test_a_table_goes_out_and_comes_back_in(office: Office, browser):
    url = reverse("teams-upkeep", kwargs={"kind": "training"})
    blank = load_workbook(io.BytesIO(browser.get(url, {"blank": 1}).content)).active
    assert "培训日期" in [cell.value for cell in blank[1]]
    book = write_book([Sheet("培训", columns_of(TRAINING), [{"name": "吴六", "starts": "2026-03-15"}])])
    browser.post(url, {"do": "file", "file": SimpleUploadedFile("培训.xlsx", book)})
    assert see(CadreEntry, office.cast.office).get().cadre_id == office.cadres["吴六"].pk
    out = browser.get(url, {"xlsx": "training"}).content
    text = browser.post(
        url, {"do": "file", "file": SimpleUploadedFile("培训.xlsx", out)}, follow=True
    ).content
    assert "已读入1行" in text.decode()
    assert see(CadreEntry, office.cast.office).count() == 1


def test_rows_at_fault_are_shown_and_the_sound_ones_kept(office: Office, browser):
    url = reverse("teams-upkeep", kwargs={"kind": "training"})
    rows = [{"name": "无此人", "starts": "2026-03-15"}, {"name": "吴六", "starts": "2026-03-15"}]
    book = write_book([Sheet("培训", columns_of(TRAINING), rows)])
    text = browser.post(url, {"do": "file", "file": SimpleUploadedFile("培训.xlsx", book)}).content.decode()
    assert "读入1行，另有1处须改正" in text
    assert "人才库里没有“无此人”" in text
    assert see(CadreEntry, office.cast.office).count() == 1


def test_one_is_entered_and_struck_on_the_pages_and_the_pool_is_searched_for_who_lacks_it(
    office: Office, browser
):
    url = reverse("teams-upkeep", kwargs={"kind": "training"})
    cadre = office.cadres["吴六"]
    browser.post(url, {"do": "enter", "cadre": cadre.pk, "starts": "2026-03-15", "what": "业务培训"})
    mine = reverse("teams-cadre", kwargs={"cadre": cadre.pk})
    assert "业务培训" in browser.get(mine).content.decode()
    pool = reverse("teams-pool")
    assert "吴六" not in browser.get(pool, {"lacks": "training"}).content.decode()
    entry = see(CadreEntry, office.cast.office).get()
    browser.post(mine, {"do": "strike", "entry": entry.pk, "version": 1, "reason": "登记有误"})
    assert "吴六" in browser.get(pool, {"lacks": "training"}).content.decode()


def test_the_pool_is_filtered_by_who_is_free_for_a_round(office: Office, browser):
    url = reverse("teams-pool")
    text = browser.get(url, {"around": office.cast.round.pk}).content.decode()
    assert "吴六" in text
    assert "沈驾驶" not in text
    put(office, AWAY, fact(office, "吴六", "2026-01-01"))
    assert "吴六" not in browser.get(url, {"around": office.cast.round.pk}).content.decode()


def test_what_the_pool_knows_of_somebody_is_amended_on_the_page(office: Office, browser):
    cadre = office.cadres["卫二"]
    url = reverse("teams-cadre", kwargs={"cadre": cadre.pk})
    said = {
        "unit": office.units["甲"].pk, "identity": "公务员", "rank": "乡科级正职", "grade": "",
        "skills": "财务、审计", "native_place": "嵩阳街道", "grown_place": "", "discipline": "", "note": "",
    }  # fmt: skip
    browser.post(url, {"do": "amend", "version": 1, **said})
    row = see(Cadre, office.cast.office).select_related("person", "unit").get(pk=cadre.pk)
    assert (row.unit, row.rank, row.skills) == (office.units["甲"], "乡科级正职", ["财务", "审计"])
    assert row.person.native_place == "嵩阳街道"
    text = browser.post(url, {"do": "amend", "version": 1, **said}).content.decode()
    assert "别人已经修改并保存了这条记录" in text


def test_only_the_office_keeps_the_pool(office: Office):
    with pytest.raises(NoRight):
        enter(by=office.cast.leader, kind=TRAINING, facts=[fact(office, "吴六", "2026-03-15")])
    with pytest.raises(NoRight):
        amend(by=office.cast.leader, cadre=office.cadres["吴六"], version=1, unit=None)
    assert whole(CadreEntry, "test").count() == 0
