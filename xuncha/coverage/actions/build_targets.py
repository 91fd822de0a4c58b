"""Cut the targets that are still missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.coverage.core import facts as core
from xuncha.coverage.core.choose import choose
from xuncha.coverage.core.facts import Bodies, Body, Kind
from xuncha.coverage.core.rules import Mode, Outcome
from xuncha.coverage.core.scope import Verdict
from xuncha.coverage.facts import Scene, largest_joint, scene
from xuncha.coverage.models import Target, TargetMember, Term
from xuncha.trust import clock
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE

Choosing = Callable[[Bodies, Mapping[Body, Verdict], int, Sequence[core.Target]], tuple[core.Target, ...]]


def build_targets(*, by: Any, term: Term, choosing: Choosing = choose) -> list[Target]:
    """New targets for everything in scope that no target of the term counts; existing targets stay as they are.

    The choosing happens before, and outside, the transaction. Raises Refusal as `keep_targets` does.
    """
    today = clock.today()
    now = scene(term, today)
    chosen = choosing(now.bodies, now.verdicts, largest_joint(today), now.targets)
    return keep_targets(by=by, term=term, chosen=chosen)


@action("targets.build", roles=OFFICE, says=Sentence("生成巡察对象", "cut the targets"))
def keep_targets(act: Act, *, term: Term, chosen: Sequence[core.Target]) -> list[Target]:
    """Targets that were chosen. Raises Refusal when something of them is counted by now, or is no longer in scope."""
    before = scene(term, act.today)
    if any(not _open(before, body) for target in chosen for body in target.counts):
        act.refuse(
            "changed",
            Sentence(
                "生成期间范围或者对象已被改动，没有保存。",
                "Scope or targets were changed meanwhile; nothing was kept.",
            ),
            Sentence("请重新生成。", "Build them again."),
        )
    taken = set(act.see(Target).filter(term=term).values_list("name", flat=True))
    return [_add(act, term, target, _free(target.name, taken), _mode(target, before)) for target in chosen]


def _open(before: Scene, body: Body) -> bool:
    """Whether a body is in scope and counted by no target."""
    verdict = before.verdicts.get(body)
    return verdict is not None and verdict.outcome is Outcome.IN and body not in before.target_of


def _add(act: Act, term: Term, target: core.Target, name: str, mode: Mode) -> Target:
    row = act.add(
        Target(term=term, name=name, shape=target.form.name.lower(), mode=mode.value.zh),
        members=len(target.bodies),
    )
    members = [
        *(_member(row, body, counts=True) for body in _in_order(target.counts)),
        *(_member(row, body, counts=False) for body in _in_order(target.listed)),
    ]
    TargetMember._default_manager.bulk_create(members)
    return row


def _in_order(bodies: frozenset[Body]) -> list[Body]:
    return sorted(bodies, key=lambda body: body.sort_key)


def _member(row: Target, body: Body, counts: bool) -> TargetMember:
    if body.kind is Kind.POST:
        return TargetMember(target=row, post_id=body.key, counts=counts)
    return TargetMember(target=row, organisation_id=body.key, counts=counts)


def _mode(target: core.Target, before: Scene) -> Mode:
    """The mode that most of its bodies have; 直接 goes before the others."""
    modes = [before.verdicts[body].mode or Mode.DIRECT for body in _in_order(target.counts)]
    return Mode.DIRECT if Mode.DIRECT in modes else modes[0]


def _free(name: str, taken: set[str]) -> str:
    """A name that no other target of the term bears, within the column's length."""
    short = name if len(name) <= 190 else f"{name[:186]}……"
    free = next(one for one in (short, *(f"{short}（{n}）" for n in range(2, 99))) if one not in taken)
    taken.add(free)
    return free
