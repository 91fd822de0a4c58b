"""The plan of a term on its pages: the board, arranging, proposals, editions, the map."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import TODAY, Cast
from xuncha.base.words import Sentence
from xuncha.coverage.models import Target, TargetMember
from xuncha.desk.progress import Progress
from xuncha.planning.apart import Stopped
from xuncha.registry.models import Organisation
from xuncha.rounds.actions.arrange_term import accept_term, propose_term, publish_term
from xuncha.rounds.actions.plan_term import (
    import_outlooks,
    move_target,
    place_target,
    replace_plan,
    set_outlook,
)
from xuncha.rounds.core.term.arrange import arrange
from xuncha.rounds.core.term.arranging import Placed
from xuncha.rounds.core.term.facts import Sort, Window
from xuncha.rounds.core.term.outlook_table import Row
from xuncha.rounds.models import Outlook, PlannedTarget, TermPlan, TermProposal
from xuncha.rounds.pages import arrange as page
from xuncha.rounds.term import arranging_of, present
from xuncha.trust.refusal import NoRight, Refusal, Stale

BOARD = "/coverage/plan/board/"
MEETING = {"body": "县委书记专题会议", "decided_on": date(2026, 11, 18), "document": "专题纪要第5期"}


def body(name: str, category: str, parent: Organisation | None = None) -> Organisation:
    return Organisation.objects.create(tree="unit", name=name, category=category, parent=parent)


def aim(cast: Cast, unit: Organisation) -> Target:
    made = Target.objects.create(term=cast.term, name=unit.name, shape="unit", mode="直接")
    TargetMember.objects.create(target=made, organisation=unit)
    return made


@pytest.fixture
def archive(cast: Cast) -> Target:
    return aim(cast, body("档案馆(虚构)", "事业单位"))


def planned() -> dict[str, int]:
    return dict(PlannedTarget.objects.values_list("target__name", "number"))


def test_the_problem_is_gathered_from_rows(cast: Cast, archive: Target) -> None:
    town = aim(cast, town_unit := body("双桥镇人民政府(虚构)", "镇"))
    village = aim(cast, body("下坝村(虚构)", "村", town_unit))
    Organisation.objects.filter(name=archive.name).update(figures={"staff": 120})
    set_outlook(
        by=cast.office,
        target=archive,
        risk=3,
        grounds="项目多",
        closed=[[5, 6, "改革"]],
        last="2023-01",
        look_back=True,
    )
    problem = arranging_of(cast.office, cast.term, TODAY)
    found = {one.name: one for one in problem.targets}
    one = found[archive.name]
    assert (one.risk, one.days, one.sector, one.look_back) == (3, 160, "文化旅游", True)
    assert (one.closed, one.due, one.since) == ((Window(5, 6, "改革"),), 4, "2023-01")
    assert found[village.name].town == str(town.pk)
    assert (found[village.name].sort, found[town.name].sort) == (Sort.VILLAGES, Sort.TOWNSHIP)
    assert found[cast.unit.name].done == 3
    assert problem.following == 4


def test_a_card_is_moved_by_its_form_and_judged_at_once(cast: Cast, archive: Target, enter) -> None:
    set_outlook(by=cast.office, target=archive, closed=[[5, 5, "机构改革"]])
    client = enter(cast.office)
    assert "还没有安排" in client.get(BOARD).content.decode()
    client.post(BOARD, {"card": str(archive.pk), "to": "5"})
    assert planned() == {archive.name: 5}
    assert "该轮不宜安排（机构改革）" in client.get(BOARD).content.decode()
    client.post(BOARD, {"card": str(archive.pk), "to": ""})
    assert planned() == {}


def test_a_round_that_is_over_takes_no_card(cast: Cast, archive: Target, enter) -> None:
    answer = enter(cast.office).post(BOARD, {"card": str(archive.pk), "to": "3"})
    assert answer.status_code == Refusal.status
    assert planned() == {}


def test_a_township_takes_its_placed_villages_along(cast: Cast, archive: Target, enter) -> None:
    town = aim(cast, town_unit := body("双桥镇人民政府(虚构)", "镇"))
    village = aim(cast, body("下坝村(虚构)", "村", town_unit))
    place_target(by=cast.office, target=village, number=4)
    enter(cast.office).post(BOARD, {"card": str(town.pk), "to": "6"})
    assert planned() == {town.name: 6, village.name: 6}


def test_the_leading_group_looks_and_moves_nothing(cast: Cast, archive: Target, enter) -> None:
    client = enter(cast.leading)
    page = client.get(BOARD)
    assert page.status_code == 200
    assert "draggable" not in page.content.decode()
    client.post(BOARD, {"card": str(archive.pk), "to": "5"})
    assert planned() == {}


@pytest.mark.parametrize("action", [place_target, move_target])
def test_nobody_but_the_office_moves(cast: Cast, archive: Target, action) -> None:
    with pytest.raises(NoRight):
        action(by=cast.leader, target=archive, number=5)
    assert planned() == {}


def test_arranging_from_the_page_gives_a_proposal_and_changes_nothing(
    cast: Cast, archive: Target, enter, settings
) -> None:
    settings.XUNCHA_IMMEDIATE = True
    client = enter(cast.office)
    page = client.post("/coverage/plan/arrange/", {"most": "3"}, follow=True)
    made = TermProposal.objects.get()
    assert (made.asked, made.number, planned()) == ({"most": 3}, 1, {})
    assert [row[0] for row in made.placed] == [str(archive.pk)]
    assert made.told["input_hash"][:8] in page.content.decode() or page.redirect_chain
    shown = client.get(f"/coverage/plan/proposals/{made.pk}/").content.decode()
    assert made.told["input_hash"][:8] in shown
    assert f"{archive.name}列入第4轮" in shown
    client.post(f"/coverage/plan/proposals/{made.pk}/")
    assert planned() == {archive.name: 4}


def test_two_proposals_stand_side_by_side(cast: Cast, archive: Target, enter) -> None:
    problem = arranging_of(cast.office, cast.term, TODAY)
    one, other = (
        propose_term(by=cast.office, term=cast.term, asked=asked, found=arrange(problem))
        for asked in ({}, {"capacity": 900})
    )
    shown = enter(cast.office).get(f"/coverage/plan/proposals/{other.pk}/?beside={one.pk}").content.decode()
    assert "一轮至多900人天" in shown
    assert "两个方案不同的 0 处" in shown


def test_a_term_that_cannot_be_arranged_says_why_and_is_not_accepted(
    cast: Cast, archive: Target, enter
) -> None:
    set_outlook(by=cast.office, target=archive, pinned=5, joint=6)
    problem = arranging_of(cast.office, cast.term, TODAY)
    made = propose_term(by=cast.office, term=cast.term, asked={}, found=arrange(problem))
    assert (
        "没有一轮可以安排" in enter(cast.office).get(f"/coverage/plan/proposals/{made.pk}/").content.decode()
    )
    with pytest.raises(Refusal):
        accept_term(by=cast.office, proposal=made)
    assert planned() == {}


def test_taking_a_plan_over_leaves_nothing_of_the_old_one(cast: Cast, archive: Target) -> None:
    other = aim(cast, body("统计局(虚构)", "政府部门"))
    place_target(by=cast.office, target=other, number=4)
    place_target(by=cast.office, target=archive, number=4)
    count = replace_plan(
        by=cast.office, term=cast.term, placed=[Placed(str(archive.pk), 5), Placed(str(archive.pk), 8, True)]
    )
    assert count == 3
    assert set(PlannedTarget.objects.values_list("target__name", "number", "again")) == {
        (archive.name, 5, False),
        (archive.name, 8, True),
    }


def test_an_edition_is_numbered_kept_and_told_apart(cast: Cast, archive: Target, enter) -> None:
    place_target(by=cast.office, target=archive, number=4)
    first = publish_term(by=cast.office, term=cast.term, **MEETING)
    with pytest.raises(Refusal, match="没有不同"):
        publish_term(by=cast.office, term=cast.term, **MEETING)
    place_target(by=cast.office, target=archive, number=6)
    shown = enter(cast.office).get("/coverage/plan/editions/").content.decode()
    assert f"{archive.name}由第4轮改到第6轮" in shown
    second = publish_term(by=cast.office, term=cast.term, reason="力量调整", **MEETING)
    assert [(one.number, one.placed[0][1]) for one in (first, second)] == [(1, 4), (2, 6)]
    assert TermPlan.objects.get(number=1).placed == [[str(archive.pk), 4, False]]


@pytest.mark.parametrize(
    ("more", "code"), [({}, "empty"), ({"decided_on": date(2026, 12, 1)}, "early")], ids=["empty", "early"]
)
def test_an_empty_plan_or_a_meeting_to_come_is_not_published(
    cast: Cast, archive: Target, more, code: str
) -> None:
    if code == "early":
        place_target(by=cast.office, target=archive, number=4)
    with pytest.raises(Refusal) as no:
        publish_term(by=cast.office, term=cast.term, **{**MEETING, **more})
    assert no.value.code == code
    assert not TermPlan.objects.exists()


def test_what_the_plan_has_to_know_is_entered_on_its_page(cast: Cast, archive: Target, enter) -> None:
    client = enter(cast.office)
    address = f"/coverage/plan/targets/{archive.pk}/"
    asked = {
        "risk": "3",
        "grounds": "信访多",
        "closed": "3-5 机构改革\n8 普查",
        "last": "2019-05",
        "version": "0",
    }
    client.post(address, asked)
    row = Outlook.objects.get()
    assert (row.risk, row.closed, row.last) == (3, [[3, 5, "机构改革"], [8, 8, "普查"]], "2019-05")
    assert "3-5 机构改革" in client.get(address).content.decode()
    stale = client.post(address, {**asked, "risk": "1", "version": "0"})
    assert stale.status_code == Stale.status
    assert Outlook.objects.get().risk == 3


@pytest.mark.parametrize(
    "wrong", [{"closed": "机构改革"}, {"closed": "5-3 改革"}, {"last": "去年"}, {"risk": "3"}], ids=str
)
def test_what_cannot_be_understood_is_kept_out(
    cast: Cast, archive: Target, enter, wrong: dict[str, str]
) -> None:
    enter(cast.office).post(f"/coverage/plan/targets/{archive.pk}/", {"version": "0", **wrong})
    assert not Outlook.objects.exists()


def test_a_table_of_what_the_plan_has_to_know_goes_out_and_comes_back(
    cast: Cast, archive: Target, enter
) -> None:
    client = enter(cast.office)
    address = "/coverage/plan/targets/"
    set_outlook(by=cast.office, target=archive, risk=2, grounds="信访多")
    content = client.get(f"{address}?xlsx=outlooks").content
    shown = client.post(address, {"do": "read", "file": SimpleUploadedFile("t.xlsx", content)}).context
    assert shown["count"] == 1
    client.post(address, {"do": "import", "rows": shown["rows"]})
    assert Outlook.objects.get().version == 1
    client.post(address, {"do": "import", "rows": json.dumps([[str(archive.pk), {"days": 200}]])})
    row = Outlook.objects.get()
    assert (row.days, row.risk, row.grounds, row.sector) == (200, 2, "信访多", "")


def test_rows_that_no_table_gave_are_refused(cast: Cast, archive: Target) -> None:
    with pytest.raises(Refusal) as no:
        import_outlooks(by=cast.office, term=cast.term, rows=[Row(str(archive.pk), {"target_id": 1})])
    assert no.value.code == "unsound"
    assert not Outlook.objects.exists()


def test_the_map_counts_what_is_covered_and_what_is_planned(cast: Cast, archive: Target, enter) -> None:
    place_target(by=cast.office, target=archive, number=4)
    shown = enter(cast.leading).get("/coverage/progress/?on=2026-12-31").content.decode()
    assert archive.name in shown
    assert "按现行规划本届能覆盖" in shown


def test_a_plan_taken_by_a_round_is_present_no_more(cast: Cast, archive: Target) -> None:
    PlannedTarget.objects.create(term=cast.term, target=cast.inspection.target, number=4)
    place_target(by=cast.office, target=archive, number=4)
    plan = present(cast.office, arranging_of(cast.office, cast.term, TODAY), cast.term)
    assert [one.target for one in plan.placed] == [str(archive.pk)]


def test_stopping_keeps_the_first_plan_as_a_proposal_that_claims_nothing(
    cast: Cast, archive: Target, monkeypatch
) -> None:
    class Cut:
        """A solve that was stopped before it had told anything."""

        running = False

        def __init__(self, *_: object) -> None:
            progress.cancelled = True

        def __iter__(self):
            return iter(())

        def result(self) -> None:
            raise Stopped

    progress = Progress(cast.office.pk, Sentence("", ""))
    monkeypatch.setattr(page, "Working", Cut)
    found = page._solved(arranging_of(cast.office, cast.term, TODAY), progress)
    assert [one.target for one in found.plan.placed] == [str(archive.pk)]
    assert found.bound is None
    made = propose_term(by=cast.office, term=cast.term, asked={}, found=found)
    assert made.told["notices"] == [
        {"zh": "只有初步方案，没有继续改进", "en": "the first plan only; nothing was bettered"}
    ]
