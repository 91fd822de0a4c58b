"""The pool's sheets of the county workbook."""

from dataclasses import replace

import pytest

from tests.cast import Cast
from xuncha.base.span import Day
from xuncha.base.words import Sentence
from xuncha.registry.core.county import Cadre as Sheet
from xuncha.registry.core.county import County, Guest, Recusal
from xuncha.registry.models import Person
from xuncha.registry.takers import TAKERS
from xuncha.teams.actions import take_cadres as taking
from xuncha.teams.models import Cadre, CadreEntry, RecusalFact
from xuncha.trust.access import see
from xuncha.trust.act import action
from xuncha.trust.core.roles import OFFICE

pytestmark = pytest.mark.django_db


@action("test.take", roles=OFFICE, says=Sentence("试", "try"))
def take(act, *, county):
    results = (taking.take_cadres(act, county), taking.take_recusals(act, county))
    return [(one.added, one.changed, one.unchanged) for one in results]


def county(**facts) -> County:
    cadre = Sheet(
        person=("前任甲", ""),
        unit="水务局(虚构)",
        identity="公务员",
        rank="乡科级正职",
        skills=("财务", "审计"),
        leader_pool=True,
        free_from=Day(2026, 10),
        rounds_served=2,
    )
    recusal = Recusal(("前任甲", ""), "亲属", "嵩阳街道办事处(虚构)", text="妻在财政所")
    return County(cadres=(cadre,), recusals=(recusal,), **facts)


def test_both_sheets_are_taken(cast: Cast):
    assert take(by=cast.office, county=county()) == [(1, 0, 0), (1, 0, 0)]
    row = see(Cadre, cast.office).select_related("unit").get()
    assert (row.unit.name, row.skills, row.free_from, row.leader_pool) == (
        "水务局(虚构)",
        ["财务", "审计"],
        "2026-10",
        True,
    )
    fact = see(RecusalFact, cast.office).select_related("organisation").get()
    assert (fact.kind, fact.organisation.name) == ("亲属", "嵩阳街道办事处(虚构)")
    assert "财政所".encode() not in bytes(fact.text)


def test_taking_twice_changes_nothing(cast: Cast):
    take(by=cast.office, county=county())
    assert take(by=cast.office, county=county()) == [(0, 0, 1), (0, 0, 1)]
    assert see(Cadre, cast.office).get().version == 1


def test_a_blank_leaves_what_is_known_and_a_new_value_is_written(cast: Cast):
    take(by=cast.office, county=county())
    again = County(cadres=(Sheet(person=("前任甲", ""), rounds_served=3),))
    assert take(by=cast.office, county=again) == [(0, 1, 0), (0, 0, 0)]
    row = see(Cadre, cast.office).get()
    assert (row.rounds_served, row.identity, row.rank) == (3, "公务员", "乡科级正职")


def test_somebody_who_stands_in_the_pool_only_becomes_a_person(cast: Cast):
    take(by=cast.office, county=County(cadres=(Sheet(person=("新名字", ""), identity="参公"),)))
    assert Person.objects.filter(name="新名字").count() == 1


@action("test.take_guests", roles=OFFICE, says=Sentence("试", "try"))
def take_all(act, *, county):
    taking.take_cadres(act, county)
    done = taking.take_guests(act, county)
    return done.added, done.changed, done.unchanged


def test_a_guest_of_another_county_becomes_a_dated_entry_and_a_longer_loan_is_written(cast: Cast):
    who = ("郑平", "")
    guest = Guest(who, Day(2026, 3, 1), None, "邻川县", "统筹函")
    sheet = County(cadres=(Sheet(person=who),), guests=(guest,))
    assert [take_all(by=cast.office, county=sheet) for _ in range(2)] == [(1, 0, 0), (0, 0, 1)]
    longer = replace(sheet, guests=(replace(guest, ends=Day(2026, 6, 30)),))
    assert take_all(by=cast.office, county=longer) == (0, 1, 0)
    row = see(CadreEntry, cast.office).get()
    assert (row.kind, row.starts, row.ends, row.what, row.document) == (
        "crossing", "2026-03-01", "2026-06-30", "邻川县", "统筹函",
    )  # fmt: skip


def test_the_registry_calls_the_takers_in_order():
    ours = [take for _, take in TAKERS if take.__module__ == taking.__name__]
    assert ours == [taking.take_cadres, taking.take_guests, taking.take_recusals]
