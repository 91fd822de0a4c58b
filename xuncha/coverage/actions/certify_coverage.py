"""Draft the certificate of coverage: what the proof found on the day, with what is still open."""

from __future__ import annotations

from typing import Any

from xuncha.base.words import Sentence
from xuncha.coverage.core.facts import Kind
from xuncha.coverage.core.rules import Outcome
from xuncha.coverage.facts import Scene, scene
from xuncha.coverage.models import Term
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.models import Paper, organ
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE

FAULTS = (("空白", "blanks"), ("重复计数", "doubles"), ("计数有误", "astray"))


@action(
    "coverage.certify", roles=OFFICE, says=Sentence("拟制全覆盖核对单", "draft the certificate of coverage")
)
def certify_coverage(act: Act, *, term: Term) -> Paper:
    """The recount as it stands, whether it holds or not. Raises Refusal while there are no targets."""
    now = scene(term, act.today)
    if not now.targets:
        act.refuse(
            "no_targets",
            Sentence("还没有巡察对象，请先生成巡察对象。", "There are no targets yet; build them first."),
        )
    facts = {
        "organ": organ("office", act.today),
        "term": term.name,
        "on": act.today.isoformat(),
        "holds": now.proof.holds,
        "targets": len(now.targets),
        "listed": len(now.proof.listed),
        "kinds": [_counted(now, kind) for kind in Kind],
        "faults": [
            {"sort": sort, "says": one.says.zh} for sort, name in FAULTS for one in getattr(now.proof, name)
        ],
        "undecided": [
            {"name": v.name, "tree": v.body.kind.value.zh, "reason": v.reason.zh, "who": v.who_decides.zh}
            for v in now.proof.undecided
        ],
    }
    return draft_paper(by=act, form="coverage_certificate", facts=facts, about_id=term.pk)


def _counted(now: Scene, kind: Kind) -> dict[str, Any]:
    of = {body: one.outcome for body, one in now.verdicts.items() if body.kind is kind}
    by = {outcome: sum(one is outcome for one in of.values()) for outcome in Outcome}
    return {
        "kind": kind.value.zh,
        "all": len(of),
        "counted": sum(body in now.target_of for body in of),
        "blank": sum(one.body.kind is kind for one in now.proof.blanks),
        "joint": by[Outcome.JOINT],
        "out": by[Outcome.OUT],
        "undecided": by[Outcome.UNDECIDED],
    }
