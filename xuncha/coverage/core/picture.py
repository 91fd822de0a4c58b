"""Coverage on a day: covered ÷ in scope, and for every other body the reason why it is not covered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from xuncha.base.words import Sentence
from xuncha.coverage.core.facts import Body, Kind, Target, Visit
from xuncha.coverage.core.rules import Outcome
from xuncha.coverage.core.scope import Verdict


class State(Enum):
    """Where a body stands in the term."""

    COVERED = Sentence("已巡察", "covered")
    UNDER_WAY = Sentence("正在巡察", "under way")
    PLANNED = Sentence("已列入轮次", "in a round")
    WAITING = Sentence("待安排", "not yet in a round")
    BLANK = Sentence("空白", "no target")
    UNDECIDED = Sentence("待领导小组确定", "undecided")
    JOINT = Sentence("联动参与", "joint with the body above")
    OUT = Sentence("不纳入", "not in scope")


OUTSIDE = {Outcome.UNDECIDED: State.UNDECIDED, Outcome.JOINT: State.JOINT, Outcome.OUT: State.OUT}
FURTHEST = (State.COVERED, State.UNDER_WAY, State.PLANNED, State.WAITING)


@dataclass(frozen=True, slots=True)
class Standing:
    """One body on the day, with its counting target and the reason in words."""

    body: Body
    name: str
    state: State
    target: str
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Picture:
    """All bodies on the day. Only bodies in scope are in the share; the rest is listed with its reason."""

    standings: tuple[Standing, ...]

    def of(self, kind: Kind) -> tuple[Standing, ...]:
        """The standings of one kind of body."""
        return tuple(one for one in self.standings if one.body.kind is kind)

    def share(self, kind: Kind | None = None) -> tuple[int, int]:
        """(covered, in scope), for one kind or for all bodies."""
        inside = [
            one
            for one in self.standings
            if one.state not in OUTSIDE.values() and kind in (None, one.body.kind)
        ]
        return sum(one.state is State.COVERED for one in inside), len(inside)


def picture(
    verdicts: Mapping[Body, Verdict], targets: Sequence[Target], visits: Iterable[Visit], on: date
) -> Picture:
    """Where every body stands on day `on`. A stay known to the month only ends with the month's last day."""
    target_of = {body: target for target in targets for body in target.counts}
    best: dict[str, tuple[State, str]] = {}
    for visit in visits:
        found = (_state(visit, on), visit.round_name)
        if visit.target not in best or FURTHEST.index(best[visit.target][0]) > FURTHEST.index(found[0]):
            best[visit.target] = found
    return Picture(tuple(_standing(verdict, target_of.get(body), best) for body, verdict in verdicts.items()))


def _state(visit: Visit, on: date) -> State:
    starts, ends = visit.stay.starts, visit.stay.ends
    if visit.done or (ends is not None and ends.known and ends.latest <= on):
        return State.COVERED
    if starts is not None and starts.earliest <= on:
        return State.UNDER_WAY
    return State.PLANNED


def _standing(verdict: Verdict, target: Target | None, best: Mapping[str, tuple[State, str]]) -> Standing:
    if verdict.outcome is not Outcome.IN:
        return Standing(verdict.body, verdict.name, OUTSIDE[verdict.outcome], "", verdict.reason)
    if target is None:
        reason = Sentence("在范围内，但没有巡察对象", "in scope, but in no target")
        return Standing(verdict.body, verdict.name, State.BLANK, "", reason)
    state, round_name = best.get(target.key, (State.WAITING, ""))
    reason = (
        Sentence(f"{round_name}：{state.value.zh}", f"{round_name}: {state.value.en}")
        if round_name
        else state.value
    )
    return Standing(verdict.body, verdict.name, state, target.name, reason)
