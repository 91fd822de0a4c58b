"""The targets that could be cut out of the two trees, before any is chosen.

A cut *aims at* a key post only if it holds the post's unit and Party organisation; the head of a unit whose
members sit in a merged branch is aimed at only where both his unit and one of its organisations are
inspected together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xuncha.coverage.core.facts import Bodies, Body, Form, KeyPost, Kind


@dataclass(frozen=True, slots=True)
class Cut:
    """A possible target: the units and organisations it holds and the key posts it aims at."""

    form: Form
    holds: frozenset[Body]
    aims: frozenset[Body]

    @property
    def covers(self) -> frozenset[Body]:
        """Everything that could count here."""
        return self.holds | self.aims

    @property
    def key(self) -> str:
        """The same for the same holdings, whatever the order they came in."""
        held = sorted(self.holds, key=lambda body: body.sort_key)
        return "+".join(f"{body.kind.name[0]}:{body.key}" for body in held)


@dataclass(frozen=True)
class Trees:
    """The bodies in scope, and who belongs to whom among them."""

    in_scope: frozenset[Body]
    organisations_of: dict[Body, frozenset[Body]]
    units_of: dict[Body, frozenset[Body]]
    posts: tuple[KeyPost, ...]
    posts_of_person: dict[str, tuple[KeyPost, ...]]

    @classmethod
    def of(cls, bodies: Bodies, in_scope: Iterable[Body]) -> Trees:
        """Links and posts with an end out of scope are left out."""
        inside = frozenset(in_scope)
        up: dict[Body, set[Body]] = defaultdict(set)
        down: dict[Body, set[Body]] = defaultdict(set)
        for link in bodies.links:
            unit, organisation = Body(Kind.UNIT, link.unit), Body(Kind.ORGANISATION, link.organisation)
            if unit in inside and organisation in inside:
                up[unit].add(organisation)
                down[organisation].add(unit)
        posts = tuple(post for post in bodies.posts if Body(Kind.POST, post.key) in inside)
        known = {post.key: post for post in posts}
        held: dict[str, list[KeyPost]] = defaultdict(list)
        for holder in bodies.holders:
            if holder.post in known:
                held[holder.person].append(known[holder.post])
        return cls(
            inside,
            {one: frozenset(others) for one, others in up.items()},
            {one: frozenset(others) for one, others in down.items()},
            posts,
            {person: tuple(their) for person, their in held.items()},
        )

    def homes(self, post: KeyPost) -> frozenset[Body]:
        """The unit and the organisation that a post stands in, as far as they are in scope."""
        homes = set()
        if post.unit:
            homes.add(Body(Kind.UNIT, post.unit))
        if post.organisation:
            homes.add(Body(Kind.ORGANISATION, post.organisation))
        return frozenset(homes) & self.in_scope

    def aims(self, holds: frozenset[Body], post: KeyPost) -> bool:
        """Whether an inspection of `holds` aims at `post`."""
        homes = self.homes(post)
        if not homes <= holds or not homes:
            return False
        parties = frozenset().union(*(self.organisations_of.get(home, frozenset()) for home in homes))
        return not parties or bool(parties & holds) or any(home.kind is Kind.ORGANISATION for home in homes)


def cuts(trees: Trees, largest_joint: int) -> tuple[Cut, ...]:
    """Every possible target, each set of holdings once, in the order of their keys.

    `largest_joint` is the most units that are joined in one target.
    """
    found: dict[frozenset[Body], Form] = {}
    for form, holds in (*_alone(trees), *_joint(trees, largest_joint), *_leaders(trees, largest_joint)):
        found.setdefault(holds, form)
    by_post = defaultdict(set)
    for post in trees.posts:
        for home in trees.homes(post):
            by_post[home].add(post)
    made = (_cut(trees, form, holds, by_post) for holds, form in found.items())
    return tuple(sorted(made, key=lambda cut: cut.key))


def _cut(trees: Trees, form: Form, holds: frozenset[Body], by_post: dict[Body, set[KeyPost]]) -> Cut:
    near = {post for body in holds for post in by_post.get(body, ())}
    aims = frozenset(Body(Kind.POST, post.key) for post in near if trees.aims(holds, post))
    return Cut(form, holds, aims)


def _alone(trees: Trees) -> Iterator[tuple[Form, frozenset[Body]]]:
    for body in trees.in_scope:
        if body.kind is Kind.UNIT:
            yield Form.UNIT, frozenset({body})
        elif body.kind is Kind.ORGANISATION:
            yield Form.ORGANISATION, frozenset({body})


def _joint(trees: Trees, largest: int) -> Iterator[tuple[Form, frozenset[Body]]]:
    for organisation, units in trees.units_of.items():
        if len(units) <= largest:
            yield Form.JOINT, units | {organisation}


def _leaders(trees: Trees, largest: int) -> Iterator[tuple[Form, frozenset[Body]]]:
    """Around each unit with its organisations, each post with all it stands in, and each person with all his
    posts.
    """
    for unit, organisations in trees.organisations_of.items():
        for organisation in organisations:
            yield Form.LEADER, frozenset({unit, organisation})
        yield Form.LEADER, organisations | {unit}
    for post in trees.posts:
        if homes := trees.homes(post):
            yield Form.LEADER, homes.union(*(trees.organisations_of.get(home, frozenset()) for home in homes))
    for posts in trees.posts_of_person.values():
        homes = frozenset().union(*(trees.homes(post) for post in posts))
        units = {home for home in homes if home.kind is Kind.UNIT}
        if homes and len(units) <= largest:
            yield Form.LEADER, homes.union(*(trees.organisations_of.get(unit, frozenset()) for unit in units))
