"""Whom to talk to at a body of a county that is given as plain facts, and on which days: without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.conf import settings

from xuncha.base.words import Sentence
from xuncha.base.workdays import Calendar
from xuncha.interviews.core.candidates import Candidate, Demands, candidates
from xuncha.interviews.core.lay import slots_of_a_day
from xuncha.interviews.core.people import PostHeld
from xuncha.interviews.core.plan.arrange import Wanted
from xuncha.interviews.core.plan.facts import Grid, Pair
from xuncha.interviews.core.plan.wishes import (
    Ground,
    Listing,
    Provisions,
    kept_on_list,
    provisions_of,
    shares_of,
    wishes_of,
)
from xuncha.interviews.core.timetable import Talk, Terms
from xuncha.interviews.core.worth import worths
from xuncha.interviews.facts import layers
from xuncha.office.command import Stop
from xuncha.registry.core.county import County, Tenure
from xuncha.rulebook.core.rule import pick
from xuncha.rulebook.models import shipped_rules


@dataclass(frozen=True)
class Stay:
    """The first day, how many working days, how many pairs of talkers; `share` per cent of the seats to be used, None: by the rules."""

    starts: date
    days: int
    pairs: int
    share: int | None = None


def wanted_of(county: County, body: str, stay: Stay) -> tuple[Wanted, Terms]:
    """What the solver is given for a body with the units below it. Raises Stop where nobody holds a post there, YearUnknown.

    Pairs are named by numbers, for a workbook does not say who inspects; nobody has asked to talk and nobody was picked.
    """
    rules = _rules(stay.starts)
    calendar = Calendar.official()
    days = tuple(calendar.add(calendar.back(stay.starts, 1), n) for n in range(1, stay.days + 1))
    terms = Terms.of(days[0], days[-1], rules)
    grid = Grid(days, slots_of_a_day(terms), terms.pause_minutes, rules["per_pair"])
    pairs = tuple(
        Pair(str(n), (f"主谈{n}", f"记录{n}"), f"谈话室{n}", experienced=True, woman=n == 1)
        for n in range(1, stay.pairs + 1)
    )
    offices = _offices(county, body)
    people = candidates(_held(county, offices), stay.starts, _demands(rules))
    if not people:
        raise Stop(2, Sentence(f"没有登记{body}的任职。", f"No tenure at {body} is on record."))
    types = {one.office: offices[one.office] for one in people}
    cells = {(one.layer, types[one.office]) for one in people}
    provisions = provisions_of({name: rules[name] for name in Provisions.__slots__})
    worth = worths((), rules["prior"], cells)
    ground = Ground(people, types, worth, layers(), pairs, days, provisions)
    listings = [Listing(_must(one), free=True) for one in people if one.must]
    share = provisions.load if stay.share is None else stay.share
    wanted = Wanted(
        wishes=wishes_of(listings, ground),
        pairs=pairs,
        grid=grid,
        shares=shares_of(ground, kept_on_list(listings)),
        at_most=stay.days * stay.pairs * grid.per_pair * share // 100,
        one_in=provisions.outside,
        seed=body,
        spare=provisions.spare,
    )
    return wanted, terms


def _rules(on: date) -> dict[str, Any]:
    rules = shipped_rules()
    names = ("hours", "talkers", "slot", "safety", "per_pair", "must_layers", "retired_years", "prior")
    return {
        name: pick(rules, f"interviews.{name}", on, settings.XUNCHA_AREA).value
        for name in (*names, *Provisions.__slots__)
    }


def _demands(rules: dict[str, Any]) -> Demands:
    must = frozenset(rules["must_layers"])
    return Demands(must | {"head"} if "leading" in must else must, rules["retired_years"], layers())


def _offices(county: County, body: str) -> dict[str, str]:
    """The body, the units below it and their own Party organisations, each with its category. Raises Stop."""
    units = {one.name: one for one in county.units}
    if body not in units:
        near = get_close_matches(body, sorted(units), n=1, cutoff=0.5)
        hint = Sentence(f"是不是“{near[0]}”？", f"Do you mean “{near[0]}”?") if near else None
        raise Stop(2, Sentence(f"没有“{body}”这个单位。", f"There is no unit “{body}”."), hint)
    found = {body: units[body].category}
    while below := {u.name: u.category for u in county.units if u.parent in found and u.name not in found}:
        found |= below
    return found | {one.party: found[one.unit] for one in county.links if one.own and one.unit in found}


def _held(county: County, offices: dict[str, str]) -> list[PostHeld]:
    posts = {post.key: post for post in county.posts if post.organisation in offices}
    return [_tenure(row, posts[row.post]) for row in county.tenures if row.post in posts]


def _tenure(row: Tenure, post: Any) -> PostHeld:
    return PostHeld(
        person="/".join(row.person),
        name=row.person[0],
        office=post.organisation,
        office_name=post.organisation,
        post=post.title,
        span=row.span,
        head=bool(post.head),
        rank=post.rank,
        order=post.order or 50,
        over_money=bool(post.over_money),
        over_people=bool(post.over_people),
        over_projects=bool(post.over_projects),
    )


def _must(one: Candidate) -> Talk:
    return Talk(one.person, one.person, one.name, one.office, one.office_name, one.post, one.level, "must")
