"""Why a target stands in its round: what holds it there, what draws it, and what another round would cost."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.base.words import Sentence
from xuncha.rounds.core.term.arranging import Arrangement, Placed
from xuncha.rounds.core.term.facts import Target


def why(plan: Arrangement, one: Placed) -> tuple[Sentence, ...]:
    """The reasons in the order of their weight; what is not true of it is not said."""
    target = plan.problem.target[one.target]
    if one.again:
        return (*_again(plan, target, one), *_shut(target))
    return (*_held(plan, target), *_drawn(plan, target, one), *_shut(target))


def _held(plan: Arrangement, target: Target) -> Iterator[Sentence]:
    if target.pinned is not None:
        yield Sentence(f"已定在第{target.pinned}轮", f"settled on round {target.pinned}")
    if target.joint is not None:
        yield Sentence(f"与上级第{target.joint}轮联动", f"joint with the level above in round {target.joint}")
    town = plan.problem.target.get(target.town)
    if town is not None and town.done is None:
        yield Sentence(f"随{town.name}同轮", f"goes with {town.name}")


def _drawn(plan: Arrangement, target: Target, one: Placed) -> Iterator[Sentence]:
    grade = plan.problem.numbers.grade(target.risk)
    yield Sentence(
        f"风险{grade.name.zh}，每晚一轮{grade.points}分", f"risk {grade.name.en}, {grade.points} a round"
    )
    if target.due is not None:
        yield Sentence(
            f"上次巡察{target.since}，至迟第{target.due}轮",
            f"last {target.since}, round {target.due} at the latest",
        )
    others = plan.together(target.sector, one.round) - 1
    if target.sector and others > 0:
        yield Sentence(
            f"与本轮{target.sector}系统其他{others}个对象集中",
            f"together with {others} more of sector {target.sector}",
        )
    elif target.sector:
        yield Sentence(f"属{target.sector}系统", f"sector {target.sector}")
    yield Sentence(f"工作量{target.days}人天", f"{target.days} person-days")


def _again(plan: Arrangement, target: Target, one: Placed) -> Iterator[Sentence]:
    first = plan.visits.get(one.target) if target.done is None else target.done
    percent = plan.problem.numbers.look_back.percent
    yield Sentence(
        f"首次第{first}轮，回头看工作量按{percent}%计{plan.days(one)}人天",
        f"first visit in round {first}; {plan.days(one)} person-days, {percent} per cent of it",
    )


def _shut(target: Target) -> Iterator[Sentence]:
    for window in target.closed:
        yield Sentence(
            f"第{window.first}至第{window.last}轮不安排（{window.why}）",
            f"out of rounds {window.first} to {window.last} ({window.why})",
        )
