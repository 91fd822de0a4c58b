"""Two plans of a round's teams side by side: who changed, what each costs by grade, how the burden differs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.table import Table
from xuncha.planning.rule import Grade
from xuncha.teams.board import shown
from xuncha.teams.differences import Change, changes, costs, lenders
from xuncha.teams.models import Proposal
from xuncha.teams.pages._laid import crumbs, laid
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import NotSeen

GRADES = tuple(one.name for one in Grade if one is not Grade.MUST)
CHANGES = (
    Column("name", Sentence("姓名", "Name"), width=12),
    Column("unit", Sentence("派出单位", "Lending unit"), width=24),
    Column("before", Sentence("左", "left"), width=20),
    Column("after", Sentence("右", "right"), width=20),
)
NONE = Sentence("两个方案的人员相同。", "Both plans hold the same people.")


@page("teams/compare/<uuid:one>/<uuid:other>/", title=Sentence("方案对照", "Plans compared"), roles=OFFICE)
def compare(request: HttpRequest, one: UUID, other: UUID) -> HttpResponse:
    """Both must be of one round; the earlier made stands left."""
    rows = see(Proposal, request.user).select_related("round").filter(pk__in=[one, other]).order_by("number")
    if len(rows) != 2 or rows[0].round_id != rows[1].round_id:
        raise NotSeen
    before, after = rows
    moved = changes(before.plan, after.plan)
    return show(
        request,
        "teams/compare.html",
        before=before,
        after=after,
        around=before.round,
        pairs=_pairs(request, before, after),
        changed={change.cadre for change in moved},
        table=_table(before, after, moved),
        costs=[(Grade[name].value, old, new) for name, old, new in costs(before.plan, after.plan, GRADES)],
        lenders=lenders(before.plan, after.plan),
        crumbs=crumbs(before.round),
    )


def _pairs(request: HttpRequest, before: Proposal, after: Proposal) -> list[tuple[Any, Any]]:
    """Team beside team, by number; None where one plan has no such team."""
    left, right = (
        {team["key"]: team for team in laid(request.user, shown(plan))} for plan in (before.plan, after.plan)
    )
    return [(left.get(key), right.get(key)) for key in sorted(left.keys() | right.keys())]


def _table(before: Proposal, after: Proposal, moved: tuple[Change, ...]) -> Table:
    titles = {
        "before": Sentence(f"方案{before.number}", f"proposal {before.number}"),
        "after": Sentence(f"方案{after.number}", f"proposal {after.number}"),
    }
    columns = tuple(
        Column(one.key, titles.get(one.key, one.title), width=one.width, kind=one.kind) for one in CHANGES
    )
    rows = [
        {
            "name": one.name,
            "unit": one.unit,
            "before": one.before.says if one.before else None,
            "after": one.after.says if one.after else None,
        }
        for one in moved
    ]
    return Table("changes", Sentence("人员变化", "Who changed"), columns, rows, NONE)
