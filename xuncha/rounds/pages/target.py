"""A 巡察对象: what it holds, which rounds took it, and taking it back while none has."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.coverage.models import Target, TargetMember
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.table import Link, Mark, Table
from xuncha.rounds.actions.withdraw_target import withdraw_target
from xuncha.rounds.models import Inspection
from xuncha.rounds.pages._forms import posted_version
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import OFFICE, Role

TITLE = Sentence("巡察对象", "Target")
COLUMNS = (
    Column("name", Sentence("单位、党组织、岗位", "Body"), width=40),
    Column("kind", Sentence("类别", "Kind"), width=12),
    Column("counts", Sentence("计数", "Counts"), "mark"),
)
KINDS = {"unit": Sentence("单位", "unit"), "party": Sentence("党组织", "Party organisation")}
POST = Sentence("关键岗位", "key post")
ONCE, ALONG = Mark(Sentence("计一次", "once"), "ok"), Mark(Sentence("只列示", "listed only"), "off")


@page("coverage/targets/<uuid:target>/", title=TITLE, roles=OFFICE | {Role.LEADING})
def target_page(request: HttpRequest, target: UUID) -> HttpResponse:
    """Its members and rounds; the office may take back one that no round has."""
    row = see_one(Target, request.user, target)
    if request.method == "POST":
        withdraw_target(by=request.user, target=row, version=posted_version(request))
        done = Sentence("对象已撤销，所含单位重新待安排。", "The target is withdrawn; its bodies wait again.")
        return go(request, "coverage-targets", done=done)
    members = (
        see(TargetMember, request.user)
        .filter(target=row)
        .select_related("organisation", "post__organisation")
    )
    taken = see(Inspection, request.user).filter(target=row).select_related("round").order_by("starts")
    return show(
        request,
        "rounds/target.html",
        target=row,
        table=Table(
            "members",
            Sentence("所含单位、党组织、岗位", "What it holds"),
            COLUMNS,
            [_row(one, row) for one in members],
        ),
        taken=[Link(one.round.title, reverse("rounds-inspection", args=[one.pk])) for one in taken],
        may_withdraw=request.user.sight.has(OFFICE) and not taken and not row.withdrawn,
        crumbs=[Crumb(Sentence("巡察对象", "Targets"), reverse("coverage-targets"))],
    )


def _row(member: TargetMember, target: Target) -> dict[str, object]:
    counts = ONCE if target.counts and member.counts else ALONG
    if member.organisation is not None:
        return {"name": member.organisation.name, "kind": KINDS[member.organisation.tree], "counts": counts}
    return {"name": f"{member.post.organisation.name}{member.post.title}", "kind": POST, "counts": counts}
