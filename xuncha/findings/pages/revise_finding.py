"""修改问题: texts and period of a finding that is not approved yet."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk import drafts
from xuncha.desk.page import go, page, show
from xuncha.desk.spoken import spoken
from xuncha.findings import facts
from xuncha.findings.actions.merge import revise_finding as revise
from xuncha.findings.actions.read import read
from xuncha.findings.actions.write_paper import LABELS
from xuncha.findings.models import Finding
from xuncha.findings.pages._forms import PaperForm
from xuncha.findings.pages._place import crumbs
from xuncha.findings.pages.write import text_of
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal, Stale

TITLE = Sentence("修改问题", "Revise a finding")


@page("findings/<uuid:finding>/edit/", title=TITLE, roles=TEAM)
def revise_finding(request: HttpRequest, finding: UUID) -> HttpResponse:
    """The texts and the version that was read."""
    row = see_one(Finding, request.user, finding)
    place = see_one(Inspection, request.user, row.inspection_id)
    (plain,) = read(by=request.user, rows=[row], columns=list(LABELS))
    kept = None if request.method == "POST" else drafts.take(request)
    form = PaperForm(
        request.POST or kept, initial={**plain, "area": row.area, "starts": row.starts, "ends": row.ends}
    )
    form.fields["area"].choices = list(facts.area_titles().items())
    newest = None
    if request.method == "POST" and form.is_valid():
        try:
            revise(
                by=request.user,
                finding=row,
                written=text_of(form.cleaned_data),
                version=int(request.POST.get("version") or 0),
            )
        except Stale as no:
            drafts.keep(request)
            form.add_error(None, f"{spoken(no.says)}{spoken(no.remedy)}")
            newest = [(Sentence(LABELS[name], name), plain[name]) for name in LABELS]
        except Refusal as no:
            form.add_error(None, spoken(no.says))
        else:
            drafts.drop(request)
            return go(request, "findings-finding", finding=row.pk, done=Sentence("已保存。", "Saved."))
    return show(
        request, "findings/form.html", status=409 if newest else 200, title=TITLE, form=form, version=row.version, newest=newest,
        draft_key=request.path, draft_found=bool(kept), submit=Sentence("保存", "Save"),
        crumbs=crumbs(place, "findings-problems", Sentence("问题", "Findings")), back_url=reverse("findings-finding", args=[row.pk]),
    )  # fmt: skip
