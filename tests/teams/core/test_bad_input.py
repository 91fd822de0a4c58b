"""What people enter by mistake or cannot help: an answer in words, or a plan."""

from tests.teams.core.people import cadre, chief, forming, need
from xuncha.base.span import Span
from xuncha.planning.solve import Status
from xuncha.teams.core.facts import Absence, Pin, Tie
from xuncha.teams.core.form import check_plan, form_teams
from xuncha.teams.core.forming import Formation, Seat
from xuncha.trust.core.roles import Role

PEOPLE = [chief("a"), chief("b"), *(cadre(f"m{n}") for n in range(4))]
TEAMS = [need("1"), need("2")]


def said(result) -> list[str]:
    assert (result.status, result.plan) == (Status.IMPOSSIBLE, None)
    return sorted(one.says.zh for one in result.reasons)


def test_somebody_pinned_to_two_teams_is_answered_with_both_pins_and_the_rule():
    assert said(form_teams(forming(PEOPLE, TEAMS, pins=(Pin("m0", "1"), Pin("m0", "2"))))) == [
        "一人只编入一个组",
        "已定干部m0编入第1组",
        "已定干部m0编入第2组",
    ]


def test_somebody_pinned_into_and_out_of_one_team_is_answered_with_both():
    torn = forming(PEOPLE, TEAMS, pins=(Pin("m0", "1"), Pin("m0", "1", serves=False)))
    assert said(form_teams(torn)) == ["已定干部m0不编入第1组", "已定干部m0编入第1组"]


def test_a_hand_made_plan_with_somebody_in_two_teams_is_judged_and_not_repaired_in_silence():
    plan = Formation(
        forming(PEOPLE, TEAMS),
        (
            Seat("1", "a", Role.LEADER),
            Seat("2", "b", Role.LEADER),
            Seat("1", "m0", Role.MEMBER),
            Seat("2", "m0", Role.MEMBER),
        ),
    )
    binding = [one.broken.says.zh for one in check_plan(plan) if one.broken.price is None]
    assert binding == ["干部m0被编入2个组"]


def test_leaders_who_are_all_recused_are_counted():
    ties = tuple(Tie(who, "亲属", to) for who in "ab" for to in ("o1", "o2"))
    result = form_teams(forming(PEOPLE, TEAMS, ties=ties))
    assert said(result) == ["需要2名组长，符合条件、不须回避且可全程脱产的只有0名，缺2名"]
    named = {title.zh: names for title, names in result.reasons[0].lists}
    assert named["符合条件、可脱产，但须回避"] == ("干部a", "干部b")


def test_a_pool_that_no_unit_can_spare_is_counted():
    kept = [cadre(f"m{n}", release="none") for n in range(4)]
    assert said(form_teams(forming([chief("a", release="none"), *kept], [need("1")]))) == [
        "1个组至少需要1人，符合选调条件且可脱产的只有0人，缺1人",
        "需要1名组长，符合条件且可全程脱产的只有0名，缺1名",
    ]


def test_whoever_is_away_on_one_day_of_the_round_is_not_sought_and_between_two_absences_he_is():
    """The round runs from 2 March to the end of April."""
    around = (
        Absence(Span.of("2026-01-05", "2026-03-02"), "学习"),
        Absence(Span.of("2026-05-06", ""), "挂职"),
    )
    hole = (Absence(Span.of("2026-04-07", "2026-04-08"), "体检"),)
    free = forming([chief("a", absences=around), cadre("m0")], [need("1")])
    assert form_teams(free).status is Status.PROVEN
    assert said(form_teams(forming([chief("a", absences=hole), cadre("m0")], [need("1")]))) == [
        "需要1名组长，符合条件且可全程脱产的只有0名，缺1名"
    ]


def test_an_absence_whose_days_are_not_known_keeps_away():
    unsure = (Absence(Span.of("不详", ""), "借调"),)
    assert said(form_teams(forming([chief("a", absences=unsure), cadre("m0")], [need("1")]))) == [
        "需要1名组长，符合条件且可全程脱产的只有0名，缺1名"
    ]
