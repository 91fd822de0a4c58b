"""People whom another county lends for a round: no locals, gone with the loan, a burden there, asked of no unit here."""

from __future__ import annotations

import pytest

from tests.teams.conftest import Office
from tests.teams.entries import fact, held_back, put
from xuncha.registry.models import Person
from xuncha.teams.actions.accept import accept
from xuncha.teams.actions.draft import draft, draft_all
from xuncha.teams.actions.enter import strike
from xuncha.teams.facts import forming_of
from xuncha.teams.models import Cadre, Drafting, TeamMember
from xuncha.teams.upkeep import CROSSING
from xuncha.trust.access import see
from xuncha.trust.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("days", "crossing", "held"),
    [
        (("2026-01-01", "2027-12-31"), True, ""),
        (("2026-01-01", ""), True, ""),
        (("2026-01-01", "ENTRY"), True, "异地交叉派入到ENTRY为止"),
        (("2025-01-01", "2025-12-31"), False, "不在异地交叉派入期内"),
        (("2031-01-01", ""), False, "不在异地交叉派入期内"),
    ],
)
def test_whoever_another_county_has_lent_is_no_local_and_is_sought_within_the_loan_alone(
    office: Office, days: tuple[str, str], crossing: bool, held: str
):
    entry = str(office.cast.round.entry_day)
    starts, ends = (day.replace("ENTRY", entry) for day in days)
    put(office, CROSSING, fact(office, "吴六", starts, ends, what="邻县", document="市委巡察办函"))
    seen = forming_of(office.cast.office, office.cast.round, office.groups).cadre["吴六"]
    assert (seen.crossing, held_back(office, "吴六")) == (crossing, held.replace("ENTRY", entry))


def test_a_guest_of_no_unit_here_stands_under_the_county_that_lent_him(office: Office):
    cadre = office.cadres["吴六"]
    see(Cadre, office.cast.office).filter(pk=cadre.pk).update(unit=None)
    Person.objects.filter(pk=cadre.person_id).update(unit=None)
    put(office, CROSSING, fact(office, "吴六", "2026-01-01", what="邻县"))
    forming = forming_of(office.cast.office, office.cast.round, office.groups)
    assert forming.cadre["吴六"].unit == "邻县"
    assert forming.lender["邻县"].lent == 0


def test_a_guest_is_asked_of_no_unit(office: Office):
    by, around = office.cast.office, office.cast.round
    accept(by=by, proposal=office.form())
    guest = see(TeamMember, by).order_by("pk").first().cadre_id
    name = see(Cadre, by).select_related("person").get(pk=guest).person.name
    put(office, CROSSING, fact(office, name, "2026-01-01", what="邻县"))
    with pytest.raises(Refusal, match="由外县"):
        draft(by=by, around=around, cadre=office.cadres[name])
    found = draft_all(by=by, around=around)
    asked = set(see(Drafting, by).values_list("cadre_id", flat=True))
    assert found.left == ()
    assert asked == set(see(TeamMember, by).values_list("cadre_id", flat=True)) - {guest}


def test_a_loan_that_was_struck_leaves_somebody_of_this_county(office: Office):
    (row,) = put(office, CROSSING, fact(office, "吴六", "2025-01-01", "2025-12-31", what="邻县"))
    strike(by=office.cast.office, entry=row, version=1, reason="登记有误")
    assert held_back(office, "吴六") == ""
