"""Who is lent by another county: in the pool within the loan alone, no local, a burden to the county that lends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from xuncha.base.span import Day, Held, Span
from xuncha.teams.core.facts import Absence, Cadre

ELSEWHERE = "外县"
NOT_NOW = "不在异地交叉派入期内"


@dataclass(frozen=True)
class Loan:
    """One loan of a person: its first and last day, both included (None: open), and the county that lends."""

    starts: Day | None
    ends: Day | None
    county: str = ""

    @property
    def span(self) -> Span:
        """The days of the loan."""
        return days_of(self.starts, self.ends)


def days_of(starts: Day | None, ends: Day | None) -> Span:
    """The span from one day to another, both included; without a last day it is open."""
    after = Day.of(ends.latest + timedelta(days=1)) if ends and ends.known else None
    return Span(starts, after)


def loan_on(loans: Iterable[Loan], on: date) -> Loan | None:
    """The loan that surely holds on a day; the latest where there are several."""
    held = [one for one in loans if one.span.holds(on) is Held.YES]
    return held[-1] if held else None


def as_guest(cadre: Cadre, loans: Iterable[Loan], on: date) -> Cadre:
    """Somebody with his loans, in the order of their beginning, as forming teams on a day takes him."""
    loans = tuple(loans)
    if not loans:
        return cadre
    loan = loan_on(loans, on)
    if loan is None:
        return replace(cadre, absences=(*cadre.absences, Absence(Span(), NOT_NOW)))
    over = loan.span.ends
    ended = (Absence(Span(over, None), f"异地交叉派入到{loan.ends}为止"),) if over else ()
    return replace(
        cadre,
        absences=(*cadre.absences, *ended),
        crossing=True,
        unit=cadre.unit or loan.county or ELSEWHERE,
    )
