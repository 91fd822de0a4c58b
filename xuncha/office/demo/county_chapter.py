"""First chapter: the office, the county's workbook, the term, the decisions on scope, the targets."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from xuncha.base.sheets_in import read_book
from xuncha.coverage.actions.build_targets import build_targets
from xuncha.coverage.actions.decide_scope import decide_scope
from xuncha.coverage.actions.start_term import start_term
from xuncha.coverage.core.facts import Kind
from xuncha.coverage.core.rules import OUTCOMES, Outcome
from xuncha.coverage.facts import scene
from xuncha.coverage.models import Term
from xuncha.office.demo.cast import Cast, office_of_three
from xuncha.office.demo.county import TERM, demo_county
from xuncha.registry.actions.import_county import import_county
from xuncha.registry.core.template import template
from xuncha.registry.models import Organisation
from xuncha.rulebook.actions.load_defaults import load_defaults
from xuncha.trust import clock

BEGIN = date(2026, 1, 12)
AFTER_TWO_ROUNDS = date(2026, 8, 3)
STILL_OPEN = ("气象局", "烟草专卖局", "供电")
"""Bodies whose names hold these words are left for the leading group to decide."""
SENDS = "中共明川县委"
"""The committee that sends the teams is inspected by the level above."""


def county_chapter() -> tuple[Cast, Term]:
    """The office takes up its work in August 2026, two rounds of the term being done already."""
    with clock.on_day(BEGIN):
        cast = office_of_three()
        load_defaults(by=cast.director)
        term = start_term(by=cast.director, name=TERM, starts=date(2026, 1, 1), ends=date(2031, 1, 1))
    with clock.on_day(AFTER_TWO_ROUNDS):
        book = read_book(template(demo_county()), "明川县县情登记(虚构).xlsx")
        import_county(by=cast.clerk, book=book)
        _decide(cast, term)
        build_targets(by=cast.clerk, term=term)
    return cast, term


def _decide(cast: Cast, term: Term) -> None:
    """What unconfirmed rules propose is put before the leading group, which decides on all but a few."""
    names = {outcome: name for name, outcome in OUTCOMES.items()}
    groups: dict[str, list[Organisation]] = defaultdict(list)
    rows = {str(one.pk): one for one in Organisation.objects.all()}
    for body, verdict in scene(term, clock.today()).verdicts.items():
        if body.kind is Kind.POST or verdict.outcome is not Outcome.UNDECIDED:
            continue
        if any(word in verdict.name for word in STILL_OPEN):
            continue
        outcome = Outcome.OUT if verdict.name == SENDS else verdict.proposed or Outcome.IN
        groups[names[outcome]].append(rows[body.key])
    for outcome, organisations in sorted(groups.items()):
        if outcome == "undecided":
            continue
        decide_scope(
            by=cast.director, term=term, organisations=organisations, outcome=outcome, decided_on=date(2026, 7, 30),
            body="县委巡察工作领导小组", document="明川巡组会〔2026〕4号(虚构)",
        )  # fmt: skip
