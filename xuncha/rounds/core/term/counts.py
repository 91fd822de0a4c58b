"""What counting alone can say against any plan of the term, in words and before any solver is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from xuncha.base.words import Sentence
from xuncha.planning.explain import Reason
from xuncha.planning.rule import Rule
from xuncha.rounds.core.term.arranging import Arranging
from xuncha.rounds.core.term.blocks import Block, blocks
from xuncha.rounds.core.term.facts import Target
from xuncha.rounds.core.term.rules import capacity, joint, most_targets, pinned, townships

NAMES = Sentence("涉及", "concerned")


def no_rounds(problem: Arranging) -> Iterator[Reason]:
    """Targets are left and no round is to come."""
    if problem.free and not problem.rounds:
        says = Sentence(
            f"还有{len(problem.free)}个对象没有巡察，本届{problem.numbers.rounds}轮已经排完",
            f"{len(problem.free)} targets are left, the term's {problem.numbers.rounds} rounds are over",
        )
        yield _reason(most_targets.RULE, says, [one.name for one in problem.free])


def outside(problem: Arranging) -> Iterator[Reason]:
    """A round that was settled on is not one of those to come."""
    for target in problem.free:
        for rule, number in ((pinned.RULE, target.pinned), (joint.RULE, target.joint)):
            if problem.rounds and number is not None and number not in problem.rounds:
                says = Sentence(
                    f"{target.name}定在第{number}轮，能安排的只有第{problem.rounds.start}至第{problem.rounds.stop - 1}轮",
                    f"{target.name} is settled on round {number}, which is not to come",
                )
                yield _reason(rule, says, [target.name])


def nowhere(problem: Arranging) -> Iterator[Reason]:
    """Pins, joint rounds and shut rounds together leave a target no round at all."""
    if not problem.rounds:
        return
    for block in blocks(problem):
        if not block.costs and not block.again:
            names = [problem.target[key].name for key in block.targets]
            wishes = [said for key in block.targets for said in _wishes(problem.target[key])]
            says = Sentence(
                f"{'、'.join(names)}没有一轮可以安排：{'；'.join(said.zh for said in wishes)}",
                f"no round is left for {', '.join(names)}: {'; '.join(said.en for said in wishes)}",
            )
            yield _reason(pinned.RULE, says, names)


def _wishes(target: Target) -> Iterator[Sentence]:
    if target.pinned is not None:
        yield Sentence(f"{target.name}已定在第{target.pinned}轮", f"settled on round {target.pinned}")
    if target.joint is not None:
        yield Sentence(f"{target.name}联动定在第{target.joint}轮", f"joint in round {target.joint}")
    for one in target.closed:
        yield Sentence(
            f"{target.name}第{one.first}至第{one.last}轮不安排（{one.why}）",
            f"shut in rounds {one.first} to {one.last} ({one.why})",
        )


def too_many(problem: Arranging) -> Iterator[Reason]:
    """More targets than all rounds take, or more pinned to a round than it takes; the same for townships."""
    limits = problem.numbers
    sorts: tuple[tuple[Rule, str, str, int, Callable[[Block], int]], ...] = (
        (most_targets.RULE, "个巡察对象", "targets", limits.most, lambda one: one.counts),
        (townships.RULE, "个镇（街道）", "townships", limits.townships, lambda one: one.townships),
    )
    firsts = [one for one in blocks(problem) if not one.again]
    for rule, zh, en, most, count in sorts:
        whole, room = sum(map(count, firsts)), most * len(problem.rounds)
        if problem.rounds and whole > room:
            says = Sentence(
                f"还有{whole}{zh}，余下{len(problem.rounds)}轮每轮至多{most}，只能安排{room}，多出{whole - room}",
                f"{whole} {en} are left, {len(problem.rounds)} rounds of {most} take {room}: {whole - room} too many",
            )
            yield _reason(rule, says, [])
        fixed: Counter[int] = Counter()
        for one in firsts:
            if len(one.costs) == 1:
                fixed[next(iter(one.costs))] += count(one)
        for number, there in sorted(fixed.items()):
            if there > most:
                says = Sentence(
                    f"只能放在第{number}轮的有{there}{zh}，每轮至多{most}",
                    f"{there} {en} can only stand in round {number}, which takes {most}",
                )
                yield _reason(rule, says, [])


def too_much(problem: Arranging) -> Iterator[Reason]:
    """More work than the forces of all rounds, or one target that is too much for any."""
    if problem.capacity is None or not problem.rounds:
        return
    firsts = [one for one in blocks(problem) if not one.again]
    work, room = sum(one.days for one in firsts), problem.capacity * len(problem.rounds)
    if work > room:
        says = Sentence(
            f"全部工作量{work}人天，余下{len(problem.rounds)}轮每轮{problem.capacity}人天，共{room}人天，缺{work - room}人天",
            f"the work is {work} person-days, {len(problem.rounds)} rounds can do {room}: {work - room} are missing",
        )
        yield _reason(capacity.RULE, says, [])
    large = [one for one in firsts if one.days > problem.capacity]
    if large:
        shown = [f"{problem.target[one.key].name} {one.days}" for one in large]
        says = Sentence(
            f"{len(large)}个对象（镇连同所辖村）一轮做不完：一轮只有{problem.capacity}人天",
            f"{len(large)} targets are too much for one round of {problem.capacity} person-days",
        )
        yield _reason(capacity.RULE, says, shown)


def foreseen(problem: Arranging) -> Iterator[Reason]:
    """What a plan can live with: second visits for which the term is too short."""
    late = [one.name for one in problem.wished if problem.rounds and not problem.return_rounds(one)]
    if late:
        says = Sentence(
            f"余下的轮次已不够隔{problem.numbers.look_back.apart}轮，{len(late)}个回头看安排不了",
            f"{len(late)} second visits come too late in the term",
        )
        yield _reason(pinned.RULE, says, late, stops=False)


COUNTS = (no_rounds, outside, nowhere, too_many, too_much, foreseen)


def _reason(rule: Rule, says: Sentence, names: list[str], stops: bool = True) -> Reason:
    lists = ((NAMES, tuple(names)),) if names else ()
    return Reason(says, rule.key, rule.title, rule.basis, lists, stops)
