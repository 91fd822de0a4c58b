"""The pages about scope, targets and coverage: what they show and what their buttons do."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import Cast
from xuncha.coverage.models import ScopeDecision, Target, Term
from xuncha.papers.actions.print_paper import read_facts
from xuncha.papers.models import Paper
from xuncha.registry.models import Organisation
from xuncha.trust.access import whole


@pytest.fixture
def tax(cast: Cast) -> Organisation:
    return Organisation.objects.create(tree="unit", name="税务局(虚构)", leadership="垂直管理")


def test_the_picture_shows_blanks_undecided_and_mismatches(cast, tax, enter):
    body = enter(cast.office).get(reverse("rounds-picture")).content.decode()

    assert "现任乙" in body
    assert "税务局(虚构)" in body
    assert "空白" in body
    assert "待领导小组确定" in body


def test_scope_is_narrowed_and_exported(cast, tax, enter):
    client = enter(cast.office)

    narrowed = client.get(reverse("coverage-scope"), {"outcome": "UNDECIDED", "kind": "UNIT"})
    book = client.get(reverse("coverage-scope"), {"xlsx": "scope"})

    assert [row["name"] for row in narrowed.context["table"].rows] == ["税务局(虚构)"]
    assert book.content[:2] == b"PK"


def test_the_office_records_a_decision_and_the_list_gets_shorter(cast, tax, enter):
    client = enter(cast.office)
    given = {
        "organisations": [str(tax.pk)],
        "outcome": "out",
        "mode": "",
        "decided_on": "2026-11-01",
        "body": "县委巡察工作领导小组",
        "document": "会议纪要",
        "reason": "",
    }

    answer = client.post(reverse("coverage-undecided"), given)

    assert answer.status_code == 302
    assert ScopeDecision.objects.get().outcome == "out"
    assert client.get(reverse("coverage-undecided")).context["table"].rows == []


def test_a_refused_decision_keeps_what_was_typed(cast, tax, enter):
    given = {
        "organisations": [str(tax.pk)],
        "outcome": "out",
        "decided_on": "2027-11-01",
        "body": "组",
        "document": "纪要九",
    }

    answer = enter(cast.office).post(reverse("coverage-undecided"), given)

    assert answer.status_code >= 400
    assert "决定日期不能晚于今天" in answer.content.decode()
    assert "纪要九" in answer.content.decode()
    assert not ScopeDecision.objects.exists()


def test_one_button_drafts_the_request(cast, tax, enter):
    answer = enter(cast.office).post(reverse("coverage-undecided"), {"ask": "1"})

    paper = whole(Paper, "a test looks").get()
    assert paper.form == "scope_request"
    assert answer.headers["Location"] == reverse("papers-paper", args=[paper.pk])


def test_one_button_builds_the_missing_targets(cast, enter):
    client = enter(cast.office)

    shown = client.post(reverse("coverage-targets"), follow=True)

    assert Target.objects.count() == 3
    assert shown.redirect_chain[-1][0] == f"{reverse('coverage-targets')}?built=1"
    text = shown.content.decode()
    assert "新生成1个巡察对象" in text
    assert "核对通过" in text


def test_one_button_drafts_the_certificate_with_what_is_still_open(cast, tax, enter):
    client = enter(cast.office)
    client.post(reverse("coverage-targets"))

    answer = client.post(reverse("coverage-targets"), {"certify": "1"})

    paper = whole(Paper, "a test looks").get()
    assert (paper.form, answer.headers["Location"]) == (
        "coverage_certificate", reverse("papers-paper", args=[paper.pk]),
    )  # fmt: skip
    facts = read_facts(by=cast.office, paper=paper)
    assert (facts["holds"], facts["faults"], facts["targets"]) == (True, [], 3)
    assert [row["name"] for row in facts["undecided"]] == [tax.name]
    units = next(row for row in facts["kinds"] if row["kind"] == "单位")
    assert units["all"] == units["counted"] + units["undecided"] + units["joint"] + units["out"]


def test_a_certificate_of_no_targets_is_refused_and_nothing_is_drafted(cast, enter, monkeypatch):
    monkeypatch.setattr("xuncha.coverage.facts.targets_of", lambda term: ())
    answer = enter(cast.office).post(reverse("coverage-targets"), {"certify": "1"})

    assert answer.status_code >= 400
    assert "请先生成巡察对象" in answer.content.decode()
    assert not whole(Paper, "a test looks").exists()


def test_the_leading_group_looks_but_builds_nothing(cast, enter):
    client = enter(cast.leading)

    assert client.get(reverse("coverage-targets")).status_code == 200
    assert client.post(reverse("coverage-targets")).status_code == 403
    assert Target.objects.count() == 2


def test_a_term_is_set_up(cast, enter):
    given = {"name": "第十六届", "starts": "2031-01-01", "ends": "2036-01-01"}

    assert enter(cast.office).post(reverse("coverage-terms"), given).status_code == 302
    assert Term.objects.filter(name="第十六届").exists()


def test_the_decision_form_offers_all_bodies_only_when_asked(cast, tax, enter):
    client = enter(cast.office)

    def offered(**query):
        return len(
            client.get(reverse("coverage-undecided"), query).context["form"].fields["organisations"].choices
        )

    assert (offered(), offered(all="1")) == (1, 4)


def test_the_picture_is_of_the_day_asked_for(cast, enter):
    client = enter(cast.office)

    def covered(day):
        return [
            kind["covered"] for kind in client.get(reverse("rounds-picture"), {"on": day}).context["kinds"]
        ]

    assert covered("2026-12-03") == [0, 0, 0]
    assert covered("2026-12-04") == [2, 0, 0]
    assert covered("not a day") == [0, 0, 0]
