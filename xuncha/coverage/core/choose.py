"""Which of the possible targets to take: every body once, with few targets, and nobody visited twice without
need.

An exact model, solved part by part: bodies that no possible target joins do not bear on each other. A part
that one target holds whole needs no solver; the others go to `planning` together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from xuncha.coverage.core.cuts import Cut, Trees, cuts
from xuncha.coverage.core.facts import Bodies, Body, Form, Kind, Target
from xuncha.coverage.core.rules import Outcome
from xuncha.coverage.core.scope import Verdict

FORMS = tuple(Form)


def choose(
    bodies: Bodies, verdicts: Mapping[Body, Verdict], largest_joint: int, kept: Sequence[Target] = ()
) -> tuple[Target, ...]:
    """New targets for every body in scope that none of the `kept` targets counts, in the order of their
    names.

    A body that no target can hold (a post whose unit is not in scope) is left blank, for the proof to show.
    """
    in_scope = [body for body, verdict in verdicts.items() if verdict.outcome is Outcome.IN]
    done = frozenset().union(*(target.counts for target in kept))
    wanted = frozenset(in_scope) - done
    possible = cuts(Trees.of(bodies, in_scope), largest_joint)
    useful = [cut for cut in possible if cut.covers & wanted]
    taken: list[Cut] = []
    hard: list[Cut] = []
    for part in _parts(useful):
        whole = _whole(part, wanted, done)
        if whole:
            taken.append(whole)
        else:
            hard += part
    if hard:
        taken += _solved(hard, wanted, done)
    return _counted(taken, wanted, bodies)


def _parts(all_cuts: Iterable[Cut]) -> list[list[Cut]]:
    """Cuts in groups that share no body."""
    parent: dict[Body, Body] = {}

    def root(body: Body) -> Body:
        parent.setdefault(body, body)
        while parent[body] is not body:
            parent[body] = parent[parent[body]]
            body = parent[body]
        return body

    groups: dict[Body, list[Cut]] = defaultdict(list)
    all_cuts = list(all_cuts)
    for cut in all_cuts:
        first, *others = cut.covers
        for other in others:
            parent[root(other)] = root(first)
    for cut in all_cuts:
        groups[root(next(iter(cut.covers)))].append(cut)
    return list(groups.values())


def _whole(part: Sequence[Cut], wanted: frozenset[Body], done: frozenset[Body]) -> Cut | None:
    """The one cut that holds all that is wanted of a part, revisiting as little as possible."""
    all_wanted = frozenset().union(*(cut.covers for cut in part)) & wanted
    holding = [cut for cut in part if all_wanted <= cut.covers]
    return min(
        holding,
        key=lambda cut: (len(cut.holds & done), len(cut.holds), FORMS.index(cut.form), cut.key),
        default=None,
    )


def _solved(hard: Sequence[Cut], wanted: frozenset[Body], done: frozenset[Body]) -> list[Cut]:
    from xuncha.coverage.core.covering import (
        solved,
    )  # the solver takes most of a second to load; most counties need none

    return solved(hard, wanted, done)


def _counted(taken: Sequence[Cut], wanted: frozenset[Body], bodies: Bodies) -> tuple[Target, ...]:
    """Each wanted body counts in one of the cuts that cover it: the one that joins most, then the first by
    key.
    """
    names = bodies.names()
    counts: dict[Cut, set[Body]] = {cut: set() for cut in taken}
    order = sorted(taken, key=lambda cut: (-len(cut.covers), cut.key))
    left = set(wanted)
    for cut in order:
        counts[cut] = left & cut.covers
        left -= cut.covers
    targets = [
        Target(cut.key, _name(cut, names), cut.form, frozenset(counts[cut]), cut.holds - counts[cut])
        for cut in taken
        if counts[cut]
    ]
    return tuple(sorted(targets, key=lambda target: (target.name, target.key)))


def _name(cut: Cut, names: Mapping[Body, str]) -> str:
    held = sorted(cut.holds, key=lambda body: body.sort_key)
    units = "、".join(names[body] for body in held if body.kind is Kind.UNIT)
    parties = "、".join(names[body] for body in held if body.kind is Kind.ORGANISATION)
    return f"{units}（{parties}）" if units and parties else units or parties
