"""下载工作簿: filled with what the registry holds, empty, or one of the blank forms for units."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import download, page
from xuncha.registry.actions.export_county import export_county
from xuncha.registry.choices import choices
from xuncha.registry.core.form import blank_forms
from xuncha.registry.core.template import blank, template
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import NotSeen


@page("registry/workbook/<str:which>/", title=Sentence("下载工作簿", "Download"), roles=OFFICE)
def workbook(request: HttpRequest, which: str) -> HttpResponse:
    """`filled`, `empty`, or the key of a blank form."""
    if which == "filled":
        return download("县情登记工作簿.xlsx", export_county(by=request.user))
    if which == "empty":
        return download("县情登记工作簿（空白）.xlsx", template(choices=choices()))
    form = next((form for form in blank_forms() if form.key == which), None)
    if form is None:
        raise NotSeen
    return download(f"{form.name.zh}.xlsx", blank(form, choices()))
