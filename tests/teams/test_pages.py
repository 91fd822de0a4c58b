"""The room's pages: what they show, what they do, and to whom they are closed."""

import io

import pytest
from django.conf import settings
from django.urls import reverse
from openpyxl import load_workbook

from tests.teams.conftest import Office
from xuncha.desk.todo import all_todos
from xuncha.papers.models import Paper
from xuncha.teams.actions.accept import accept
from xuncha.teams.actions.answer import decline
from xuncha.teams.actions.draft import draft
from xuncha.teams.actions.propose import form
from xuncha.teams.core.facts import Pin
from xuncha.teams.facts import Group
from xuncha.teams.models import Drafting, Proposal, RecusalFact, Team, TeamMember
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(office: Office, enter):
    return enter(office.cast.office)


def groups(office: Office, first="1", second="2", **more) -> dict[str, str]:
    return {f"team-{office.cast.inspection.pk}": first, f"team-{office.cast.other.pk}": second, **more}


def test_the_pool_shows_who_qualifies_and_who_may_lead_and_hands_out_excel(office: Office, browser):
    answer = browser.get(reverse("teams-pool"))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert text.count("不符合</") == 1
    assert "赵一" in text
    book = load_workbook(io.BytesIO(browser.get(reverse("teams-pool"), {"xlsx": "pool"}).content))
    cells = [cell for row in book.active.iter_rows(values_only=True) for cell in row]
    assert "沈驾驶" in cells


def test_the_pool_is_filtered_by_skill_and_by_who_may_lead(office: Office, browser):
    text = browser.get(reverse("teams-pool"), {"skill": "财务"}).content.decode()
    assert "吴六" in text
    assert "赵一" not in text
    text = browser.get(reverse("teams-pool"), {"leader": "on"}).content.decode()
    assert "赵一" in text
    assert "吴六" not in text


def test_forming_goes_through_progress_to_the_proposal_with_reasons(office: Office, browser):
    url = reverse("teams-forming", kwargs={"around": office.cast.round.pk})
    assert "嵩阳街道" in browser.get(url).content.decode()
    answer = browser.post(url, groups(office, pins="赵一 2 组长\n卫二 1 不编入"), follow=True)
    text = answer.content.decode()
    proposal = see(Proposal, office.cast.office).get()
    assert answer.redirect_chain[-1][0] == reverse("teams-proposal", kwargs={"proposal": proposal.pk})
    assert "5 人 / 按工作量 5 人" in text
    assert "任组长：领导职务层次为乡科级正职" in text
    assert "已由人工确定" in text
    assert "逐类求最优" not in text
    assert proposal.plan["teams"][1]["people"][0]["name"] == "赵一"


def test_one_grade_after_the_other_is_asked_for_on_the_page_and_told_on_the_plan(office: Office, browser):
    url = reverse("teams-forming", kwargs={"around": office.cast.round.pk})
    text = browser.post(url, groups(office, strict="on"), follow=True).content.decode()
    assert "逐类求最优" in text
    assert see(Proposal, office.cast.office).get().plan["strict"]
    assert browser.get(url).context["form"].initial["strict"]


@pytest.mark.parametrize(
    ("pins", "said"),
    [
        ("无此人 1", "第1行：人才库里没有“无此人”。"),
        ("赵一 1\n钱二 9", "第2行：“9”不是本次的组号。"),
        ("赵一", "第1行：应写姓名和组号"),
        ("赵一 1 司机", "第1行：“司机”应为组长、副组长、组员或不编入。"),
    ],
)
def test_a_wrong_line_of_people_set_by_hand_is_told_and_nothing_is_solved(
    office: Office, browser, pins, said
):
    url = reverse("teams-forming", kwargs={"around": office.cast.round.pk})
    text = browser.post(url, groups(office, pins=pins)).content.decode()
    assert said in text
    assert pins.split()[0] in text
    assert see(Proposal, office.cast.office).count() == 0


def test_somebody_set_for_a_team_without_inspection_is_told(office: Office, browser):
    url = reverse("teams-forming", kwargs={"around": office.cast.round.pk})
    text = browser.post(url, groups(office, second="1", pins="赵一 2")).content.decode()
    assert "赵一写在第2组，但没有任务分给这个组。" in text
    assert see(Proposal, office.cast.office).count() == 0


def test_the_form_goes_on_from_the_last_proposal(office: Office, browser):
    url = reverse("teams-forming", kwargs={"around": office.cast.round.pk})
    both = Group(1, (office.cast.inspection, office.cast.other), woman_needed=True, audit="joint")
    pins = (Pin("赵一", "01", Role.LEADER), Pin("卫二", "01", serves=False))
    form(by=office.cast.office, around=office.cast.round, groups=(both,), pins=pins)
    initial = browser.get(url).context["form"].initial
    assert initial["pins"] == "赵一 1 组长\n卫二 1 不编入"
    assert (initial["woman"], initial["audit-joint"], initial["audit-asked"]) == (["1"], ["1"], [])
    assert initial[f"team-{office.cast.other.pk}"] == "1"


def test_a_team_s_joint_work_with_audit_is_chosen_and_shown(office: Office, browser):
    url = reverse("teams-forming", kwargs={"around": office.cast.round.pk})
    answer = browser.post(url, groups(office, **{"audit-asked": "2"}), follow=True)
    assert "提请审计协助" in answer.content.decode()
    accept(by=office.cast.office, proposal=see(Proposal, office.cast.office).get())
    assert list(see(Team, office.cast.office).order_by("number").values_list("audit", flat=True)) == [
        "",
        "asked",
    ]


def test_two_ways_of_joint_work_for_one_team_are_refused(office: Office, browser):
    url = reverse("teams-forming", kwargs={"around": office.cast.round.pk})
    text = browser.post(url, groups(office, **{"audit-joint": "1", "audit-asked": "1"})).content.decode()
    assert "第1巡察组只能选一种审计配合方式。" in text
    assert see(Proposal, office.cast.office).count() == 0


def test_a_proposal_without_teams_shows_why_and_both_lists(office: Office, browser):
    office.cadres["钱二"].rank = ""
    office.cadres["钱二"].save()
    proposal = office.form()
    text = browser.get(reverse("teams-proposal", kwargs={"proposal": proposal.pk})).content.decode()
    assert "需要2名组长，符合条件且可全程脱产的只有1名，缺1名" in text
    assert "孙三（只能脱产到2026-11-01）" in text
    assert "采用并发布" not in text


def test_accepting_on_the_page_makes_the_teams(office: Office, browser):
    proposal = office.form()
    answer = browser.post(reverse("teams-proposal", kwargs={"proposal": proposal.pk}), follow=True)
    assert "已采用并发布，各组已建立。" in answer.content.decode()
    assert see(Team, office.cast.office).count() == 2


@pytest.fixture
def team(office: Office) -> Team:
    return accept(by=office.cast.office, proposal=office.form())[0]


def test_a_team_s_page_moves_authorises_and_takes_leave(office: Office, browser, team: Team):
    url = reverse("teams-team", kwargs={"team": team.pk})
    driver = office.cadres["沈驾驶"]
    refused = browser.post(url, {"do": "move", "cadre": driver.pk, "role": "member", "reason": "会开车"})
    assert "沈驾驶（工勤）不符合选调条件第1条" in refused.content.decode()
    unready = browser.post(url, {"do": "authorise", "document": "", "version": team.version})
    assert see(Team, office.cast.office).get(pk=team.pk).state == "formed"
    assert unready.status_code == 200
    browser.post(
        url, {"do": "authorise", "document": "决定5号", "decided_on": "2026-10-01", "version": team.version}
    )
    assert see(Team, office.cast.office).get(pk=team.pk).state == "authorised"
    member = see(TeamMember, office.cast.office).filter(team=team, role="member").first()
    browser.post(url, {"do": "leave", "member": member.pk})
    assert see(TeamMember, office.cast.office).get(pk=member.pk).ends is None
    browser.post(url, {"do": "leave", "member": member.pk, "handed_over": "on"})
    assert see(TeamMember, office.cast.office).get(pk=member.pk).ends is not None


def test_a_whole_team_leaves_from_its_page(office: Office, browser, team: Team):
    url = reverse("teams-team", kwargs={"team": team.pk})
    browser.post(url, {"do": "leave", "member": "", "handed_over": "on", "version": team.version})
    assert see(Team, office.cast.office).get(pk=team.pk).state == "formed"
    browser.post(url, {"do": "leave", "member": "all", "handed_over": "on", "version": team.version})
    assert see(Team, office.cast.office).get(pk=team.pk).state == "dissolved"
    assert see(TeamMember, office.cast.office).filter(team=team, ends=None).count() == 0


def test_a_stale_authorisation_is_told_and_changes_nothing(office: Office, browser, team: Team):
    url = reverse("teams-team", kwargs={"team": team.pk})
    text = browser.post(
        url, {"do": "authorise", "document": "决定5号", "decided_on": "2026-10-01", "version": "99"}
    ).content.decode()
    assert "别人已经修改并保存了这条记录" in text
    assert see(Team, office.cast.office).get(pk=team.pk).state == "formed"


def test_a_team_s_papers_are_drafted_from_its_page(office: Office, browser, team: Team):
    url = reverse("teams-team", kwargs={"team": team.pk})
    answer = browser.post(url, {"do": "paper", "form": "secrecy_pledge"})
    paper = see(Paper, office.cast.office).get()
    assert answer.url == reverse("papers-paper", kwargs={"paper": paper.pk})


def test_drafting_by_name_the_answer_and_the_register(office: Office, browser):
    around = office.cast.round
    cadre = office.cadres["吴六"]
    browser.post(reverse("teams-cadre", kwargs={"cadre": cadre.pk}), {"do": "draft", "round": around.pk})
    row = see(Drafting, office.cast.office).get()
    url = reverse("teams-request", kwargs={"request_id": row.pk})
    browser.post(url, {"do": "decline", "reason": "年底走不开", "version": "1"})
    text = browser.get(reverse("teams-drafting", kwargs={"around": around.pk})).content.decode()
    assert "年底走不开" in text
    decision = {"do": "decide", "upheld": "yes", "document": "明组发〔2026〕12号", "decided_on": "2026-11-20"}
    browser.post(url, {**decision, "version": "2"})
    assert see(Drafting, office.cast.office).get().upheld
    browser.post(url, {"do": "stand_in", "name": "副局长", "starts": "2026-11-20", "version": "3"})
    text = browser.get(reverse("teams-drafting", kwargs={"around": around.pk})).content.decode()
    assert "组织部定：抽调" in text
    assert "原单位由副局长临时主持" in text
    lenders = browser.get(reverse("teams-lenders", kwargs={"around": around.pk})).content.decode()
    assert "年底走不开" in lenders
    assert 'class="fill-wait" x="0" y="4.4" width="100.00"' in lenders


def test_a_recommended_driver_is_told_on_the_page(office: Office, browser):
    around = office.cast.round
    url = reverse("teams-drafting", kwargs={"around": around.pk})
    browser.post(url, {"do": "ask", "unit": office.units["甲"].pk, "skill": "财务审计", "people": 1})
    row = see(Drafting, office.cast.office).get()
    request = reverse("teams-request", kwargs={"request_id": row.pk})
    answer = browser.post(
        request, {"do": "recommend", "name": "驾驶员", "identity": "工勤", "version": "1"}, follow=True
    )
    text = answer.content.decode()
    assert "推荐人选不符合选调条件，已留档" in text
    assert "驾驶员（工勤）不符合选调条件第1条" in text
    letter = browser.post(url, {"do": "letter", "unit": office.units["甲"].pk})
    assert see(Paper, office.cast.office).get().form == "drafting_letter"
    assert letter.status_code == 302


def test_a_recusal_fact_is_declared_and_its_text_is_shown_only_when_asked_for(office: Office, browser):
    url = reverse("teams-cadre", kwargs={"cadre": office.cadres["吴六"].pk})
    browser.post(
        url,
        {
            "do": "declare",
            "kind": "亲属为领导成员",
            "organisation": office.cast.unit.pk,
            "text": "姐夫任副主任",
        },
    )
    assert see(RecusalFact, office.cast.office).count() == 1
    assert "姐夫任副主任" not in browser.get(url).content.decode()
    assert "姐夫任副主任" in browser.post(url, {"do": "read"}).content.decode()


def test_what_waits_is_on_the_office_s_list(office: Office, team: Team):
    by = office.cast.office
    decline(
        by=by,
        drafting=draft(by=by, around=office.cast.round, cadre=office.cadres["吴六"]),
        version=1,
        reason="忙",
    )
    draft(by=by, around=office.cast.round, cadre=office.cadres["郑七"])
    said = [str(one.says) for one in all_todos(by, office.cast.round.entry_day)]
    title = office.cast.round.title
    assert f"{title}：1项抽调等待单位答复" in said
    assert f"{title}：1项抽调单位不同意，请商组织部" in said
    assert "第1巡察组尚未授权" in said


@pytest.mark.parametrize(
    "who", ["leader", "member", "petition", "contact", "nobody", "stranger", "audit", "system"]
)
def test_the_pages_are_closed_to_everybody_else(office: Office, enter, team: Team, who: str):
    browser = enter(getattr(office.cast, who))
    around = {"around": office.cast.round.pk}
    addresses = [
        reverse("teams-pool"),
        reverse("teams-teams"),
        reverse("teams-cadre", kwargs={"cadre": office.cadres["吴六"].pk}),
        reverse("teams-forming", kwargs=around),
        reverse("teams-drafting", kwargs=around),
        reverse("teams-team", kwargs={"team": team.pk}),
        reverse("teams-proposal", kwargs={"proposal": see(Proposal, office.cast.office).first().pk}),
    ]
    answers = [browser.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [403] * len(addresses)
    assert all("吴六" not in answer.content.decode() for answer in answers)


def test_the_round_is_chosen_by_itself_where_there_is_one(office: Office, browser):
    answer = browser.get(reverse("teams-teams"))
    assert answer.url == reverse("teams-forming", kwargs={"around": office.cast.round.pk})


def test_english_pages_say_it_in_english(office: Office, browser, team: Team):
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    text = browser.get(reverse("teams-team", kwargs={"team": team.pk})).content.decode()
    assert "leads: leading post rank 乡科级正职, wholly released" in text


def test_what_was_typed_on_the_forming_page_survives_a_closed_window(office: Office, browser):
    url = reverse("teams-forming", kwargs={"around": office.cast.round.pk})
    typed = groups(office, pins="赵一 2 组长")
    browser.post(reverse("desk-draft"), {**typed, "draft_key": url})
    again = browser.get(url)
    assert again.context["draft_found"]
    assert "赵一 2 组长" in again.content.decode()
    browser.post(url, typed)
    assert not browser.get(url).context["draft_found"]
