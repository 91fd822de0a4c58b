"""招标文件: OCDS data and tender lists of an inspection, a place to bring one in, and who bids together."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence, joined
from xuncha.desk import progress
from xuncha.desk.page import go, page, show
from xuncha.desk.spoken import said
from xuncha.desk.table import Link, Table
from xuncha.rounds.models import Inspection
from xuncha.rulebook.uploads import TableField
from xuncha.screening.actions._tenders import TENDER_KINDS
from xuncha.screening.actions.load_ledger import leave_out, read_ledgers
from xuncha.screening.actions.load_tenders import load_tenders
from xuncha.screening.actions.run_screens import run_screens
from xuncha.screening.models import Ledger, Screening
from xuncha.screening.pages._ways import tabs
from xuncha.sealed.stream import Stream
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal

COLUMNS = (
    Column("serial", Sentence("文件号", "No."), "int"),
    Column("name", Sentence("文件", "File"), width=30),
    Column("kinds", Sentence("认作", "Taken for"), width=24),
    Column("rows", Sentence("读到（条）", "Rows read"), "int"),
    Column("remarks", Sentence("读取提示", "Remarks"), "int"),
    Column("loaded_on", Sentence("导入日期", "Brought in"), "date"),
)
EMPTY = Sentence(
    "还没有招标文件。请选择从交易平台导出的数据，或单位的招标、投标、合同台账。",
    "No tenders yet. Choose data of the trading platform, or the body's lists of tenders, bids and contracts.",
)
LOADED = Sentence("已导入，读取提示见下表。", "Brought in; see the remarks below.")
LEFT_OUT = Sentence("这个文件不再参加筛查。", "The file takes no part in screening any more.")
READING = Sentence("正在读取招标文件", "reading the tenders")
RUNNING = Sentence("正在筛查", "screening")
LARGE = 2 * 1024 * 1024
"""Bytes above which a file is read beside the request."""
SHOWN_REMARKS = 60


class TendersForm(forms.Form):
    """A file of tenders."""

    use_required_attribute = False
    file = TableField(
        label=said(Sentence("招标文件", "File of tenders")),
        help_text=said(
            Sentence(
                "OCDS 数据（json、jsonl，可压缩成 gz），或 xlsx、xls、csv 的项目台账、开标记录、合同台账、价格表，不用改表头。",
                "OCDS data (json, jsonl, packed as gz), or lists of processes, bids, contracts or prices as xlsx, xls, csv.",
            )
        ),
    )


@page(
    "inspections/<uuid:inspection>/tenders/",
    title=Sentence("招标文件", "Tenders"),
    roles=TEAM,
    where="inspection",
)
def tenders(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """POST `do=load` brings a file in, `do=run` runs the screens, `do=leave_out` takes a file out of screening."""
    one = see_one(Inspection, request.user, inspection)
    form, no = TendersForm(), None
    try:
        if request.method == "POST" and request.POST.get("do") == "run":
            return _beside(request, RUNNING, lambda job: _ran(request, one, job))
        if request.method == "POST" and request.POST.get("do") == "leave_out":
            row = see_one(Ledger, request.user, UUID(request.POST["ledger"]))
            leave_out(by=request.user, ledger=row, version=int(request.POST["version"]))
            return go(request, "screening-tenders", inspection=one.pk, done=LEFT_OUT)
        if request.method == "POST":
            form = TendersForm(request.POST, request.FILES)
            if form.is_valid():
                return _load(request, one, form.cleaned_data["file"])
    except Refusal as refusal:
        no = refusal
    ledgers = list(
        see(Ledger, request.user).filter(inspection=one, family="tenders", left_out=False).order_by("serial")
    )
    opened = read_ledgers(by=request.user, ledgers=ledgers) if ledgers else []
    return show(
        request,
        "screening/tenders.html",
        status=no.status if no else 200,
        inspection=one,
        tabs=tabs(one, "screening-tenders"),
        form=form,
        no=no,
        submit=Sentence("导入", "Bring in"),
        files=_table(ledgers, opened),
        rows=list(zip(ledgers, (plain["name"] for plain in opened), strict=True)),
        remarks=_remarks(opened),
        ran=see(Screening, request.user).filter(inspection=one).order_by("-serial").first(),
    )


def _load(request: HttpRequest, inspection: Inspection, file: Any) -> HttpResponse:
    account, name, content = request.user, file.name, file.stream
    if file.size > LARGE:
        return _beside(request, READING, lambda job: _loaded(account, inspection, name, content, job))
    load_tenders(by=account, inspection=inspection, name=name, content=content)
    return go(request, "screening-tenders", inspection=inspection.pk, done=LOADED)


def _loaded(account: Any, inspection: Inspection, name: str, content: Stream, job: progress.Progress) -> str:
    job.at(10, READING)
    load_tenders(by=account, inspection=inspection, name=name, content=content)
    return reverse("screening-tenders", args=[inspection.pk])


def _ran(request: HttpRequest, inspection: Inspection, job: progress.Progress) -> str:
    run_screens(by=request.user, inspection=inspection, report=job.at)
    return reverse("screening-first", args=[inspection.pk])


def _beside(request: HttpRequest, says: Sentence, work: Any) -> HttpResponse:
    """What takes long is done beside the request, with a page that tells how far it is."""
    return redirect("desk-progress", job=progress.start(request.user, says, work).id)


def _table(ledgers: list[Ledger], opened: list[dict[str, str]]) -> Table:
    rows = []
    for ledger, plain in zip(ledgers, opened, strict=True):
        reading = json.loads(plain["reading"])
        rows.append(
            {
                "serial": ledger.serial,
                "name": Link(plain["name"], reverse("screening-ledger", args=[ledger.pk])),
                "kinds": joined(dict.fromkeys(TENDER_KINDS[part["kind"]] for part in reading)),
                "rows": ledger.rows,
                "remarks": sum(len(part["remarks"]) for part in reading),
                "loaded_on": ledger.loaded_on,
            }
        )
    return Table(
        "tenders",
        Sentence("已导入的招标文件", "Files brought in"),
        COLUMNS,
        rows,
        empty=EMPTY,
        numbered=False,
    )


def _remarks(opened: list[dict[str, str]]) -> list[Remark]:
    kept = [one for plain in opened for part in json.loads(plain["reading"]) for one in part["remarks"]]
    return [
        Remark(
            one["level"], Place(one["file"], one["sheet"], one["row"], one["column"]), Sentence(**one["says"]),
            Sentence(**one["remedy"]),
        )
        for one in kept[:SHOWN_REMARKS]
    ]  # fmt: skip
