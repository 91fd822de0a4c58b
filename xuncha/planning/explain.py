"""Why there is no plan: first count, then the smallest set of sentences that cannot all hold.

Counting (Hall's theorem) gives the sentence that people use themselves: "six leaders are needed, five can be
had". What counting does not see is found by QuickXplain (Junker, AAAI 2004) over groups of demands, where a
group is one rule saying one sentence.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from xuncha.base.words import Sentence
from xuncha.planning.feasible import Switchboard
from xuncha.planning.model import Disagreement, Posted
from xuncha.planning.rule import Choice

Part = TypeVar("Part")


@dataclass(frozen=True)
class Reason:
    """One sentence of the explanation, with the rule it comes from (key, title, basis) and the names behind it.

    `stops` is False for what a counting check foresees and a plan can live with.
    """

    says: Sentence
    rule: str
    title: Sentence
    basis: str
    lists: tuple[tuple[Sentence, tuple[str, ...]], ...] = ()
    stops: bool = True


@dataclass(frozen=True)
class Shortage:
    """`needs` want one each of `able`, and there are not enough: `missing` of them go without whatever one
    does.
    """

    needs: tuple[str, ...]
    able: tuple[str, ...]

    @property
    def missing(self) -> int:
        return len(self.needs) - len(self.able)


def shortage(able: Mapping[str, Collection[str]]) -> Shortage | None:
    """The needs that cannot all be served, each by another one of those able to; None when all can.

    `able[need]` are those who could serve it. By Hall's theorem a shortage exists exactly when some needs
    have fewer able ones among them than they are many; the set returned misses as many as any set does.
    """
    serves: dict[str, str] = {}
    able = {need: sorted(able[need]) for need in sorted(able)}
    spent: set[str] = set()  # tried in vain once; nobody reached through them can ever be freed
    unserved = []
    for need in able:
        tried = set(spent)
        if not _augment(need, able, serves, tried):
            unserved.append(need)
            spent = tried
    if not unserved:
        return None
    needs: set[str] = set(unserved)
    reached: set[str] = set()
    waiting = list(unserved)
    while waiting:
        for one in able[waiting.pop()]:
            if one not in reached:
                reached.add(one)
                if serves[one] not in needs:
                    needs.add(serves[one])
                    waiting.append(serves[one])
    return Shortage(tuple(sorted(needs)), tuple(sorted(reached)))


def _augment(need: str, able: Mapping[str, Collection[str]], serves: dict[str, str], tried: set[str]) -> bool:
    for one in able[need]:
        if one not in tried:
            tried.add(one)
            if one not in serves or _augment(serves[one], able, serves, tried):
                serves[one] = need
                return True
    return False


def smallest_conflict(parts: Sequence[Part], possible: Callable[[Sequence[Part]], bool]) -> tuple[Part, ...]:
    """A smallest set of `parts` that is not `possible`: take any one away and the rest is (QuickXplain).

    Needs that all parts together are impossible, and that fewer parts are never less possible than more.
    """

    def divide(background: list[Part], grown: bool, rest: list[Part]) -> list[Part]:
        if grown and not possible(background):
            return []
        if len(rest) == 1:
            return rest
        first, second = rest[: len(rest) // 2], rest[len(rest) // 2 :]
        from_second = divide(background + first, True, second)
        from_first = divide(background + from_second, bool(from_second), first)
        return from_first + from_second

    if not possible([]):
        return ()
    return tuple(divide([], False, list(parts)))


def explain(choices: Sequence[Choice], posted: Sequence[Posted]) -> tuple[Reason, ...]:
    """The smallest set of sentences that cannot all hold; first rules are ruled out, then sentences of those
    left.

    The set is solved alone by a second solver before it is shown; `Disagreement` if that one finds a plan.
    """
    groups: dict[Said, list[Posted]] = {}
    for p in posted:
        if p.demand.binds:
            groups.setdefault((p.rule.key, p.demand.says.zh), []).append(p)
    board = _board(choices, groups)
    suspects = board.suspects()
    if suspects and len(suspects) < len(groups):
        fewer = _board(choices, {key: groups[key] for key in groups if key in set(suspects)})
        if not fewer.possible(suspects):
            board, groups = fewer, {key: groups[key] for key in groups if key in set(suspects)}
    core = _smallest(board, list(groups))
    if _board(choices, {key: groups[key] for key in core}).possible(core, "scip"):
        raise Disagreement(f"a second solver finds a plan that keeps all of {core}")
    return tuple(_reason(groups[key][0]) for key in core)


Said = tuple[str, str]
"""A group of demands: one rule saying one sentence."""


def _board(choices: Sequence[Choice], groups: Mapping[Said, Sequence[Posted]]) -> Switchboard:
    return Switchboard(choices, {key: [p.demand for p in group] for key, group in groups.items()})


def _smallest(board: Switchboard, keys: Sequence[Said]) -> tuple[Said, ...]:
    """Whole rules first, because there are few of them; then the sentences of the rules that are left."""
    by_rule: dict[str, list[Said]] = {}
    for key in keys:
        by_rule.setdefault(key[0], []).append(key)
    rules = smallest_conflict(
        list(by_rule), lambda some: board.possible([key for rule in some for key in by_rule[rule]])
    )
    return smallest_conflict([key for rule in rules for key in by_rule[rule]], board.possible)


def _reason(posted: Posted) -> Reason:
    rule = posted.rule
    return Reason(posted.demand.says, rule.key, rule.title, rule.basis)
