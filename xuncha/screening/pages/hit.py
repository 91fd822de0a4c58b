"""One doubt: why it is pointed at, its rows down to the cell, what to look at, and what checking gave."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence, joined
from xuncha.desk import drafts
from xuncha.desk.page import go, page, show
from xuncha.desk.table import Mark, Table
from xuncha.rounds.models import Inspection
from xuncha.screening.actions.judge_hit import judge_hit
from xuncha.screening.actions.read_hits import OpenedHit, read_hits
from xuncha.screening.core.bars import bars
from xuncha.screening.core.screen import Evidence
from xuncha.screening.core.table import tables
from xuncha.screening.core.timeline import timeline
from xuncha.screening.models import STATES, Hit
from xuncha.screening.pages._forms import JudgeForm
from xuncha.screening.pages._ways import TONES, crumbs_to
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal

COLUMNS = (
    Column("day", Sentence("日期", "Date"), "day", 12),
    Column("voucher", Sentence("凭证号", "Voucher"), width=14),
    Column("summary", Sentence("摘要", "Summary"), width=28),
    Column("payee", Sentence("收款人", "Payee"), width=26),
    Column("amount", Sentence("金额（元）", "Amount (yuan)"), "money"),
    Column("place", Sentence("在账表中的位置", "Place in the books"), width=34),
)
OF_TENDERS = {
    "voucher": Sentence("编号", "Number"),
    "summary": Sentence("项目、说明", "Process"),
    "payee": Sentence("单位", "Party"),
    "place": Sentence("在文件中的位置", "Place in the file"),
}
"""What these columns are called where the rows are no bookings."""
JUDGED = Sentence("核实结果已登记。", "The result is recorded.")


@page("doubts/<uuid:hit>/", title=Sentence("疑点核实", "A doubt"), roles=TEAM)
def hit(request: HttpRequest, hit: UUID) -> HttpResponse:
    """POST records the result of checking; a draft of the reason survives a closed window."""
    row = see_one(Hit, request.user, hit)
    inspection = see_one(Inspection, request.user, row.inspection_id)
    opened = read_hits(by=request.user, hits=[row])[0]
    kept = drafts.take(request) if request.method == "GET" else None
    known = {"result": row.state if row.state not in ("open", "gone") else "", "reason": opened.reason}
    form, no = JudgeForm(request.POST or kept or None, initial=known), None
    if request.method == "POST" and form.is_valid():
        try:
            judge_hit(by=request.user, hit=row, version=int(request.POST["version"]), **form.cleaned_data)
            drafts.drop(request)
            return go(request, "screening-hits", inspection=inspection.pk, done=JUDGED)
        except Refusal as refusal:
            drafts.keep(request)
            no = refusal
    return show(
        request,
        "screening/hit.html",
        status=no.status if no else 200,
        hit=row,
        opened=opened,
        state=Mark(STATES[row.state], TONES[row.state]),
        inspection=inspection,
        evidence=_evidence(opened),
        facts=_facts(opened),
        whys=_whys(opened),
        drawn=None if opened.figure else timeline(opened.evidence),
        digits=bars(row.screen, opened.figure),
        form=form,
        no=no,
        version=row.version,
        draft_key=request.path,
        draft_found=bool(kept),
        submit=Sentence("登记核实结果", "Record the result"),
        back_url=reverse("screening-hits", args=[inspection.pk]),
        crumbs=crumbs_to(inspection, "screening-hits"),
    )


def _evidence(opened: OpenedHit) -> Table:
    rows = [
        {
            **{name: getattr(one, name) for name in ("day", "voucher", "summary", "payee", "amount")},
            "place": _place(one),
        }
        for one in opened.evidence
    ]
    columns = [column for column in COLUMNS if any(row[column.key] for row in rows)]
    if opened.evidence and opened.evidence[0].table in tables("tenders"):
        columns = [replace(column, title=OF_TENDERS.get(column.key, column.title)) for column in columns]
    return Table("evidence", Sentence("依据的行", "The rows it rests on"), columns, rows)


def _place(one: Evidence) -> Sentence:
    """Sheet, row and cell; in a JSON file line and path."""
    sheet = (f"“{one.sheet}”", f", {one.sheet}") if one.sheet else ("", "")
    return Sentence(
        f"《{one.file}》{sheet[0]}第{one.row}行 {one.amount_cell}",
        f"{one.file}{sheet[1]}, row {one.row} {one.amount_cell}",
    )


def _facts(opened: OpenedHit) -> list[tuple[Sentence, object, str]]:
    row = opened.row
    facts: list[tuple[Sentence, object, str]] = [
        (Sentence("涉及金额", "Amount"), row.amount or None, "money"),
        (Sentence("涉及行数", "Rows"), row.rows, "int"),
        (Sentence("规则版本", "Rule version"), row.rule_version, "text"),
    ]
    if opened.screen:
        facts.insert(0, (Sentence("筛查项目", "Screen"), opened.screen.title, "text"))
    return facts


def _whys(opened: OpenedHit) -> list[tuple[Sentence, Sentence]]:
    """What the screen says of itself: a line each."""
    screen = opened.screen
    if screen is None:
        return []
    told = [
        (Sentence("为什么看", "Why"), screen.why),
        (Sentence("怎么查的", "How it was found"), screen.method),
        (Sentence("有意不看", "Left out"), joined(screen.exclusions, "；", "; ")),
        (Sentence("看什么", "Look at"), screen.look),
        (Sentence("依据", "Basis"), screen.basis),
    ]
    return [(title, says) for title, says in told if says]
