"""Turns the rows of the registry into the county that `core` takes. Cadres and rounds are told by later rooms."""

from __future__ import annotations

from typing import Any

from xuncha.base.span import UNKNOWN, Day
from xuncha.registry.core.county import County, Link, Party, Person, Post, Tenure, Unit, Workload
from xuncha.registry.models import Organisation, UnitParty
from xuncha.registry.models import Person as PersonRow
from xuncha.registry.models import Post as PostRow
from xuncha.registry.models import Tenure as TenureRow
from xuncha.trust.access import see

FIGURES = ("staff", "budget", "projects", "villages", "letters")
"""Keys of `Organisation.figures`: persons, cents a year, counts."""


def county_of(by: Any) -> County:
    """Units, Party organisations, links, posts, persons, tenures and workloads as the registry holds them."""
    organisations = list(see(Organisation, by).select_related("parent"))
    units = [one for one in organisations if one.tree == "unit"]
    posts = see(PostRow, by).select_related("organisation")
    tenures = see(TenureRow, by).select_related("person", "post__organisation")
    return County(
        units=tuple(_unit(one) for one in units),
        parties=tuple(_party(one) for one in organisations if one.tree == "party"),
        links=tuple(
            Link(one.unit.name, one.party.name, one.own)
            for one in see(UnitParty, by).select_related("unit", "party").order_by("id")
        ),
        posts=tuple(_post(one) for one in posts),
        persons=tuple(_person(one) for one in see(PersonRow, by).select_related("unit").order_by("id")),
        tenures=tuple(_tenure(one) for one in tenures.order_by("id")),
        workloads=tuple(
            Workload(one.name, **{key: one.figures.get(key) for key in FIGURES})
            for one in units
            if one.figures
        ),
    )


def _unit(one: Organisation) -> Unit:
    return Unit(
        one.name,
        one.category,
        one.level,
        one.leadership,
        one.parent.name if one.parent else "",
        one.code,
        one.to_check,
        one.note,
    )


def _party(one: Organisation) -> Party:
    parent = one.parent.name if one.parent else ""
    return Party(one.name, one.category, one.level, parent, one.to_check, one.note)


def post_key(one: PostRow) -> tuple[Any, str, str]:
    """The natural key of a post row."""
    return (one.organisation.tree, one.organisation.name, one.title)


def _post(one: PostRow) -> Post:
    return Post(
        *post_key(one),
        one.rank,
        one.grade,
        one.head,
        one.key,
        one.over_money,
        one.over_people,
        one.over_projects,
        one.order,
    )


def _person(one: PersonRow) -> Person:
    return Person(
        one.name,
        one.code,
        one.gender,
        Day.parse(one.born),
        one.native_place,
        one.grown_place,
        one.unit.name if one.unit else "",
        one.party_member,
    )


def _tenure(one: TenureRow) -> Tenure:
    return Tenure(
        (one.person.name, one.person.code),
        post_key(one.post),
        Day.parse(one.starts) or UNKNOWN,
        Day.parse(one.ends),
        one.kind,
    )
