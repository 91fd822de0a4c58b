"""The form that changes the texts of a working paper or of a finding.

A stale save keeps what was typed and shows it beside the newest texts.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk import drafts
from xuncha.desk.page import go, show
from xuncha.desk.spoken import spoken
from xuncha.findings import facts
from xuncha.findings.actions.read import read
from xuncha.findings.actions.write_paper import LABELS, PaperText
from xuncha.findings.models import Finding, WorkingPaper
from xuncha.findings.pages._forms import PaperForm
from xuncha.findings.pages._place import crumbs
from xuncha.findings.pages.write import text_of
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one
from xuncha.trust.refusal import Refusal, Stale


def revision(
    request: HttpRequest,
    row: WorkingPaper | Finding,
    save: Callable[[PaperText, int], object],
    *,
    title: Sentence,
    above: tuple[str, Sentence],
    onward: str,
) -> HttpResponse:
    """``save`` takes the texts and the version that was read. ``above`` is the list that the row stands in (page, title),
    ``onward`` the row's own page, whose one argument is called as its last word."""
    place = see_one(Inspection, request.user, row.inspection_id)
    own = {onward.rpartition("-")[2]: row.pk}
    (plain,) = read(by=request.user, rows=[row], columns=list(LABELS))
    kept = None if request.method == "POST" else drafts.take(request)
    form = PaperForm(
        request.POST or kept, initial={**plain, "area": row.area, "starts": row.starts, "ends": row.ends}
    )
    form.fields["area"].choices = list(facts.area_titles().items())
    newest = None
    if request.method == "POST" and form.is_valid():
        try:
            save(text_of(form.cleaned_data), int(request.POST.get("version") or 0))
        except Stale as no:
            drafts.keep(request)
            form.add_error(None, f"{spoken(no.says)}{spoken(no.remedy)}")
            newest = [(Sentence(LABELS[name], name), plain[name]) for name in LABELS]
        except Refusal as no:
            form.add_error(None, spoken(no.says))
        else:
            drafts.drop(request)
            return go(request, onward, **own, done=Sentence("已保存。", "Saved."))
    return show(
        request, "findings/form.html", status=409 if newest else 200, title=title, form=form, version=row.version, newest=newest,
        draft_key=request.path, draft_found=bool(kept), submit=Sentence("保存", "Save"),
        crumbs=crumbs(place, *above), back_url=reverse(onward, kwargs=own),
    )  # fmt: skip
