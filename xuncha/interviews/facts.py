"""Turns data files and rows of this room into what `core` takes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from xuncha.base.workdays import Clock
from xuncha.interviews.core.candidates import Candidate, Demands, candidates
from xuncha.interviews.core.lay import days_of, slots_of_a_day
from xuncha.interviews.core.notice import read_strokes
from xuncha.interviews.core.outlines import Outline, read_outline
from xuncha.interviews.core.people import Layer, PostHeld, read_layers
from xuncha.interviews.core.plan.facts import Grid
from xuncha.interviews.core.plan.wishes import Provisions, provisions_of
from xuncha.interviews.core.timetable import Slot, Talk, Terms
from xuncha.interviews.core.worth import Cell, Count, Worth, worths
from xuncha.interviews.models import Interview, Release, TalkCount
from xuncha.registry.models import Organisation, Tenure
from xuncha.rounds.models import Inspection
from xuncha.rulebook import calendar
from xuncha.rulebook.models import value
from xuncha.trust.access import see

_OPENING = "opening.toml"


def _table(*path: str) -> Mapping[str, Any]:
    return tomllib.loads((files("xuncha") / "data").joinpath(*path).read_text("utf-8"))


@cache
def outlines() -> Mapping[str, Outline]:
    """The outlines of `data/outlines` by key, in file-name order, read once."""
    opening = _table("outlines", _OPENING)["item"]
    names = sorted(one.name for one in (files("xuncha") / "data" / "outlines").iterdir())
    found = [
        read_outline(_table("outlines", n), opening) for n in names if n.endswith(".toml") and n != _OPENING
    ]
    return {outline.key: outline for outline in found}


@cache
def layers() -> tuple[Layer, ...]:
    """The layers of `data/interviews/layers.toml`, read once."""
    return read_layers(_table("interviews", "layers.toml")["layer"])


@cache
def strokes() -> Mapping[str, int]:
    """Strokes of surnames, read once."""
    return read_strokes(_table("interviews", "strokes.toml")["strokes"])


def terms(inspection: Inspection) -> Terms:
    """What the rulebook says a timetable of this inspection must keep. Raises NoRule."""
    on = inspection.starts
    rules = {
        name: value(f"interviews.{name}", on) for name in ("hours", "talkers", "slot", "safety", "per_pair")
    }
    return Terms.of(inspection.starts, inspection.ends, rules)


def last_day_of_release(today: date) -> date:
    """Up to which day talks released today may begin. Raises NoRule, YearUnknown."""
    rule = value("interviews.release", today)
    return Clock(rule["number"], rule["unit"]).due(today, calendar.official())


def recheck_after(on: date) -> frozenset[str]:
    """After which kinds of material talks are looked through again. Raises NoRule."""
    return frozenset(value("interviews.recheck", on))


def newest_releases(by: Any, rows: Sequence[Interview]) -> dict[UUID, Release]:
    """Interview → the newest answer about it, for those that have one."""
    answers = see(Release, by).filter(interview__in=[row.pk for row in rows]).select_related("inspection")
    return {answer.interview_id: answer for answer in answers.order_by("pk")}


def released_until(by: Any, rows: Sequence[Interview], today: date) -> dict[UUID, date]:
    """Interview → the last day of its release, as the team sees it: whatever came in since changes nothing here."""
    return {
        key: answer.until
        for key, answer in newest_releases(by, rows).items()
        if answer.until and answer.until >= today
    }


def demands(on: date) -> Demands:
    """Who must be talked to, by the rulebook. Raises NoRule."""
    must = frozenset(value("interviews.must_layers", on))
    if "leading" in must:
        must |= {"head"}
    return Demands(must, value("interviews.retired_years", on), layers())


def offices_of(inspection: Inspection) -> dict[str, int]:
    """Every organisation of the target and below it → its place on the registry's list."""
    members = inspection.target.members.select_related("post")
    ids = {m.organisation_id or (m.post.organisation_id if m.post else None) for m in members} - {None}
    frontier = set(ids)
    while frontier:
        frontier = set(Organisation.objects.filter(parent_id__in=frontier).values_list("pk", flat=True)) - ids
        ids |= frontier
    listed = (
        Organisation.objects.filter(pk__in=ids).order_by("tree", "code", "name").values_list("pk", flat=True)
    )
    return {str(pk): place for place, pk in enumerate(listed)}


def held(offices: Iterable[str]) -> list[PostHeld]:
    """Tenures of posts at these organisations."""
    rows = Tenure.objects.filter(post__organisation_id__in=list(offices))
    return [
        PostHeld(
            person=str(row.person_id),
            name=row.person.name,
            office=str(row.post.organisation_id),
            office_name=row.post.organisation.name,
            post=row.post.title,
            span=row.span,
            head=row.post.head,
            rank=row.post.rank,
            order=row.post.order,
            over_money=row.post.over_money,
            over_people=row.post.over_people,
            over_projects=row.post.over_projects,
        )
        for row in rows.select_related("person", "post__organisation")
    ]


def candidates_of(inspection: Inspection) -> tuple[Candidate, ...]:
    """Whom to talk to at this inspection: from posts and tenures alone, as of the day of entry. Raises NoRule."""
    return candidates(held(offices_of(inspection)), inspection.starts, demands(inspection.starts))


def talk_of(
    row: Interview, person: Mapping[str, Any], seats: Mapping[str, Any], safety: Mapping[str, str]
) -> Talk:
    """An interview with its opened columns as the core takes it."""
    return Talk(
        key=str(row.pk),
        person=person.get("person") or str(row.pk),
        name=person["name"],
        office=person.get("office", ""),
        office_name=person.get("office_name", ""),
        post=person.get("post", ""),
        level=person.get("level", 0),
        kind=row.kind,
        day=row.day,
        slot=Slot.parse(row.slot) if row.slot else None,
        room=seats.get("room", ""),
        talkers=tuple(seats.get("talkers", ())),
        recorder=seats.get("recorder", ""),
        alone_because=seats.get("alone_because", ""),
        safety=dict(safety),
        away=frozenset(date.fromisoformat(day) for day in person.get("away", ())),
        barred=frozenset(person.get("barred", ())),
        woman=bool(person.get("woman", False)),
    )


def unit_types(offices: Iterable[str]) -> dict[str, str]:
    """Organisation → its category, or that of the nearest one above it; "" where none is on record."""
    known: dict[str, tuple[str, str]] = {}
    frontier = set(offices)
    while frontier:
        rows = Organisation.objects.filter(pk__in=frontier).values_list("pk", "category", "parent_id")
        known |= {str(pk): (category, str(parent or "")) for pk, category, parent in rows}
        frontier = {parent for _, parent in known.values() if parent} - set(known)

    def climb(office: str) -> str:
        category, parent = known.get(office, ("", ""))
        return category or (climb(parent) if parent else "")

    return {office: climb(office) for office in offices}


def counts() -> tuple[Count, ...]:
    """What talks gave, of closed rounds alone."""
    rows = TalkCount.objects.filter(round__state="closed").order_by("round", "layer", "unit")
    return tuple(Count(str(row.round_id), row.layer, row.unit, row.talks, row.gave) for row in rows)


def worths_at(
    inspection: Inspection, cells: Iterable[Cell], overruled: Mapping[Cell, int]
) -> dict[Cell, Worth]:
    """The worth of cells as this inspection takes it. Raises NoRule."""
    return worths(counts(), value("interviews.prior", inspection.starts), cells, overruled)


def provisions(inspection: Inspection) -> Provisions:
    """What the rulebook says about whom to talk to. Raises NoRule."""
    names = Provisions.__slots__
    return provisions_of({name: value(f"interviews.{name}", inspection.starts) for name in names})


def grid(inspection: Inspection, limits: Terms, since: date | None = None) -> Grid:
    """Working days and slots of the stay, from `since` on where that is given. Raises YearUnknown, NoRule."""
    days = days_of(limits, calendar.official())
    return Grid(
        tuple(day for day in days if since is None or day >= since),
        slots_of_a_day(limits),
        limits.pause_minutes,
        value("interviews.per_pair", inspection.starts),
    )
