"""两边都改过的内容: every version side by side, and a person decides."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.machines import telling
from xuncha.machines.actions.decide import decide, read_conflicts
from xuncha.machines.core.standing import GONE
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import AT_AN_INSPECTION

TWIN = Sentence("两边各建了一份", "made in two places")
REMOVED = Sentence("一边删除，一边还在改", "removed in one place, worked on in the other")


@page(
    "inspections/<uuid:inspection>/conflicts/",
    title=Sentence("两边都改过的内容", "Changed on both sides"),
    roles=AT_AN_INSPECTION,
    where="inspection",
)
def conflicts(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """POST settles one: ``trace``, ``name`` and the ``choice`` among its versions."""
    row = see_one(Inspection, request.user, inspection)
    if request.method == "POST":
        trace = request.POST.get("trace", "")
        decide(
            by=request.user, inspection=row, trace=UUID(trace) if _is_key(trace) else row.pk,
            name=request.POST.get("name", ""), choice=request.POST.get("choice", ""),
        )  # fmt: skip
        return go(request, "machines-conflicts", inspection=row.pk, done=Sentence("已确定。", "Decided."))
    found = read_conflicts(by=request.user, inspection=row)
    told = [
        {
            "apart": one,
            "kind": telling.kind_named(one.kind),
            "versions": [
                (version, telling.value_named(one.kind, one.name, version.text)) for version in one.versions
            ],
            "what": TWIN if one.twin else REMOVED if one.name == GONE else telling.column_named(one.name),
        }
        for one in found
    ]
    return show(request, "machines/conflicts.html", inspection=row, conflicts=told)


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
