"""A county workbook as the facts of scope and proof, on one day; names are the keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from xuncha.base.span import Held, Span
from xuncha.coverage.core.cuts import Trees
from xuncha.coverage.core.facts import Bodies, Body, Form, Holder, KeyPost, Kind, Link, Node, Target, Visit
from xuncha.registry.core.county import County, Inspected, Post, Tenure

ACTING = "主持工作"


def bodies_of(county: County, on: date, area: str = "") -> Bodies:
    """The two trees, the links, the head and key posts and who holds them on day `on`."""
    its_parties: dict[str, list[str]] = defaultdict(list)
    for link in county.links:
        its_parties[link.unit].append(link.party)
    posts = [post for post in county.posts if post.head or post.key_post]
    return Bodies(
        units=tuple(
            Node(one.name, one.name, one.category, one.leadership, one.level) for one in county.units
        ),
        organisations=tuple(Node(one.name, one.name, one.category, "", one.level) for one in county.parties),
        links=tuple(Link(one.unit, one.party) for one in county.links),
        posts=tuple(_post(post, its_parties) for post in posts),
        holders=tuple(_holders(county.tenures, {post.key for post in posts}, on)),
        area=area or area_of(county),
    )


def area_of(county: County) -> str:
    """The division code that the units' own codes agree on, "" when they carry none or disagree."""
    codes = {unit.code[:6] for unit in county.units if len(unit.code) >= 6}
    return codes.pop() if len(codes) == 1 else ""


def is_secretary(title: str) -> bool:
    """Whether a title names the first secretary of a Party organisation (党组书记、局长)."""
    return "书记" in title.replace("副书记", "").replace("书记员", "")


def _post(post: Post, its_parties: Mapping[str, list[str]]) -> KeyPost:
    key = "/".join(post.key)
    if post.tree == "party":
        return KeyPost(key, post.title, organisation=post.organisation, is_secretary=bool(post.head))
    parties = its_parties.get(post.organisation, [])
    own = parties[0] if len(parties) == 1 and is_secretary(post.title) else ""
    return KeyPost(key, post.title, post.organisation, own, bool(post.head), bool(own))


def _holders(tenures: Iterable[Tenure], posts: set[tuple[str, str, str]], on: date) -> Iterable[Holder]:
    """Who holds each post on the day; one who may hold it (only the month is known) counts where nobody
    surely does.
    """
    by_post: dict[tuple[str, str, str], list[tuple[Held, Tenure]]] = defaultdict(list)
    for tenure in tenures:
        held = tenure.span.holds(on)
        if tenure.post in posts and held is not Held.NO:
            by_post[tenure.post].append((held, tenure))
    for post, holding in by_post.items():
        sure = [tenure for held, tenure in holding if held is Held.YES]
        for tenure in sure or [tenure for _, tenure in holding]:
            yield Holder("/".join(post), "/".join(tenure.person), tenure.person[0], tenure.kind == ACTING)


def past_targets(
    inspected: Iterable[Inspected], bodies: Bodies, counting: Mapping[str, bool]
) -> tuple[tuple[Target, ...], tuple[Visit, ...]]:
    """What earlier rounds of the term inspected. `counting` tells of each kind of round whether it counts.

    Rows of one round that name a unit and its own Party organisation are one target. A merged branch counts
    only itself: that it was visited proves nothing of its units. A unit that was visited counts with its
    head, for it was him they saw.
    """
    trees = Trees.of(bodies, bodies.each())
    targets: list[Target] = []
    visits: list[Visit] = []
    for rows in _together(inspected, trees):
        first = rows[0]
        holds = frozenset().union(*(_holds(row, trees) for row in rows))
        aims = frozenset(
            Body(Kind.POST, post.key)
            for post in trees.posts
            if trees.homes(post) and trees.homes(post) <= holds
        )
        why_not = _why_not(first, counting)
        counts = not why_not
        key = f"第{first.round}轮：{first.organisation}"
        targets.append(
            Target(
                key,
                first.organisation,
                Form.JOINT,
                holds | aims if counts else frozenset(),
                frozenset() if counts else holds,
                why_not,
            )
        )
        visits.append(Visit(key, f"第{first.round}轮", Span(first.starts, first.ends), done=True))
    return tuple(targets), tuple(visits)


def _why_not(row: Inspected, counting: Mapping[str, bool]) -> str:
    """The word for why a row does not count, "" when it does: what the row itself says goes before its kind
    and mode.
    """
    uncounted = [word for word in (row.kind, row.mode) if not counting.get(word, True)]
    if row.counts is not None:
        return "" if row.counts else next(iter(uncounted), row.kind or "不计数")
    return next(iter(uncounted), "")


def _holds(row: Inspected, trees: Trees) -> frozenset[Body]:
    """The organisation named, with the other side of the link where both sides have no other."""
    here = Body(Kind.UNIT if row.tree == "unit" else Kind.ORGANISATION, row.organisation)
    up, down = trees.organisations_of, trees.units_of
    across, back = (up, down) if row.tree == "unit" else (down, up)
    alone = {other for other in across.get(here, ()) if back[other] == {here}}
    if row.tree == "party" and len(across.get(here, ())) != 1:
        alone = set()
    return frozenset({here, *alone}) & trees.in_scope


def _together(rows: Iterable[Inspected], trees: Trees) -> list[list[Inspected]]:
    groups: list[tuple[tuple[str, int, str], frozenset[Body], list[Inspected]]] = []
    for row in rows:
        round_key, holds = (row.term, row.round, row.kind), _holds(row, trees)
        place = next(
            (n for n, (key, held, _) in enumerate(groups) if key == round_key and held & holds), None
        )
        if place is None:
            groups.append((round_key, holds, [row]))
        else:
            _, held, its = groups[place]
            groups[place] = (round_key, held | holds, [*its, row])
    return [its for _, holds, its in groups if holds]
