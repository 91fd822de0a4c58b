"""Cut the targets that are still missing."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.coverage.core import facts as core
from xuncha.coverage.core.choose import choose
from xuncha.coverage.core.facts import Body, Kind
from xuncha.coverage.core.rules import Mode
from xuncha.coverage.facts import Scene, largest_joint, scene
from xuncha.coverage.models import Target, TargetMember, Term
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("targets.build", roles=OFFICE, says=Sentence("生成巡察对象", "cut the targets"))
def build_targets(act: Act, *, term: Term) -> list[Target]:
    """New targets for everything in scope that no target of the term counts; existing targets stay as they are."""
    before = scene(term, act.today)
    chosen = choose(before.bodies, before.verdicts, largest_joint(act.today), before.targets)
    taken = set(act.see(Target).filter(term=term).values_list("name", flat=True))
    return [_add(act, term, target, _free(target.name, taken), _mode(target, before)) for target in chosen]


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
