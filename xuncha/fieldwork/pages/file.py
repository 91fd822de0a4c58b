"""A remark on one file: missing pages, a copy instead of the original, why it was not given."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.fieldwork.actions.borrow import read_files, remark_file
from xuncha.fieldwork.models import Borrowed
from xuncha.fieldwork.pages._forms import RemarkForm
from xuncha.fieldwork.pages._ways import crumbs_to
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal


@page("files/<uuid:file>/", title=Sentence("调阅资料备注", "Remark on a file"), roles=TEAM)
def file(request: HttpRequest, file: UUID) -> HttpResponse:
    """POST keeps the remark."""
    row = see_one(Borrowed, request.user, file)
    inspection = see_one(Inspection, request.user, row.inspection_id)
    opened = read_files(by=request.user, files=[row])[0]
    form, no = RemarkForm(request.POST or None, initial={"remark": opened["remark"]}), None
    if request.method == "POST" and form.is_valid():
        try:
            remark_file(by=request.user, file=row, version=int(request.POST["version"]), **form.cleaned_data)
            return go(
                request,
                "fieldwork-files",
                inspection=inspection.pk,
                done=Sentence("备注已保存。", "The remark is kept."),
            )
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "fieldwork/record.html",
        status=no.status if no else 200,
        heading=Sentence(f"第 {row.serial} 号资料", f"File No. {row.serial}"),
        lead=opened["title"],
        inspection=inspection,
        form=form,
        no=no,
        version=row.version,
        back_url=reverse("fieldwork-files", args=[inspection.pk]),
        crumbs=crumbs_to(inspection, "fieldwork-files"),
    )
