"""The rule book on the screen."""

import pytest

from tests.cast import TODAY
from xuncha.rulebook.core.rule import pick
from xuncha.rulebook.models import RuleRecord, look, shipped_rules

pytestmark = pytest.mark.django_db
KEY = "papers.series.office"
AMENDED = {
    "do": "amend",
    "value": "明巡办",
    "basis": "县委办通知",
    "starts": TODAY.isoformat(),
    "article": "",
    "area": "",
}


def test_every_rule_is_listed_and_has_its_page(cast, enter):
    client = enter(cast.office)
    page = client.get("/rules/").content.decode()
    for key in {one.key for one in shipped_rules()}:
        assert f"/rules/{key}/" in page or len(shipped_rules()) > 100
        assert client.get(f"/rules/{key}/").status_code == 200, key


def test_a_page_that_needs_a_record_nobody_entered_says_which_and_where(cast, enter, monkeypatch):
    monkeypatch.setattr(RuleRecord, "rule", lambda row: pick([], row.key, TODAY))
    RuleRecord.objects.create(key=KEY, title="代字", title_en="series", value="明巡办", basis="通知(虚构)")
    answer = enter(cast.office).get("/rules/")
    assert answer.status_code == 422
    assert f"没有 {TODAY} 有效的“{KEY}”" in answer.content.decode()
    assert "请在“规则库”中补录" in answer.content.decode()


def test_unchecked_rules_say_so(cast, enter):
    assert "还没有对照原文核实" in enter(cast.office).get(f"/rules/{KEY}/").content.decode()


def test_the_list_is_filtered_by_subject(cast, enter):
    page = enter(cast.office).get("/rules/?subject=papers").content.decode()
    assert f"/rules/{KEY}/" in page
    assert "/rules/rounds.kinds/" not in page


def test_a_new_record_is_entered(cast, enter):
    assert enter(cast.office).post(f"/rules/{KEY}/", AMENDED).status_code == 302
    assert look(KEY, TODAY).value == "明巡办"


def test_each_entry_of_a_small_table_has_its_field(cast, enter):
    key = "rectification.report"
    page = enter(cast.office).get(f"/rules/{key}/").content.decode()
    assert 'name="value.number"' in page
    assert 'name="value.unit"' in page


def test_a_table_is_edited_one_entry_a_line(cast, enter):
    client = enter(cast.office)
    assert "常规 | regular | 是" in client.get("/rules/rounds.kinds/").content.decode()
    assert client.post("/rules/rounds.kinds/", {**AMENDED, "value": "常规 | regular | 否"}).status_code == 302
    assert look("rounds.kinds", TODAY).value == [{"key": "常规", "en": "regular", "counts": False}]


def test_a_line_that_cannot_be_read_is_named_and_changes_nothing(cast, enter):
    answer = enter(cast.office).post("/rules/rounds.kinds/", {**AMENDED, "value": "常规 | 是"})
    assert "第 1 行有 2 栏，应当是 3 栏" in answer.content.decode()
    assert "常规 | 是" in answer.content.decode()
    assert not RuleRecord.objects.exists()


def test_an_entry_that_lies_deeper_has_its_own_field(cast, enter):
    page = enter(cast.office).get("/rules/coverage.scope.vertical/").content.decode()
    assert 'name="value.fits.relations"' in page


def test_a_team_reads_and_is_offered_no_form(cast, enter):
    page = enter(cast.member).get(f"/rules/{KEY}/").content.decode()
    assert 'value="amend"' not in page
    assert enter(cast.member).post(f"/rules/{KEY}/", AMENDED).status_code == 403
    assert not RuleRecord.objects.exists()


def test_contacts_and_administrators_do_not_open_it(cast, enter):
    assert {
        enter(getattr(cast, who)).get("/rules/").status_code for who in ("contact", "system", "audit")
    } == {403}


def test_an_unknown_rule_is_not_found(cast, enter):
    assert enter(cast.office).get("/rules/no.such/").status_code == 404
