"""Laying a workbook over what is already known: blanks keep, words replace, nothing is deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from xuncha.base.span import Day
from xuncha.base.words import Sentence
from xuncha.registry.core.county import (
    HEAD_TITLE,
    LIST_OF,
    UNSAID,
    County,
    PostKey,
    Tenure,
    Thing,
)

T = TypeVar("T", bound=Thing)


@dataclass(frozen=True)
class Merged:
    """The county after the workbook. `renamed` posts got their proper title, `restarted` tenures their start:
    both keep their identity, old key → new key.
    """

    county: County
    renamed: Mapping[PostKey, PostKey] = field(default_factory=dict)
    restarted: Mapping[tuple[Any, ...], tuple[Any, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """One thing that an import adds or changes; for a change, field name → (old, new)."""

    kind: str
    thing: Thing
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)

    @property
    def adds(self) -> bool:
        return self.kind == "added"


@dataclass(frozen=True)
class Difference:
    """What importing would do, list by list, and how much would stay as it is."""

    changes: tuple[Change, ...]
    unchanged: int

    def __bool__(self) -> bool:
        return bool(self.changes)

    def counts(self) -> dict[str, tuple[Sentence, int, int]]:
        """List → (what it is, added, changed); lists without changes are left out."""
        counted: dict[str, tuple[Sentence, int, int]] = {}
        for kind, name in LIST_OF.items():
            own = [change for change in self.changes if type(change.thing) is kind]
            if own:
                added = sum(change.adds for change in own)
                counted[name] = (kind.KIND, added, len(own) - added)
        return counted


def over(old: T, new: T) -> T:
    """The old thing with everything that the new one says."""
    return replace(new, **{name: value for name, value in old.said().items() if getattr(new, name) in UNSAID})


def merge(known: County, new: County) -> Merged:
    """The known county with the new one laid over it."""
    renamed = _renamed(known, new)
    known = _with_titles(known, renamed)
    new, restarted = _with_starts(known, new)
    known = _restarted(known, restarted)
    lists = {name: _laid_over(getattr(known, name), things) for name, things in new.lists()}
    return Merged(County(**lists), renamed, restarted)


def _laid_over(old: Iterable[T], new: Iterable[T]) -> tuple[T, ...]:
    found: dict[Any, T] = {thing.key: thing for thing in old}
    for thing in new:
        found[thing.key] = over(found[thing.key], thing) if thing.key in found else thing
    return tuple(found.values())


def _renamed(known: County, new: County) -> dict[PostKey, PostKey]:
    """Posts called 主要负责人 for want of a title, whose proper title the new county brings: a post marked as
    head, or one that the present head holds in the same organisation.
    """
    known_keys = {post.key for post in known.posts}
    present = {
        tenure.person: tenure.post for tenure in known.tenures if tenure.open and _untitled(tenure.post)
    }
    proper: dict[PostKey, set[PostKey]] = {}
    for post in new.posts:
        if post.head:
            proper.setdefault(_place_holder(post.key), set()).add(post.key)
    for tenure in new.tenures:
        if tenure.open and present.get(tenure.person) == _place_holder(tenure.post):
            proper.setdefault(_place_holder(tenure.post), set()).add(tenure.post)
    renamed = {}
    for past, titles in proper.items():
        titles -= {past}
        if past in known_keys and len(titles) == 1 and not titles & known_keys:
            renamed[past] = titles.pop()
    return renamed


def _untitled(post: PostKey) -> bool:
    return post[2] == HEAD_TITLE


def _place_holder(post: PostKey) -> PostKey:
    """The untitled head post of the same organisation."""
    return (post[0], post[1], HEAD_TITLE)


def _with_titles(county: County, renamed: Mapping[PostKey, PostKey]) -> County:
    if not renamed:
        return county
    posts = tuple(replace(p, title=renamed[p.key][2]) if p.key in renamed else p for p in county.posts)
    tenures = tuple(replace(t, post=renamed.get(t.post, t.post)) for t in county.tenures)
    return replace(county, posts=posts, tenures=tenures)


def _with_starts(known: County, new: County) -> tuple[County, dict[tuple[Any, ...], tuple[Any, ...]]]:
    """A tenure whose start was unknown on one side is the same tenure if person and post are."""
    held: dict[tuple[Any, ...], list[Day]] = {}
    for tenure in known.tenures:
        held.setdefault((tenure.person, tenure.post), []).append(tenure.starts)
    restarted, tenures = {}, []
    for tenure in new.tenures:
        starts = held.get((tenure.person, tenure.post), [])
        if len(starts) == 1 and starts[0] != tenure.starts:
            if not tenure.starts.known:
                tenure = replace(tenure, starts=starts[0])
            elif not starts[0].known:
                restarted[(tenure.person, tenure.post, starts[0])] = tenure.key
        tenures.append(tenure)
    return replace(new, tenures=tuple(tenures)), restarted


def _restarted(known: County, restarted: Mapping[tuple[Any, ...], tuple[Any, ...]]) -> County:
    tenures = tuple(
        replace(t, starts=restarted[t.key][2]) if t.key in restarted else t for t in known.tenures
    )
    return replace(known, tenures=tenures)


def difference(old: County, new: County) -> Difference:
    """What laying `new` over `old` adds and changes; importing the same workbook twice gives an empty one."""
    merged = merge(old, new)
    before = _before(old, merged)
    said = _with_starts(_with_titles(old, merged.renamed), new)[0]
    changes, unchanged = [], 0
    for name, things in merged.county.lists():
        touched = {thing.key for thing in getattr(said, name)}
        for thing in things:
            if thing.key not in touched:
                continue
            past = before[name].get(thing.key)
            moved = _moved(past, thing) if past else {}
            if past is None or moved:
                changes.append(Change("added" if past is None else "changed", thing, moved))
            else:
                unchanged += 1
    return Difference(tuple(changes), unchanged)


def _before(old: County, merged: Merged) -> dict[str, dict[Any, Thing]]:
    """The old things under the keys that they have after the merge."""
    before = {name: {thing.key: thing for thing in things} for name, things in old.lists()}
    posts, tenures = before["posts"], before["tenures"]
    for past, now in merged.renamed.items():
        posts[now] = posts.pop(past)
    for key, tenure in list(tenures.items()):
        assert isinstance(tenure, Tenure)
        titled = (tenure.person, merged.renamed.get(tenure.post, tenure.post), tenure.starts)
        now = merged.restarted.get(titled, titled)
        if now != key:
            tenures[now] = tenures.pop(key)
    return before


def _moved(past: Thing, now: Thing) -> dict[str, tuple[Any, Any]]:
    return {
        one.name: (getattr(past, one.name), getattr(now, one.name))
        for one in fields(now)
        if getattr(past, one.name) != getattr(now, one.name)
    }
