"""Turns rows into what the guide, the schedule, the closing and the coverage picture take."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

import xuncha
from xuncha.base.span import Day, Span
from xuncha.base.words import Sentence
from xuncha.coverage.core.facts import Visit
from xuncha.coverage.facts import records_under
from xuncha.coverage.models import Target, Term
from xuncha.papers.core.forms import forms
from xuncha.papers.core.life import DELIVERED, SIGNED, STAMPED, STATES, VOID
from xuncha.papers.models import Decision, Paper
from xuncha.rounds.core.closing import Closing, OpenPaper, Undone
from xuncha.rounds.core.guide import Evidence, Point, Procedure, guide, lacking, procedure_from_toml
from xuncha.rounds.core.opening import RoundKind, kinds
from xuncha.rounds.core.schedule import PREFIX, Due, items, schedule
from xuncha.rounds.later import CLOSERS, PROVERS
from xuncha.rounds.models import Inspection, Round, StepMark
from xuncha.rulebook import calendar
from xuncha.rulebook.models import value
from xuncha.trust.access import see, whole

STAGES = Path(xuncha.__file__).parent / "data" / "rounds" / "stages.toml"
ISSUED = (SIGNED, STAMPED, DELIVERED)


@cache
def procedure() -> Procedure:
    """The stages and steps of a round, read once."""
    return procedure_from_toml(STAGES.read_text(encoding="utf-8"))


def kinds_on(on: date) -> dict[str, RoundKind]:
    """The kinds of rounds by key."""
    return kinds(value("rounds.kinds", on))


def form_titles() -> dict[str, Sentence]:
    """The title of every form by its key."""
    return {key: form.title for key, form in forms().items()}


def schedule_of(row: Round, on: date) -> tuple[Due, ...]:
    """The plan of a round counted back, by the rules in force on the day. Raises BadItem."""
    found = items(records_under(PREFIX), on, settings.XUNCHA_AREA)
    return schedule(found, row.entry_day, row.leaves_day, calendar.official())


def round_guide(by: Any, row: Round) -> tuple[Point, ...]:
    """The steps done once for the round, as far as ``by`` sees what proves them."""
    papers = see(Paper, by).filter(about_id=row.pk, state__in=ISSUED)
    decided = see(Decision, by).filter(about_id=row.pk).values_list("kind", flat=True)
    marks = see(StepMark, by).filter(round=row, inspection=None)
    facts = {fact for tell in PROVERS for fact in tell(by, row)}
    if see(Inspection, by).filter(round=row).exists():
        facts.add("targets")
    return _guide("round", papers, decided, marks, facts)


def inspection_guide(by: Any, inspection: Inspection) -> tuple[Point, ...]:
    """The steps of one inspection, as far as ``by`` sees what proves them."""
    papers = see(Paper, by).filter(inspection_id=inspection.pk, state__in=ISSUED)
    decided = see(Decision, by).filter(inspection_id=inspection.pk).values_list("kind", flat=True)
    return _guide("inspection", papers, decided, see(StepMark, by).filter(inspection=inspection), ())


def _guide(
    each: str, papers: Any, decided: Iterable[str], marks: Iterable[StepMark], facts: Iterable[str]
) -> tuple[Point, ...]:
    steps = procedure().of(each)
    evidence = Evidence(
        frozenset(papers.values_list("form", flat=True)),
        frozenset(facts),
        frozenset(step.key for step in steps if step.title.zh in set(decided)),
        {mark.step: mark.done_on for mark in marks},
    )
    return guide(steps, evidence, form_titles())


def closing_of(by: Any, row: Round, today: date) -> Closing:
    """What closing the round depends on, this room's own and what later rooms say."""
    inspections = list(see(Inspection, by).filter(round=row).order_by("title"))
    undone = [Undone(row.title, lacking(round_guide(by, row)))]
    undone += [Undone(one.title, lacking(inspection_guide(by, one))) for one in inspections]
    about = [row.pk, *(one.pk for one in inspections)]
    unfinished = see(Paper, by).exclude(state__in=(*ISSUED, VOID))
    papers = [*unfinished.filter(about_id__in=about), *unfinished.filter(inspection_id__in=about[1:])]
    return Closing(
        leaves=row.leaves_day,
        today=today,
        undone=tuple(undone),
        papers=tuple(
            OpenPaper(paper.title, STATES[paper.state]) for paper in {one.pk: one for one in papers}.values()
        ),
        others=tuple(sentence for tell in CLOSERS for sentence in tell(by, row)),
        inspections=len(inspections),
    )


def visits_of(term: Term, on: date) -> tuple[Visit, ...]:
    """The inspections of the term that count towards coverage."""
    counting = {kind.key for kind in kinds_on(on).values() if kind.counts}
    rows = whole(Inspection, "coverage is counted over all inspections").select_related("round")
    return tuple(
        Visit(
            str(one.target_id),
            f"第{one.round.number}轮",
            Span(Day.of(one.starts), Day.of(one.ends)),
            done=one.imported,
        )
        for one in rows.filter(round__term=term, round__kind__in=counting)
    )


def target_choices(by: Any, term: Term, on: date) -> list[tuple[Target, str]]:
    """The targets of the term with the round that counted them, "" for those that are still free; the free ones first."""
    counting = [kind.key for kind in kinds_on(on).values() if kind.counts]
    taken = dict(
        see(Inspection, by)
        .filter(round__term=term, round__kind__in=counting)
        .values_list("target_id", "round__title")
    )
    rows = [(one, taken.get(one.pk, "")) for one in see(Target, by).filter(term=term, withdrawn=False)]
    return sorted(rows, key=lambda pair: (bool(pair[1]), pair[0].name))
