"""Three installations, people who edit, and bundles that go round; beside it an oracle that shares no code with the merge.

The oracle keeps every edit as an event with the events it replaced and the events its author's installation knew. What must be
held is then plain: the events that no known event replaced.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from xuncha.machines.core.standing import (
    GONE,
    Standing,
    decided,
    edited,
    forged,
    met,
    news,
    put_back,
    removed,
)

FIELDS = ("text", "state", "due")
WHERE = ("office", "m1", "m2")


@dataclass(frozen=True)
class Event:
    number: int
    record: str
    field: str
    value: object
    replaced: frozenset[int]
    knew: frozenset[int]


@dataclass
class Site:
    """One installation: its standings, what its screens show, and (for the oracle) which events reached it."""

    name: str
    standings: dict[str, Standing] = field(default_factory=dict)
    screen: dict[tuple[str, str], object] = field(default_factory=dict)
    known: set[int] = field(default_factory=set)
    announced: list[tuple[str, str, frozenset[object]]] = field(default_factory=list)


class World:
    def __init__(self) -> None:
        self.sites = {name: Site(name) for name in WHERE}
        self.events: dict[int, Event] = {}
        self.edits = 0

    def heads(self, site: Site, record: str, name: str) -> list[Event]:
        here = [self.events[one] for one in site.known]
        here = [one for one in here if (one.record, one.field) == (record, name)]
        replaced = {old for one in here for old in one.replaced}
        return [one for one in here if one.number not in replaced]

    def _event(self, site: Site, record: str, name: str, value: object, replaced: set[int]) -> None:
        number = len(self.events) + 1
        self.events[number] = Event(number, record, name, value, frozenset(replaced), frozenset(site.known))
        site.known.add(number)
        self.edits += 1

    def create(self, where: str, record: str) -> None:
        site = self.sites[where]
        if record in site.standings or any(one.record == record for one in self.events.values()):
            return
        for name in FIELDS:
            self._event(site, record, name, f"{record}.{name}", set())
        first = {name: (None, f"{record}.{name}") for name in FIELDS}
        site.standings[record] = edited(Standing(), where, first)
        self._look(site, record)

    def edit(self, where: str, record: str, name: str, value: object) -> None:
        site = self.sites[where]
        standing = site.standings.get(record)
        if standing is None or standing.gone:
            return
        shown = site.screen[record, name]
        if shown == value:
            return
        replaced = {one.number for one in self.heads(site, record, name) if one.value == shown}
        self._event(site, record, name, value, replaced)
        site.standings[record] = edited(standing, where, {name: (shown, value)})
        site.screen[record, name] = value

    def remove(self, where: str, record: str) -> None:
        site = self.sites[where]
        standing = site.standings.get(record)
        if standing is None or standing.gone or GONE in standing.held:
            return
        self._event(site, record, GONE, f"why{len(self.events)}", set())
        site.standings[record] = removed(standing, where, f"why{len(self.events)}")

    def decide(self, where: str, record: str, rng: random.Random) -> None:
        """Somebody settles the first conflict of a record."""
        site = self.sites[where]
        standing = site.standings.get(record)
        if standing is None or not standing.conflicts:
            return
        name = standing.conflicts[0]
        replaced = {one.number for one in self.heads(site, record, name)}
        if name != GONE:
            value = rng.choice(standing.values(name))
            self._event(site, record, name, value, replaced)
            site.standings[record] = decided(standing, where, name, value)
        elif rng.random() < 0.5:
            self._event(site, record, GONE, "", replaced)
            site.standings[record] = put_back(standing, where)
        else:
            self._event(site, record, GONE, f"why{len(self.events)}", replaced)
            site.standings[record] = removed(standing, where, f"why{len(self.events)}")
        self._look(site, record)

    def carry(self, source: str, target: str) -> None:
        """A bundle goes from one installation to another, and is then imported a second time."""
        giver, taker = self.sites[source], self.sites[target]
        for record, theirs in giver.standings.items():
            ours = taker.standings.get(record, Standing())
            assert forged(ours, theirs, source, issued=WHERE) == ""
            merged = met(ours, theirs)
            assert met(merged, theirs) == merged, "importing twice is not importing once"
            assert met(theirs, ours) == merged, "the order of meeting matters"
            for name in news(ours, merged):
                versions = frozenset(map(str, merged.values(name)))
                told = (record, name, versions | {str(sorted(merged.held[name]))})
                assert told not in taker.announced, "a conflict was shown twice"
                taker.announced.append(told)
            assert news(merged, met(merged, theirs)) == ()
            taker.standings[record] = merged
            self._look(taker, record)
        taker.known |= giver.known

    def _look(self, site: Site, record: str) -> None:
        """A screen goes on showing what it showed while that still stands."""
        for name in FIELDS:
            values = site.standings[record].values(name)
            if site.screen.get((record, name)) not in values:
                site.screen[record, name] = values[0]

    def check(self) -> None:
        """Every installation holds exactly the events that nothing it knows replaced; conflicts are exactly those of the oracle."""
        for site in self.sites.values():
            for record, standing in site.standings.items():
                expected = {name: {one.value for one in self.heads(site, record, name)} for name in FIELDS}
                held = {name: set(standing.values(name)) for name in FIELDS}
                assert held == expected, (site.name, record)
                assert standing.gone == self._gone(site, record)
                assert set(standing.conflicts) == self._apart(site, record, expected)

    def _removal(self, site: Site, record: str) -> tuple[bool, bool]:
        """Whether it was removed, and whether somebody disagrees: put it back, or edited it unaware."""
        removals = self.heads(site, record, GONE)
        gone = [one for one in removals if one.value]
        aware = {number for one in removals for number in one.knew}
        edits = [one for name in FIELDS for one in self.heads(site, record, name)]
        against = any(not one.value for one in removals) or any(one.number not in aware for one in edits)
        return bool(gone), bool(gone) and against

    def _gone(self, site: Site, record: str) -> bool:
        gone, against = self._removal(site, record)
        return gone and not against

    def _apart(self, site: Site, record: str, expected: dict[str, set[object]]) -> set[str]:
        gone, against = self._removal(site, record)
        if gone and not against:
            return set()
        return {name for name, values in expected.items() if len(values) > 1} | ({GONE} if against else set())

    def full_exchange(self) -> None:
        for _ in range(2):
            for source in WHERE:
                for target in WHERE:
                    if source != target:
                        self.carry(source, target)
        self.check()
        first = self.sites[WHERE[0]].standings
        assert all(site.standings == first for site in self.sites.values()), "they did not end equal"
        assert all(site.known == set(self.events) for site in self.sites.values())

    def settle(self, rng: random.Random) -> None:
        """All conflicts are decided in one place; after another full exchange nothing is apart anywhere."""
        for record in sorted(self.sites["office"].standings):
            while self.sites["office"].standings[record].conflicts:
                self.decide("office", record, rng)
        self.full_exchange()
        left = [one.conflicts for site in self.sites.values() for one in site.standings.values()]
        assert not any(left)


def story(rng: random.Random, edits: int) -> World:
    """A random history with about ``edits`` edits, then a full exchange and the decision of what is apart."""
    world = World()
    records = [f"r{number}" for number in range(max(3, edits // 25))]
    deeds: list[tuple[int, Callable[[], None]]] = [
        (
            10,
            lambda: world.edit(rng.choice(WHERE), rng.choice(records), rng.choice(FIELDS), rng.randrange(90)),
        ),
        (4, lambda: world.create(rng.choice(WHERE), rng.choice(records))),
        (1, lambda: world.remove(rng.choice(WHERE), rng.choice(records))),
        (2, lambda: world.decide(rng.choice(WHERE), rng.choice(records), rng)),
        (2, lambda: world.carry(*rng.sample(WHERE, 2))),
    ]
    weights = [weight for weight, _ in deeds]
    while world.edits < edits:
        rng.choices([deed for _, deed in deeds], weights)[0]()
    world.check()
    world.full_exchange()
    world.settle(rng)
    return world


def settled_story(rng: random.Random, edits: int) -> None:
    """A story for the proof: it raises AssertionError where something is lost, shown twice, or does not end equal."""
    story(rng, edits)
