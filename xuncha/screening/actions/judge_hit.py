"""核实疑点: a person went and looked. Only a person makes anything of a doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xuncha.base.words import Sentence
from xuncha.rounds.models import Inspection
from xuncha.screening.models import RESULTS, Hit
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM


@action(
    "screening.judge",
    roles=TEAM,
    where="hit",
    says=Sentence("登记疑点核实结果", "record what checking a doubt gave"),
)
def judge_hit(act: Act, *, hit: Hit, version: int, result: str, reason: str) -> Hit:
    """成立, 不成立 or 转其他, with its reason; may be changed later, the journal keeps each. Raises Refusal, Stale."""
    if result not in RESULTS:
        act.refuse("result", Sentence("请选择核实结果。", "Choose a result."))
    if not reason.strip():
        act.refuse(
            "reason",
            Sentence("请写明核实的依据和理由。", "Write what was looked at and why."),
            Sentence(
                "例：已看发票和验收单，两张发票号不同，为两次采购。",
                "For example: two invoices of two purchases were seen.",
            ),
        )
    return act.change(
        hit, version, noting=result, state=result, reason=vault.seal(hit, "reason", reason.strip()),
        judged_on=act.today, judged_by=act.by,
    )  # fmt: skip


@dataclass(frozen=True)
class Result:
    """What somebody wrote beside a doubt: the doubt, the version that was on the page, the result and the reason."""

    hit: Hit
    version: int
    result: str
    reason: str


@action(
    "screening.judge_many",
    roles=TEAM,
    where="inspection",
    says=Sentence("登记一批疑点核实结果", "record what checking several doubts gave"),
)
def judge_hits(act: Act, *, inspection: Inspection, results: Sequence[Result]) -> int:
    """All of a sheet that came back, or none of it; how many. Raises Refusal, Stale."""
    if not results:
        act.refuse("none", Sentence("没有填写任何结果。", "No result was filled in."))
    for one in results:
        judge_hit(by=act, hit=one.hit, version=one.version, result=one.result, reason=one.reason)
    return len(results)
