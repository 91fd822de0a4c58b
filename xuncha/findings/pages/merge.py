"""归并: choose signed papers and write the finding in its three parts."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk import drafts
from xuncha.desk.fields import several
from xuncha.desk.page import go, page, show
from xuncha.desk.spoken import spoken
from xuncha.findings import facts
from xuncha.findings.actions.merge import merge_papers
from xuncha.findings.actions.read import read
from xuncha.findings.actions.write_paper import LABELS
from xuncha.findings.models import WorkingPaper
from xuncha.findings.pages._forms import PaperForm
from xuncha.findings.pages._place import crumbs
from xuncha.findings.pages.write import text_of
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal

TITLE = Sentence("归并为问题", "Merge into a finding")
LEAD = Sentence(
    "问题按三段式写：现象、定性（引据）、责任指向。只选一份底稿时，下面已带入它的内容。",
    "Facts, basis, and what it points to. A single paper fills in its texts.",
)


class MergeForm(PaperForm):
    papers = several("归并的底稿（已审签）", "Signed papers to merge")
    field_order = ("papers",)


@page("inspections/<uuid:inspection>/findings/new/", title=TITLE, roles=TEAM, where="inspection")
def merge(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """The form; `?paper=…` takes over that paper's texts."""
    place = see_one(Inspection, request.user, inspection)
    papers = _papers(request.user, place)
    kept = None if request.method == "POST" else drafts.take(request)
    form = MergeForm(request.POST or kept, initial=_texts(papers, request.GET.get("paper", "")))
    form.fields["papers"].choices = [
        (str(row.pk), f"{row.serial}. {plain['title']}") for row, plain in papers
    ]
    form.fields["area"].choices = [("", ""), *facts.area_titles().items()]
    if request.method == "POST" and form.is_valid():
        chosen = [row for row, _ in papers if str(row.pk) in form.cleaned_data["papers"]]
        try:
            row = merge_papers(
                by=request.user, inspection=place, papers=chosen, written=text_of(form.cleaned_data)
            )
        except Refusal as no:
            form.add_error(None, spoken(no.says))
        else:
            drafts.drop(request)
            return go(request, "findings-finding", finding=row.pk, done=Sentence("已归并。", "Merged."))
    return show(
        request, "findings/form.html", title=TITLE, form=form, lead=LEAD, draft_key=request.path, draft_found=bool(kept),
        crumbs=crumbs(place, "findings-problems", Sentence("问题", "Findings")),
        back_url=reverse("findings-problems", args=[place.pk]), submit=Sentence("归并", "Merge"),
    )  # fmt: skip


def _papers(by: Account, place: Inspection) -> list[tuple[WorkingPaper, dict[str, str]]]:
    rows = list(see(WorkingPaper, by).filter(inspection=place, state=WorkingPaper.SIGNED).order_by("serial"))
    return list(zip(rows, read(by=by, rows=rows, columns=list(LABELS)), strict=True))


def _texts(papers: list[tuple[WorkingPaper, dict[str, str]]], wanted: str) -> dict[str, object]:
    """The texts of the paper that was asked for, or of the only one there is."""
    chosen = [(row, plain) for row, plain in papers if str(row.pk) == wanted] or (
        papers if len(papers) == 1 else []
    )
    if not chosen:
        return {}
    row, plain = chosen[0]
    return {**plain, "papers": [str(row.pk)], "area": row.area, "starts": row.starts, "ends": row.ends}
