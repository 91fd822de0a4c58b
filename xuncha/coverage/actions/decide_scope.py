"""Record what the leading group decided, outside and on paper, about bodies whose scope it alone can settle."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xuncha.base.words import Sentence
from xuncha.coverage.core.rules import MODES, OUTCOMES, Mode, Outcome
from xuncha.coverage.models import ScopeDecision, Term
from xuncha.registry.models import Organisation
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("scope.decide", roles=OFFICE, says=Sentence("记录巡察范围决定", "record a decision on scope"))
def decide_scope(
    act: Act,
    *,
    term: Term,
    organisations: Sequence[Organisation],
    outcome: str,
    decided_on: date,
    body: str,
    document: str,
    mode: str = "",
    reason: str = "",
) -> list[ScopeDecision]:
    """One decision about one or many bodies. A decision of the same day about the same body is replaced.

    Raises Refusal without bodies or document, for a day in the future, or for an outcome that is none.
    """
    _check(act, organisations, outcome, mode, decided_on, document)
    mode = mode if OUTCOMES[outcome] is Outcome.IN else ""
    values = {
        "outcome": outcome,
        "mode": mode or (Mode.DIRECT.value.zh if OUTCOMES[outcome] is Outcome.IN else ""),
        "body": body.strip(),
        "document": document.strip(),
        "reason": reason.strip(),
        "recorded_by": act.by,
    }
    rows = []
    for organisation in organisations:
        known = (
            act.see(ScopeDecision).filter(term=term, organisation=organisation, decided_on=decided_on).first()
        )
        if known is not None:
            rows.append(act.change(known, **values))
        else:
            row = ScopeDecision(term=term, organisation=organisation, decided_on=decided_on, **values)
            rows.append(act.add(row, outcome=outcome, decided_on=decided_on))
    return rows


def _check(
    act: Act, organisations: Sequence[Organisation], outcome: str, mode: str, decided_on: date, document: str
) -> None:
    if not organisations:
        act.refuse("nobody", Sentence("请至少选一个单位或党组织。", "Choose at least one body."))
    if OUTCOMES.get(outcome) not in (Outcome.IN, Outcome.JOINT, Outcome.OUT) or (mode and mode not in MODES):
        act.refuse(
            "outcome", Sentence("请选择纳入、联动参与或者不纳入。", "Choose in, joint or not in scope.")
        )
    if decided_on > act.today:
        act.refuse("future", Sentence("决定日期不能晚于今天。", "The decision cannot lie in the future."))
    if not document.strip():
        act.refuse(
            "document",
            Sentence("请填写依据文件或会议纪要。", "Name the document or the minutes."),
            Sentence("没有文件的口头意见不能作为范围依据。", "An oral opinion is no basis for scope."),
        )
