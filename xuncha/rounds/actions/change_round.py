"""Change the days and settings of an open round: entry days slip, telephone numbers change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.rounds.core.opening import leaving_day
from xuncha.rounds.models import Inspection, Round
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action(
    "rounds.change", roles=OFFICE, says=Sentence("调整本轮时间和设置", "change days and settings of a round")
)
def change_round(
    act: Act,
    *,
    round: Round,
    entry_day: date,
    stay_days: int,
    settings: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> Round:
    """The plan counted back follows by itself; inspections that kept the round's days move with it.

    Papers already drafted keep their facts. Raises Refusal for a closed round or a day outside the term, Stale.
    """
    if round.state == "closed":
        act.refuse(
            "closed", Sentence("本轮已经结束，不能再改。", "The round is closed and cannot be changed.")
        )
    if not round.term.starts <= entry_day < round.term.ends:
        act.refuse("entry", Sentence("进驻日不在本届之内。", "The entry day lies outside the term."))
    if not 1 <= stay_days <= 400:
        act.refuse("stay", Sentence("驻点天数要在1到400之间。", "A stay lasts between 1 and 400 days."))
    before = (round.entry_day, round.leaves_day)
    after = (entry_day, leaving_day(entry_day, stay_days))
    chosen = {**round.settings, **dict(settings or {}), "stay_days": stay_days}
    act.change(round, version, entry_day=after[0], leaves_day=after[1], settings=chosen, noting="days")
    for inspection in act.see(Inspection).filter(round=round, starts=before[0], ends=before[1]):
        act.change(inspection, starts=after[0], ends=after[1])
    return round
