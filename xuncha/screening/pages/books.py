"""账表: the files of books of an inspection, a place to bring one in, and the button that screens them."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.uploads.parcel import is_parcel
from xuncha.base.words import Sentence, joined
from xuncha.desk import progress
from xuncha.desk.page import go, page, show
from xuncha.desk.table import Link, Mark, Table
from xuncha.rounds.models import Inspection
from xuncha.screening.actions.load_ledger import load_ledger, read_ledgers
from xuncha.screening.actions.load_parcel import load_parcel
from xuncha.screening.actions.run_screens import run_screens
from xuncha.screening.core.kinds import KINDS
from xuncha.screening.core.persons import PERSONS
from xuncha.screening.models import Ledger, Screening
from xuncha.screening.pages._forms import BooksForm
from xuncha.screening.pages._ways import tabs
from xuncha.sealed.stream import Stream
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal

COLUMNS = (
    Column("serial", Sentence("账表号", "No."), "int"),
    Column("name", Sentence("文件", "File"), width=30),
    Column("kinds", Sentence("认作", "Taken for"), width=30),
    Column("rows", Sentence("行数", "Rows"), "int"),
    Column("remarks", Sentence("读取提示", "Remarks"), "int"),
    Column("loaded_on", Sentence("导入日期", "Brought in"), "date"),
    Column("state", Sentence("状态", "State")),
)
EMPTY = Sentence(
    "还没有账表。请选择单位导出的序时账、支付明细等文件。",
    "No books yet. Choose a file that the body exported.",
)
READING = Sentence("正在读取账表", "reading the books")
LARGE = 2 * 1024 * 1024
"""Bytes above which a file is read beside the request."""
RUNNING = Sentence("正在筛查账表", "screening the books")
IN = Mark(Sentence("参加筛查", "screened"), "ok")
OUT = Mark(Sentence("不参加筛查", "left out"), "off")
NOT_YET = Mark(Sentence("名单待登记来源和批准", "list waits for source and decision"), "wait")
LOADED = Sentence("已导入，请核对列的对应。", "Brought in; please check the mapping.")
STRANGE = Sentence(
    "已保存，但没有认出金额列，请在下面指定各列是什么。",
    "Kept, but no amounts were recognised: name the columns below.",
)


@page("inspections/<uuid:inspection>/books/", title=Sentence("账表", "Books"), roles=TEAM, where="inspection")
def books(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """POST `do=load` brings a file in, `do=run` runs every screen over all files."""
    one = see_one(Inspection, request.user, inspection)
    form, no = BooksForm(), None
    if request.method == "POST" and request.POST.get("do") == "run":
        return _run(request, one)
    if request.method == "POST":
        form = BooksForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            if is_parcel(file.file):
                return _load_parcel(request, one, file.stream)
            if file.size > LARGE:
                return _load_beside(request, one, file.name, file.stream)
            try:
                ledger = load_ledger(by=request.user, inspection=one, name=file.name, content=file.stream)
                return go(
                    request, "screening-ledger", ledger=ledger.pk, done=LOADED if ledger.rows else STRANGE
                )
            except Refusal as refusal:
                no = refusal
    ledgers = list(see(Ledger, request.user).filter(inspection=one, family="ledger").order_by("serial"))
    return show(
        request,
        "screening/books.html",
        status=no.status if no else 200,
        inspection=one,
        tabs=tabs(one, "screening-books"),
        form=form,
        no=no,
        remarks=progress.remarks_of(request.user, request.GET.get("loaded", "")),
        submit=Sentence("导入", "Bring in"),
        ledgers=_table(request, ledgers),
        may_run=any(not ledger.left_out for ledger in ledgers),
        ran=see(Screening, request.user).filter(inspection=one).order_by("-serial").first(),
    )


def _load_beside(request: HttpRequest, inspection: Inspection, name: str, content: Stream) -> HttpResponse:
    """A large file is read beside the request, with a page that tells how far it is."""
    account = request.user

    def work(job: progress.Progress) -> str:
        job.at(10, READING)
        ledger = load_ledger(by=account, inspection=inspection, name=name, content=content)
        return reverse("screening-ledger", args=[ledger.pk])

    return redirect("desk-progress", job=progress.start(account, READING, work).id)


def _load_parcel(request: HttpRequest, inspection: Inspection, content: Stream) -> HttpResponse:
    """A zip of many files; what could not be read stands above the list when the page comes back."""
    account = request.user

    def work(job: progress.Progress) -> str:
        def more() -> None:
            job.at(min(95, job.share + 5), READING)

        parcel = load_parcel(by=account, inspection=inspection, content=content, report=more)
        job.remarks = parcel.remarks
        return reverse("screening-books", args=[inspection.pk]) + f"?loaded={job.id}"

    return redirect("desk-progress", job=progress.start(account, READING, work).id)


def _run(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    account = request.user

    def work(job: progress.Progress) -> str:
        run_screens(by=account, inspection=inspection, report=job.at)
        return reverse("screening-first", args=[inspection.pk])

    return redirect("desk-progress", job=progress.start(account, RUNNING, work).id)


def _table(request: HttpRequest, ledgers: list[Ledger]) -> Table:
    opened = read_ledgers(by=request.user, ledgers=ledgers) if ledgers else []
    rows = []
    for ledger, plain in zip(ledgers, opened, strict=True):
        reading = json.loads(plain["reading"])
        waits = not plain["allowed"] and any(sheet["kind"] == PERSONS for sheet in reading)
        rows.append(
            {
                "serial": ledger.serial,
                "name": Link(plain["name"], reverse("screening-ledger", args=[ledger.pk])),
                "kinds": joined(dict.fromkeys(KINDS[sheet["kind"]] for sheet in reading)),
                "rows": ledger.rows,
                "remarks": sum(len(sheet["remarks"]) for sheet in reading),
                "loaded_on": ledger.loaded_on,
                "state": OUT if ledger.left_out else NOT_YET if waits else IN,
            }
        )
    return Table(
        "books", Sentence("已导入的账表", "Books brought in"), COLUMNS, rows, empty=EMPTY, numbered=False
    )
