"""导入工作簿, first step: the file is read, judged and tried; nothing is written."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.sheets_in import LIMIT_MB, Book, Unreadable, read_book, too_big
from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.progress import Progress, start
from xuncha.desk.spoken import said
from xuncha.registry.actions.import_county import NotSound, preview_county
from xuncha.registry.core.form import blank_forms, county_forms
from xuncha.registry.held import Held, hold
from xuncha.rulebook.uploads import TableField
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal

JUDGING = Sentence("正在检查工作簿", "judging the workbook")


class FileForm(forms.Form):
    """The workbook, or one form that came back."""

    use_required_attribute = False
    file = TableField(
        label=said(Sentence("工作簿或收回的表", "Workbook")),
        help_text=said(
            Sentence(
                "县情登记工作簿、单位基本情况表、干部花名册、人才库推荐表；.xlsx、.xls 或 .csv，60 MB 以内。",
                "The county workbook or a form that came back; .xlsx, .xls or .csv, up to 60 MB.",
            )
        ),
    )


@page("registry/upload/", title=Sentence("导入工作簿", "Import"), roles=OFFICE)
def upload(request: HttpRequest) -> HttpResponse:
    """Goes on to the page that shows the difference, or tells why the file cannot be read."""
    form = FileForm(request.POST or None, request.FILES or None)
    no = _too_big(request)
    if no is None and request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            book = read_book(file.read(), file.name)
        except Unreadable as bad:
            no = Refusal("unreadable", bad.says, bad.remedy)
        else:
            job = start(request.user, JUDGING, lambda progress: _judge(progress, request.user, book))
            return redirect("desk-progress", job=job.id)
    return show(
        request,
        "registry/upload.html",
        status=no.status if no else 200,
        form=form,
        no=no,
        submit=Sentence("检查并比对", "Judge and compare"),
        back_url=reverse("registry-organisations"),
        sheets=county_forms(),
        blanks=blank_forms(),
        crumbs=[Crumb(Sentence("单位与人员", "Registry"), reverse("registry-organisations"))],
    )


def _too_big(request: HttpRequest) -> Refusal | None:
    """A body above the limit never reaches the form: nothing so large is taken into memory."""
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if request.method != "POST" or size <= LIMIT_MB * 1024 * 1024:
        return None
    bad = too_big(size)
    return Refusal("too-big", bad.says, bad.remedy)


def _judge(progress: Progress, by: Account, book: Book) -> str:
    progress.at(20, JUDGING)
    try:
        told = preview_county(by=by, book=book)
        one = Held(by.pk, book, told.remarks, told)
    except NotSound as no:
        one = Held(by.pk, book, no.remarks, None)
    return reverse("registry-compare", args=[hold(one)])
