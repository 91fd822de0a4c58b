"""Turns rows into what the plan of a term is arranged and judged from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings

from xuncha.coverage.facts import bodies_on, records_under, targets_of
from xuncha.coverage.models import Term
from xuncha.registry.models import Organisation
from xuncha.rounds.core.term.arranging import Arrangement, Arranging, Placed
from xuncha.rounds.core.term.facts import Window
from xuncha.rounds.core.term.gather import Gathered, Said
from xuncha.rounds.core.term.gather import targets_of as planned_targets
from xuncha.rounds.core.term.numbers import PLAN, PREFIX, Numbers, numbers
from xuncha.rounds.facts import kinds_on
from xuncha.rounds.models import Inspection, Outlook, PlannedTarget, Round
from xuncha.trust.access import see, whole

LOOK_BACK = "回头看"


def numbers_on(on: date) -> Numbers:
    """What the rule book says about the plan of a term on a day. Raises NoRule."""
    return numbers(records_under(PREFIX, PLAN), on, settings.XUNCHA_AREA)


def arranging_of(by: Any, term: Term, on: date, asked: Mapping[str, Any] | None = None) -> Arranging:
    """The problem of a term on a day. `asked` tries other numbers: capacity, most, townships, apart, rounds."""
    tried = dict(asked or {})
    limits = numbers_on(on)
    limits = replace(limits, **{key: tried[key] for key in TRIED if tried.get(key) is not None})
    last = max(see(Round, by).filter(term=term).values_list("number", flat=True), default=0)
    known = Gathered(
        bodies=bodies_on(on),
        numbers=limits,
        starts=term.starts,
        ends=term.ends,
        following=last + 1,
        figures=_figures(),
        parents=_parents(),
        done=_done(term, on),
        looked_back=_looked_back(term),
        said=_said(by, term),
    )
    return Arranging(
        planned_targets(targets_of(term), known), known.following, limits, capacity=tried.get("capacity")
    )


TRIED = ("rounds", "most", "townships", "apart")
"""The numbers of the rule book that may be tried at other values, besides the capacity."""


def present(by: Any, problem: Arranging, term: Term) -> Arrangement:
    """The plan as it stands now. Targets that a round has taken meanwhile are left out of it."""
    rows = see(PlannedTarget, by).filter(term=term).values_list("target_id", "number", "again")
    placed = (Placed(str(target), number, again) for target, number, again in rows)
    return Arrangement(problem, tuple(sorted(one for one in placed if _open(problem, one))))


def _open(problem: Arranging, one: Placed) -> bool:
    target = problem.target.get(one.target)
    return target is not None and (not target.look_back_done if one.again else target.done is None)


def township_names() -> dict[str, str]:
    """Unit → the name of the unit above it, by key; villages have their township there."""
    rows = Organisation.objects.filter(tree="unit", parent__isnull=False).values_list("pk", "parent__name")
    return {str(key): name for key, name in rows}


def _figures() -> dict[str, Mapping[str, int]]:
    rows = Organisation.objects.filter(tree="unit").values_list("pk", "figures")
    return {str(key): figures for key, figures in rows if figures}


def _parents() -> dict[str, str]:
    rows = Organisation.objects.filter(parent__isnull=False).values_list("pk", "parent_id")
    return {str(key): str(parent) for key, parent in rows}


def _done(term: Term, on: date) -> dict[str, int]:
    counting = [kind.key for kind in kinds_on(on).values() if kind.counts]
    rows = whole(Inspection, "the plan goes round what is done").filter(
        round__term=term, round__kind__in=counting
    )
    return {str(target): number for target, number in rows.values_list("target_id", "round__number")}


def _looked_back(term: Term) -> frozenset[str]:
    rows = whole(Inspection, "the plan goes round what is done").filter(
        round__term=term, round__kind=LOOK_BACK
    )
    return frozenset(str(target) for target in rows.values_list("target_id", flat=True))


def _said(by: Any, term: Term) -> dict[str, Said]:
    rows = see(Outlook, by).filter(target__term=term)
    return {
        str(row.target_id): Said(
            risk=row.risk,
            days=row.days,
            sector=row.sector,
            last=row.last,
            pinned=row.pinned,
            joint=row.joint,
            closed=tuple(Window(first, last, why) for first, last, why in row.closed),
            look_back=row.look_back,
        )
        for row in rows
    }
