"""导入来信表: a dry run that shows what would happen, then everything or nothing."""

from __future__ import annotations

import base64
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_in import Unreadable, read_book
from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.actions.draft import drop_draft, keep_draft, take_draft
from xuncha.desk.page import go, page, show
from xuncha.desk.table import Table
from xuncha.letters.actions.import_letters import Difference, difference, import_letters
from xuncha.letters.core.intake import Intake, read_letters
from xuncha.letters.core.suggest import read_letter
from xuncha.letters.facts import known, triage_lists
from xuncha.letters.models import READERS
from xuncha.letters.pages._forms import FileForm
from xuncha.letters.pages._words import crumbs_to
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see_one
from xuncha.trust.refusal import Refusal

COLUMNS = (
    Column("row", Sentence("行号", "Row"), "int"),
    Column("day", Sentence("收到日期", "Received"), "date"),
    Column("channel", Sentence("渠道", "Channel")),
    Column("matters", Sentence("疑有几件事", "Matters"), "int"),
    Column("state", Sentence("将会", "Will be")),
)
NEW = Sentence("登记", "registered")
KNOWN = Sentence("已登记过，跳过", "passed over: registered already")


@page(
    "inspections/<uuid:inspection>/letters/import/",
    title=Sentence("导入来信表", "Import letters"),
    roles=READERS,
    where="inspection",
)
def bring(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """POST with a file makes the dry run, POST with `do=import` does it. Nothing is sorted or decided here."""
    one = see_one(Inspection, request.user, inspection)
    form = FileForm(initial={"day": clock.today()})
    no = None
    try:
        if request.method == "POST" and request.POST.get("do") == "import":
            return _import(request, one)
        if request.method == "POST":
            form = FileForm(request.POST, request.FILES)
            if form.is_valid():
                return _dry_run(request, one, form)
    except Unreadable as bad:
        no = Refusal("unreadable", bad.says, bad.remedy)
    except Refusal as refusal:
        no = refusal
    return show(
        request,
        "letters/bring.html",
        status=no.status if no else 200,
        form=form,
        no=no,
        inspection=one,
        submit=Sentence("先看一遍", "Look first"),
        back_url=reverse("letters-desk", args=[one.pk]),
        crumbs=crumbs_to(one),
    )


def _dry_run(request: HttpRequest, inspection: Inspection, form: FileForm) -> HttpResponse:
    file = form.cleaned_data["file"]
    content = file.read()
    intake = read_letters(read_book(content, file.name), triage_lists())
    body = {
        "name": [file.name],
        "content": [base64.b64encode(content).decode()],
        "channel": [form.cleaned_data["channel"]],
        "day": [form.cleaned_data["day"].isoformat()],
    }
    keep_draft(by=request.user, key=_key(request), body=body)
    found = difference(request.user, inspection, intake.letters)
    return show(
        request,
        "letters/look.html",
        inspection=inspection,
        remarks=intake.remarks,
        new=len(found.new),
        known=len(found.known),
        left_out=sum(remark.stops for remark in intake.remarks),
        rows=_rows(intake, found, inspection, form.cleaned_data["channel"]),
        back_url=request.path,
        crumbs=crumbs_to(inspection),
    )


def _rows(intake: Intake, found: Difference, inspection: Inspection, channel: str) -> Table:
    """What would happen to each row: row number, day, channel and matters; no word of the letters."""
    lists, hints, new = triage_lists(), known(inspection), {id(row) for row in found.new}
    rows = [
        {
            "row": row.row,
            "day": row.day,
            "channel": lists.channels[row.channel or channel].title,
            "matters": len(read_letter(row.subject, row.text, lists, channel=row.channel, known=hints)),
            "state": NEW if id(row) in new else KNOWN,
        }
        for row in intake.letters
    ]
    return Table("", Sentence("逐行结果", "Row by row"), COLUMNS, rows, numbered=False)


def _import(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    kept = take_draft(by=request.user, key=_key(request))
    if kept is None:
        raise Refusal(
            "gone",
            Sentence("没有找到刚才看过的文件。", "The file that was looked at is gone."),
            Sentence("请重新选择文件。", "Choose the file again."),
        )
    content = base64.b64decode(kept["content"][0])
    intake = read_letters(read_book(content, kept["name"][0]), triage_lists())
    letters = import_letters(
        by=request.user,
        inspection=inspection,
        rows=intake.letters,
        day=date.fromisoformat(kept["day"][0]),
        channel=kept["channel"][0],
    )
    drop_draft(by=request.user, key=_key(request))
    says = Sentence(
        f"已登记{len(letters)}件，请逐件拟办。", f"{len(letters)} registered; propose each by itself."
    )
    return go(request, "letters-desk", inspection=inspection.pk, done=says)


def _key(request: HttpRequest) -> str:
    return f"{request.path}#file"
