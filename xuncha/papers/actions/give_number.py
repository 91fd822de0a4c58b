"""编号: the next number of the form's series in the year of signing. A number is never given twice, void or not."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.papers.actions._step import ready
from xuncha.papers.core.numbers import next_number
from xuncha.papers.models import NumberSeries, Paper, series_mark
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import INSIDE


@action("papers.give_number", roles=INSIDE, where="anywhere", says=Sentence("文书编号", "number a paper"))
def give_number(act: Act, *, paper: Paper, version: int | None = None) -> Paper:
    """Give the signed paper its number. Raises Refusal, Stale, and NoRule when the series has no 机关代字."""
    now, _ = ready(act, paper, "give_number")
    series, year = now.kind.series, now.issued_on.year
    row, _ = NumberSeries.objects.select_for_update().get_or_create(series=series, year=year)
    number = next_number(series_mark(series, act.today), year, [row.last] if row.last else [])
    act.change(row, last=number.serial)
    return act.change(now, now.version if version is None else version, number=str(number), noting="number")
