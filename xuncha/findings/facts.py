"""From rows to what ``core`` takes, and the shipped tables of this room."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.models import Q

from xuncha.base.span import NotADay, Span
from xuncha.base.words import Sentence
from xuncha.coverage.models import TargetMember
from xuncha.findings.core.attribution import TenureFact
from xuncha.findings.core.confirmation import Answer
from xuncha.findings.core.confirmation import Confirmation as Said
from xuncha.findings.core.names import Named, for_outside
from xuncha.findings.core.report import AreaSet, area_sets
from xuncha.findings.models import Confirmation
from xuncha.registry.models import Organisation, Person, Post, Tenure
from xuncha.rounds.models import Inspection
from xuncha.trust.core.roles import TEAM
from xuncha.trust.models import Account, sight_of
from xuncha.trust.refusal import Refusal

DATA = Path(__file__).parent.parent / "data" / "findings"


@lru_cache(maxsize=8)
def shipped(name: str) -> Mapping[str, Any]:
    """A table of ``data/findings`` by its file name without ending."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def areas() -> dict[str, AreaSet]:
    """The sets of areas by key: ``four`` (四个落实), ``three`` (三个聚焦)."""
    return {one.key: one for one in area_sets(shipped("problem_areas"))}


@lru_cache(maxsize=1)
def area_titles() -> dict[str, str]:
    """Every area's title by its key."""
    return {area.key: area.title for one in areas().values() for area in one.areas}


def period(starts: str, ends: str) -> Span:
    """问题发生时段 as written. Raises Refusal for what is no day, for an end before the start, and for no start at all."""
    try:
        span = Span.of(starts, ends)
    except NotADay as no:
        raise Refusal("period", no.says, no.remedy) from None
    except ValueError:
        raise Refusal(
            "period",
            Sentence("问题发生时段的止期早于起期", "The period ends before it starts"),
            Sentence("请核对起止时间后重新填写。", "Check both ends and write them again."),
        ) from None
    if span.starts is None:
        raise Refusal(
            "period",
            Sentence("没有填写问题发生时段的起期", "The start of the period is missing"),
            Sentence(
                "请按已查明的情况填写，只知到月写到月，确不清楚写“不详”。",
                "Write what is known: a month, or 不详.",
            ),
        )
    return span


def kin(organisation: Organisation) -> list[Organisation]:
    """The body with the organisations of the other tree that it is linked to."""
    linked = Organisation.objects.filter(
        Q(unit_links__unit=organisation) | Q(party_links__party=organisation)
    )
    return [organisation, *linked.distinct()]


def bodies(inspection: Inspection) -> list[Organisation]:
    """The organisations that the inspection's target holds, and those of the other tree they are linked to; units first."""
    members = TargetMember.objects.filter(target_id=inspection.target_id, organisation__isnull=False)
    found = {
        one.pk: one for member in members.select_related("organisation") for one in kin(member.organisation)
    }
    return sorted(found.values(), key=lambda one: (one.tree != "unit", one.name))


def authors(inspection: Inspection) -> list[Account]:
    """The accounts that are in the inspection's team today, by name."""
    rows = (
        Account.objects.filter(grants__inspection=inspection.pk, is_active=True).distinct().order_by("name")
    )
    return [one for one in rows if sight_of(one).at.get(inspection.pk, frozenset()) & TEAM]


def leading_posts(organisation: Organisation) -> dict[str, str]:
    """Head and key posts of the body: post id → title with the body's name."""
    posts = Post.objects.filter(organisation__in=kin(organisation)).filter(Q(head=True) | Q(key=True))
    return {
        str(post.pk): f"{post.organisation.name}{post.title}" for post in posts.select_related("organisation")
    }


def tenure_facts(organisation: Organisation) -> list[TenureFact]:
    """The tenures of the head and key posts of a body, as the registry has them today."""
    titles = leading_posts(organisation)
    rows = Tenure.objects.filter(post_id__in=titles).select_related("person")
    return [
        TenureFact(
            tenure=str(row.pk), person=str(row.person_id), person_name=row.person.name, post=str(row.post_id),
            post_title=titles[str(row.post_id)], kind=row.kind, span=row.span,
        )
        for row in rows
    ]  # fmt: skip


def people(organisation: Organisation, facts: Iterable[TenureFact] = ()) -> list[Named]:
    """Everybody of the body whose name might stand in a text, with the words that stand for him outside the team."""
    named = {fact.person_name: f"时任{fact.post_title}" for fact in facts}
    bodies = kin(organisation)
    others = Person.objects.filter(Q(unit__in=bodies) | Q(tenures__post__organisation__in=bodies)).distinct()
    for name in others.values_list("name", flat=True):
        named.setdefault(name, "有关人员")
    return [Named(name, words) for name, words in named.items()]


def outside(text: str, inspection: Inspection) -> str:
    """A text about the whole inspection without the names of anybody of its bodies; names are released in findings only."""
    named = {one.name: one for body in bodies(inspection) for one in people(body, tenure_facts(body))}
    return for_outside(text, named.values()).text


def said(row: Confirmation, plain: Mapping[str, str]) -> Said:
    """The confirmation as core judges it; ``plain`` holds the opened columns."""
    return Said(
        sent=row.handed_on is not None,
        answer=Answer(row.answer) if row.answer else None,
        explanation=plain["explanation"],
        material=tuple(line for line in plain["material"].splitlines() if line.strip()),
        objection=plain["objection"],
        reply=plain["reply"],
        replied_by=str(row.replied_by_id or ""),
        skip_reason=plain["skipped_because"],
        held_reason=plain["held_because"],
    )
