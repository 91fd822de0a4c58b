"""Each rule's two faces are held against each other: the cheapest plan by the checks alone is what the solver found by the posts."""

import random
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interviews.core.plan.builders import DAYS, ONE, SLOTS, TWO, wish
from xuncha.base.words import Sentence
from xuncha.interviews.core.plan.arrange import RULES, check_arrangement
from xuncha.interviews.core.plan.arranging import Arrangement, Arranging, Seat
from xuncha.interviews.core.plan.facts import Busy, Grid, Share
from xuncha.interviews.core.plan.first import first
from xuncha.planning.model import WEIGHT
from xuncha.planning.solve import solve

GRID = Grid(DAYS[:2], SLOTS[:2], 15, 2)
FORBIDDEN = 10**9


def cost(arrangement):
    """By the checks alone."""
    return sum(
        FORBIDDEN if v.broken.price is None else WEIGHT[v.rule.grade] * v.broken.price
        for v in check_arrangement(arrangement)
    )


def task(dice):
    people = []
    for n in range(dice.randrange(1, 4)):
        kind = dice.choice(("must", "asked", "drawn", "ranked", "ranked"))
        people.append(
            wish(
                str(n), kind, dice.choice(("leading", "middle", "staff")), office=dice.choice("op"),
                worth=dice.randrange(1, 9) if kind == "ranked" else 0,
                away=frozenset(dice.sample(DAYS[:2], dice.choice((0, 0, 1)))),
                barred=frozenset(dice.choice(("", "", "1", "2"))),
                woman=dice.random() < 0.2,
                window=(DAYS[1], DAYS[1]) if dice.random() < 0.3 else None,
            )
        )  # fmt: skip
    busy = tuple(
        Busy(
            dice.choice(DAYS[:2]),
            SLOTS[0],
            dice.choice((ONE, TWO)).inspectors,
            "一室",
            "o",
            dice.randrange(4),
        )
        for _ in range(dice.randrange(2))
    )
    share = Share(Sentence("层", "layer"), frozenset(dice.sample([p.key for p in people], 1)), 1)
    outside = min(dice.randrange(2), sum(p.kind == "drawn" for p in people))
    return Arranging(tuple(people), (ONE, TWO), GRID, busy, (share,), dice.randrange(4), outside)


def all_arrangements(problem):
    places = [None, *product(GRID.days, ("1", "2"))]
    for chosen in product(places, repeat=len(problem.wishes)):
        seats = tuple(
            Seat(w.key, *place) for w, place in zip(problem.wishes, chosen, strict=True) if place is not None
        )
        yield Arrangement(problem, seats)


@given(st.integers(0, 10**6))
@settings(deadline=None, max_examples=25)
def test_the_cheapest_of_all_plans_by_the_checks_is_what_the_posts_lead_to(seed):
    problem = task(random.Random(seed))
    result = solve(problem, RULES)
    assert result.objective == min(map(cost, all_arrangements(problem)))
    assert cost(result.plan) == result.objective


@given(st.integers(0, 10**6))
@settings(deadline=None, max_examples=40)
def test_the_first_plan_keeps_all_that_binds(seed):
    problem = task(random.Random(seed))
    assert cost(problem.plan(first(problem))) < FORBIDDEN


def test_every_rule_has_words_in_both_languages():
    assert [rule.key for rule in RULES if not (rule.title.zh and rule.title.en)] == []
    assert len({rule.key for rule in RULES}) == len(RULES) == 14
