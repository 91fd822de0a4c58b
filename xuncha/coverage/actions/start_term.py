"""Begin a term: five years over which everything in scope is inspected once."""

from __future__ import annotations

from datetime import date

from xuncha.base.words import Sentence
from xuncha.coverage.models import Term
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("term.start", roles=OFFICE, says=Sentence("设立届次", "begin a term"))
def start_term(act: Act, *, name: str, starts: date, ends: date) -> Term:
    """A new term. Raises Refusal when it overlaps another one or ends before it starts."""
    if ends <= starts:
        act.refuse("days", Sentence("届次的截止日期要晚于开始日期。", "A term must end after it starts."))
    if act.see(Term).filter(starts__lt=ends, ends__gt=starts).exists():
        act.refuse(
            "overlap",
            Sentence("这段时间已有另一个届次。", "Another term lies in these years."),
            Sentence("请核对起止日期。", "Check the days."),
        )
    return act.add(Term(name=name.strip(), starts=starts, ends=ends), starts=starts, ends=ends)
