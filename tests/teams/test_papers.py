"""The papers of drafting and of teams, and what the rounds learn from this room."""

import io
import json
from datetime import date

import pytest
from docx import Document

from tests.teams.conftest import Office
from xuncha.papers.core.form import Copy
from xuncha.papers.core.press import press
from xuncha.papers.models import Paper
from xuncha.rounds.later import CLOSERS, PROVERS, teams_of
from xuncha.teams.actions import tell_rounds
from xuncha.teams.actions.accept import accept
from xuncha.teams.actions.authorise import authorise
from xuncha.teams.actions.draft import ask, draft
from xuncha.teams.actions.draft_papers import draft_letter, draft_team_paper
from xuncha.teams.papers import drafting_letter, recusal_form, secrecy_pledge
from xuncha.trust import vault
from xuncha.trust.access import see
from xuncha.trust.clock import on_day
from xuncha.trust.refusal import NoRight, Refusal

FORMS = [drafting_letter.FORM, recusal_form.FORM, secrecy_pledge.FORM]


def texts(paper: bytes) -> str:
    document = Document(io.BytesIO(paper))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(one.text for one in document.paragraphs), *cells))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_a_form_prints_everything_in_its_sample(form):
    said = texts(press(form, form.sample, Copy()))
    names = [one["name"] for one in form.sample.get("people", [])]
    for wanted in (*names, *form.sample.get("bodies", []), *form.sample.get("articles", [])):
        assert wanted in said


def test_a_drafting_letter_without_names_asks_for_skills_and_leaves_lines_to_fill_in():
    said = texts(press(drafting_letter.FORM, {**drafting_letter.FORM.sample, "people": []}, Copy()))
    assert "点名抽调人员" not in said
    assert "财务审计1名" in said
    assert "李明" not in said
    assert "□同意" in said


def frozen(paper: Paper) -> dict:
    return json.loads(vault.open_bytes(paper, "facts"))


@pytest.mark.django_db
def test_one_letter_asks_a_unit_for_all_that_it_has_not_answered(office: Office):
    with on_day(date(2026, 9, 1)):
        draft(by=office.cast.office, around=office.cast.round, cadre=office.cadres["吴六"])
        ask(
            by=office.cast.office,
            around=office.cast.round,
            unit=office.cadres["吴六"].unit,
            skill="工程招投标",
            people=2,
        )
        draft(by=office.cast.office, around=office.cast.round, cadre=office.cadres["郑七"])
        paper = draft_letter(by=office.cast.office, around=office.cast.round, unit=office.cadres["吴六"].unit)
    facts = frozen(paper)
    assert facts["people"] == [{"name": "吴六", "post": "公务员，财务"}]
    assert facts["skills"] == [{"skill": "工程招投标", "people": 2}]
    assert facts["reply_by"] == "2026-09-08"
    assert paper.title == f"抽调函（{office.cadres['吴六'].unit.name}）"
    assert paper.leaves_team


@pytest.mark.django_db
def test_no_letter_is_drafted_where_nobody_is_asked_for(office: Office):
    with pytest.raises(Refusal, match="没有等待该单位答复的抽调"):
        draft_letter(by=office.cast.office, around=office.cast.round, unit=office.units["甲"])
    assert see(Paper, office.cast.office).count() == 0


@pytest.mark.django_db
def test_a_pledge_names_the_team_and_a_recusal_form_its_bodies(office: Office):
    team = accept(by=office.cast.office, proposal=office.form())[0]
    pledge = frozen(draft_team_paper(by=office.cast.office, team=team, form="secrecy_pledge"))
    assert len(pledge["people"]) == 5
    assert pledge["team"] == "第1巡察组"
    form = frozen(draft_team_paper(by=office.cast.office, team=team, form="recusal_form"))
    assert form["bodies"] == [office.cast.inspection.target.name]
    with pytest.raises(Refusal, match="不按巡察组拟制"):
        draft_team_paper(by=office.cast.office, team=team, form="approval_request")
    with pytest.raises(NoRight):
        draft_team_paper(by=office.cast.leader, team=team, form="secrecy_pledge")


@pytest.mark.django_db
def test_the_rounds_learn_who_leads_that_teams_are_formed_and_who_has_not_left(office: Office):
    assert tell_rounds.formed in PROVERS
    assert tell_rounds.not_left in CLOSERS
    by, around = office.cast.office, office.cast.round
    assert list(tell_rounds.formed(by, around)) == []
    teams = accept(by=by, proposal=office.form())
    assert list(tell_rounds.formed(by, around)) == ["teams"]
    shown = teams_of(by, around)
    assert {one.leader for one in shown} == {"赵一", "钱二"}
    assert [one.inspections for one in shown] == [{office.cast.inspection.pk}, {office.cast.other.pk}]
    assert list(tell_rounds.not_left(by, around)) == []
    authorise(by=by, team=teams[0], version=teams[0].version, document="决定", decided_on=date(2026, 10, 1))
    (blocking,) = tell_rounds.not_left(by, around)
    assert blocking.zh == "还有5名组员没有办理离组交接"
