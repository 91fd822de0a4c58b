"""The pages about rounds, and who may open these and those about coverage."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.cast import Cast
from xuncha.coverage.models import Target, Term
from xuncha.papers.models import Paper
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Inspection, Round, StepMark
from xuncha.trust.access import whole

WIDE = (
    "rounds-picture",
    "coverage-scope",
    "coverage-undecided",
    "coverage-targets",
    "coverage-terms",
    "rounds-rounds",
    "rounds-open",
)
OFFICE_ONLY = ("coverage-undecided", "coverage-terms", "rounds-open")


@pytest.fixture
def tax(cast: Cast) -> Organisation:
    return Organisation.objects.create(tree="unit", name="税务局(虚构)", leadership="垂直管理")


def of_round(cast: Cast) -> list[str]:
    return [reverse(name, args=[cast.round.pk]) for name in ("rounds-round", "rounds-add", "rounds-close")]


def test_the_office_opens_every_page(cast, tax, enter):
    client = enter(cast.office)

    addresses = [
        *map(reverse, WIDE),
        *of_round(cast),
        reverse("rounds-inspection", args=[cast.inspection.pk]),
    ]

    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )


def test_pages_read_in_english(cast, tax, enter):
    client = enter(cast.office)
    client.cookies["xuncha_language"] = "en"

    for address in [*map(reverse, WIDE), *of_round(cast)]:
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", WIDE)
@pytest.mark.parametrize("role", ["contact", "system", "nobody"])
def test_contacts_and_administrators_see_none_of_it(cast, enter, name, role):
    assert enter(getattr(cast, role)).get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", OFFICE_ONLY)
@pytest.mark.parametrize("role", ["leading", "leader"])
def test_what_changes_the_plan_is_for_the_office(cast, enter, name, role):
    assert enter(getattr(cast, role)).get(reverse(name)).status_code == 403


def test_a_team_sees_its_own_inspection_only(cast, enter):
    client = enter(cast.leader)

    mine, other = (
        client.get(reverse("rounds-inspection", args=[one.pk])) for one in (cast.inspection, cast.other)
    )

    assert (mine.status_code, other.status_code) == (200, 403)
    body = client.get(reverse("rounds-round", args=[cast.round.pk])).content.decode()
    assert cast.inspection.title in body
    assert cast.other.title not in body


def test_without_a_term_every_page_says_what_to_do_first(cast, enter):
    cast.accounts["office"].sight  # noqa: B018 (loaded before the term goes)
    Term.objects.update(starts=date(2027, 1, 1))
    client = enter(cast.office)

    for name in ("rounds-picture", "coverage-scope", "coverage-undecided", "coverage-targets", "rounds-open"):
        assert "设立届次" in client.get(reverse(name)).content.decode()


def test_a_round_is_opened_with_targets(cast, enter):
    target = Target.objects.create(term=cast.term, name="林业局(虚构)", shape="unit", mode="直接")
    given = {
        "kind": "常规",
        "entry_day": "2027-03-01",
        "stay_days": "45",
        "targets": [str(target.pk)],
        "phone": "123",
    }

    answer = enter(cast.office).post(reverse("rounds-open"), given)

    row = Round.objects.get(number=4)
    assert answer.headers["Location"] == reverse("rounds-round", args=[row.pk])
    assert row.settings["phone"] == "123"
    assert whole(Inspection, "a test counts them").filter(round=row).count() == 1


def test_the_round_page_drafts_papers_and_marks_steps(cast, enter):
    client, address = enter(cast.office), reverse("rounds-round", args=[cast.round.pk])

    client.post(address, {"form": "round_schedule"})
    client.post(address, {"form": "inquiry_letter", "to": "县审计局"})
    client.post(address, {"step": "training", "done_on": "2026-10-01", "note": ""})

    assert set(whole(Paper, "a test looks").values_list("form", flat=True)) == {
        "round_schedule",
        "inquiry_letter",
    }
    assert whole(StepMark, "a test looks").get().step == "training"


def test_a_member_who_posts_to_the_round_page_changes_nothing(cast, enter):
    client, address = enter(cast.leader), reverse("rounds-round", args=[cast.round.pk])

    client.post(address, {"form": "round_schedule"})
    client.post(address, {"step": "training", "done_on": "2026-10-01", "note": ""})

    assert not whole(Paper, "a test looks").exists()
    assert not whole(StepMark, "a test looks").exists()


def test_the_inspection_page_moves_the_stage_once(cast, enter):
    client, address = enter(cast.liaison), reverse("rounds-inspection", args=[cast.inspection.pk])

    assert client.post(address, {"advance": "1", "version": "1"}).status_code == 302
    again = client.post(address, {"advance": "1", "version": "1"})

    assert again.status_code == 409
    assert whole(Inspection, "a test looks").get(pk=cast.inspection.pk).stage == "report"


def test_a_member_marks_a_step_on_the_inspection_page(cast, enter):
    address = reverse("rounds-inspection", args=[cast.inspection.pk])

    enter(cast.member).post(address, {"step": "entry", "done_on": "2026-10-12", "note": ""})

    assert whole(StepMark, "a test looks").get().step == "entry"


def test_the_close_page_lists_what_blocks_and_refuses(cast, enter):
    client, address = enter(cast.office), reverse("rounds-close", args=[cast.round.pk])

    assert "驻点到2026-12-04才结束" in client.get(address).content.decode()
    assert client.post(address, {"version": "1"}).status_code >= 400
    assert Round.objects.get(pk=cast.round.pk).state == "open"


def test_targets_are_added_to_a_round(cast, enter):
    target = Target.objects.create(term=cast.term, name="林业局(虚构)", shape="unit", mode="直接")

    enter(cast.office).post(reverse("rounds-add", args=[cast.round.pk]), {"targets": [str(target.pk)]})

    assert whole(Inspection, "a test counts them").filter(round=cast.round, target=target).exists()


def test_a_target_that_no_round_has_is_withdrawn_from_its_page(cast, enter):
    target = Target.objects.create(term=cast.term, name="林业局(虚构)", shape="unit", mode="直接")
    client = enter(cast.office)

    assert "撤销这个对象" in client.get(reverse("rounds-target", args=[target.pk])).content.decode()
    client.post(reverse("rounds-target", args=[target.pk]), {"version": "1"})

    assert Target.objects.get(pk=target.pk).withdrawn
    taken = client.get(reverse("rounds-target", args=[cast.inspection.target_id])).content.decode()
    assert "撤销这个对象" not in taken
    assert cast.round.title in taken


def test_what_is_due_names_undecided_blanks_and_late_steps(cast, tax, enter):
    body = enter(cast.office).get(reverse("office-home")).content.decode()

    assert "1个单位、党组织待领导小组确定是否纳入" in body
    assert "全覆盖有2处空白" in body
    assert "第十五届县委第3轮巡察：请补登记本轮工作方案、抽调人员、函询有关部门" in body


def test_what_is_due_before_entry_has_a_line_of_its_own(cast, enter):
    Round.objects.update(entry_day=date(2026, 11, 30))

    body = enter(cast.office).get(reverse("office-home")).content.decode()

    assert "培训、签保密承诺书、领取保密设备（第十五届县委第3轮巡察）" in body
    assert "请补登记" not in body


def test_a_decision_recorded_on_the_round_page_proves_its_step(cast, enter):
    client, address = enter(cast.office), reverse("rounds-round", args=[cast.round.pk])
    given = {
        "matter": "领导小组听取汇报",
        "body": "领导小组会议",
        "decided_on": "2026-11-18",
        "document": "纪要",
        "says": "",
    }

    assert client.post(address, given).status_code == 302

    states = {point["title"].zh: str(point["state"]) for point in client.get(address).context["guide"].rows}
    assert states["领导小组听取汇报"] == "已完成"
    assert states["书记专题会听取汇报"] != "已完成"


def test_days_are_changed_and_a_stale_form_keeps_what_was_typed(cast, enter):
    client, address = enter(cast.office), reverse("rounds-change", args=[cast.round.pk])
    given = {"entry_day": "2026-10-19", "stay_days": "30", "phone": "456", "version": "1"}

    assert 'value="2026-10-12"' in client.get(address).content.decode()
    assert client.post(address, given).status_code == 302
    again = client.post(address, {**given, "phone": "789"})

    assert again.status_code == 409
    assert "789" in again.content.decode()
    assert Round.objects.get(pk=cast.round.pk).settings["phone"] == "456"


def test_a_round_taken_over_shows_no_guide(cast, enter):
    whole(Inspection, "a test makes them old").update(imported=True)
    Round.objects.update(state="closed")
    client = enter(cast.office)

    for address in (of_round(cast)[0], reverse("rounds-inspection", args=[cast.inspection.pk])):
        body = client.get(address).content.decode()
        assert "办理过程不在本系统内" in body
        assert "流程指引" not in body


def test_the_plan_marks_what_is_done(cast, enter):
    client, address = enter(cast.office), of_round(cast)[0]
    client.post(address, {"step": "training", "done_on": "2026-10-01", "note": ""})

    states = {
        str(row["what"]): str(row["state"] or "") for row in client.get(address).context["schedule"].rows
    }

    assert states["培训、签保密承诺书、领取保密设备"] == "已完成"
    assert states["回避申报"] == "日期已过"
