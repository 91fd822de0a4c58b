"""Small counties for tests of scope, targets and proof: by hand, at random, and one of a real size."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from xuncha.base.words import same
from xuncha.coverage.core.facts import Bodies, Body, Holder, KeyPost, Kind, Link, Node
from xuncha.coverage.core.rules import Outcome
from xuncha.coverage.core.scope import Verdict


def unit(key: str) -> Body:
    return Body(Kind.UNIT, key)


def party(key: str) -> Body:
    return Body(Kind.ORGANISATION, key)


def post(key: str) -> Body:
    return Body(Kind.POST, key)


def county(
    links: dict[str, tuple[str, ...]], heads: dict[str, str] | None = None, **secretaries: str
) -> Bodies:
    """Units with the organisations they belong to, the head of each, and organisation → secretary."""
    heads = heads or {}
    organisations = sorted({one for many in links.values() for one in many} | set(secretaries))
    posts = [KeyPost(f"{u}.head", "主要负责人", unit=u, heads_unit=True) for u in heads]
    posts += [KeyPost(f"{o}.sec", "书记", organisation=o, is_secretary=True) for o in secretaries]
    holders = [Holder(f"{u}.head", who, who) for u, who in heads.items()]
    holders += [Holder(f"{o}.sec", who, who) for o, who in secretaries.items()]
    return Bodies(
        units=tuple(Node(u, u) for u in links),
        organisations=tuple(Node(o, o) for o in organisations),
        links=tuple(Link(u, o) for u, many in links.items() for o in many),
        posts=tuple(posts),
        holders=tuple(holders),
    )


def all_in(bodies: Bodies, **others: Outcome) -> dict[Body, Verdict]:
    """Everything in scope, save the keys named."""
    return {
        body: Verdict(body, name, others.get(body.key, Outcome.IN), same(""))
        for body, name in bodies.names().items()
    }


@st.composite
def counties(draw: st.DrawFn) -> Bodies:
    """A few units and organisations, linked anyhow, with heads who may head several units."""
    units = [f"u{n}" for n in range(draw(st.integers(1, 5)))]
    organisations = [f"o{n}" for n in range(draw(st.integers(0, 4)))]
    some = st.lists(st.sampled_from(organisations), max_size=2, unique=True) if organisations else st.just([])
    links = {one: tuple(draw(some)) for one in units}
    people = st.sampled_from(["甲", "乙", "丙"])
    heads = {one: draw(people) for one in units if draw(st.booleans())}
    secretaries = {one: draw(people) for one in organisations if draw(st.booleans())}
    return county(links, heads, **secretaries)


def large(units: int, seed: int = 7) -> Bodies:
    """A county with a third of its units in merged branches, some units in two organisations, some heads of two units."""
    rnd = random.Random(seed)
    links: dict[str, tuple[str, ...]] = {}
    heads: dict[str, str] = {}
    for n in range(units):
        own = (f"o{n}",)
        if rnd.random() < 0.35:
            own = (f"m{rnd.randrange(units // 12 + 1)}",)
        if rnd.random() < 0.1:
            own += (f"x{rnd.randrange(units // 10 + 1)}",)
        links[f"u{n}"] = own
        heads[f"u{n}"] = f"p{n}" if rnd.random() < 0.93 else f"p{max(n - 1, 0)}"
    secretaries = {one: f"s{one}" for one in sorted({o for many in links.values() for o in many})}
    return county(links, heads, **secretaries)
