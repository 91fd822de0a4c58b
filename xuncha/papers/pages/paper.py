"""一份文书: where it is in its life, what comes next, who signed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb, Step
from xuncha.desk.table import Link, Mark, Table
from xuncha.papers.core.life import DELIVERED, STAMPED, STATES, SUBMITTED, VOID, Standing, next_steps
from xuncha.papers.models import AUDIENCES, Paper, SignOff
from xuncha.papers.pages._steps import WAYS
from xuncha.papers.pages.papers import state_mark
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import BUSINESS
from xuncha.trust.refusal import Refusal

COLUMNS = (
    Column("step", Sentence("环节", "As")),
    Column("signer", Sentence("签批人", "Who signed")),
    Column("signed_on", Sentence("签批日期", "Signed on"), "date"),
    Column("opinion", Sentence("签批意见", "Opinion"), width=30),
    Column("original", Sentence("原件", "Original"), width=24),
    Column("recorded_by", Sentence("代录", "Recorded by")),
    Column("confirmed", Sentence("复核", "Confirmed by"), "mark"),
)
SCANNED = Sentence("扫描件", "scan")
WAITS = Mark(Sentence("待另一人复核", "waits for another person"), "wait")
TAKEN_BACK = Mark(Sentence("已退回，不算", "taken back"), "off")


@page("papers/<uuid:paper>/", title=Sentence("文书", "Paper"), roles=BUSINESS)
def paper(request: HttpRequest, paper: UUID) -> HttpResponse:
    """Each step that can be taken now has its form; `do` says which was posted, `version` what was read."""
    row = see_one(Paper, request.user, paper)
    sign_offs = list(
        see(SignOff, request.user)
        .filter(paper=row)
        .select_related("recorded_by", "confirmed_by")
        .order_by("id")
    )
    standing = row.standing(sign_offs)
    mine = request.user.sight.has(AUDIENCES[row.audience], row.inspection_id)
    offered = [key for key in next_steps(standing) if key in WAYS] if mine else []
    bound: dict[str, Any] = {}
    no = None
    if request.method == "POST" and request.POST.get("do") in offered:
        key = request.POST["do"]
        form = bound[key] = WAYS[key].form(
            request.POST, request.FILES, standing=standing, audience=row.audience
        )
        if form.is_valid():
            try:
                WAYS[key].take(request.user, row, form.cleaned_data, _version(request, row))
                return go(request, "papers-paper", paper=row.pk, done=WAYS[key].done)
            except Refusal as refusal:
                no = refusal
    boxes = [
        (key, WAYS[key], bound.get(key) or WAYS[key].form(standing=standing, audience=row.audience))
        for key in offered
    ]
    waiting = any(one.confirmed_by_id is None and not one.taken_back for one in sign_offs)
    return show(
        request, "papers/paper.html", status=no.status if no else 200, paper=row, no=no, version=row.version,
        steps=life_steps(row, standing), boxes=boxes, state=state_mark(row, waiting),
        may_edit=mine and row.state == "draft" and bool(row.kind.editable),
        may_confirm=mine and row.state == SUBMITTED and waiting, facts=_facts(row), inside=mine,
        signatures=Table("", Sentence("签批", "Signatures"), COLUMNS, [_signature(one) for one in sign_offs]),
        crumbs=[Crumb(Sentence("文书", "Papers"), reverse("papers-papers"))],
    )  # fmt: skip


def _version(request: HttpRequest, row: Paper) -> int:
    posted = request.POST.get("version", "")
    return int(posted) if posted.isdigit() else row.version


def life_steps(paper: Paper, standing: Standing) -> list[Step]:
    """The life as a line of steps, with days; what this kind of paper does not go through is left out."""
    past = list(STATES).index(paper.state) if paper.state != VOID else -1

    def step(zh: str, en: str, done: bool, now: bool, day: Any = None, note: Sentence | None = None) -> Step:
        state = "done" if done else ("now" if now and paper.state != VOID else "todo")
        return Step(Sentence(zh, en), state, day, note)

    signed = paper.issued_on is not None
    left = "、".join(standing.unsigned())
    line = [
        step("拟稿", "Drafted", True, False, paper.drafted_on),
        step("送签", "Submitted", paper.submitted_on is not None, past == 0, paper.submitted_on),
        step("签发", "Signed", signed, past == 1, paper.issued_on, Sentence(f"待签：{left}", f"unsigned: {left}") if left else None),
    ]  # fmt: skip
    if standing.has_series:
        number = Sentence(paper.number, paper.number) if paper.number else None
        line.append(step("编号", "Numbered", bool(paper.number), signed and not paper.number, None, number))
    if standing.needs_seal:
        ready = signed and (bool(paper.number) or not standing.has_series)
        line.append(step("用印", "Sealed", paper.stamped_on is not None, ready, paper.stamped_on))
    if standing.leaves_team:
        ready = paper.state == STAMPED or (signed and not standing.needs_seal)
        line.append(step("送达", "Delivered", paper.delivered_on is not None, ready, paper.delivered_on))
        line.append(step("回执", "Receipt", standing.receipt, paper.state == DELIVERED, paper.receipt_on))
    if paper.state == VOID:
        line.append(Step(STATES[VOID], "now", paper.void_on, Sentence(paper.void_reason, paper.void_reason)))
    return line


def _facts(paper: Paper) -> list[tuple[Sentence, object]]:
    return [
        (Sentence("种类", "Form"), paper.kind.title),
        (Sentence("文号", "Number"), paper.number),
        (Sentence("去向", "Goes"), LEAVES if paper.leaves_team else STAYS),
        (Sentence("送达方式", "Delivered by"), paper.delivered_by),
        (Sentence("回执存放处", "Receipt kept at"), paper.receipt_at),
    ]


LEAVES = Sentence("对外发出", "leaves the office")
STAYS = Sentence("内部使用", "stays inside")


def _signature(one: SignOff) -> dict[str, object]:
    scan = Link(SCANNED, reverse("papers-attachment", args=[one.scan_id])) if one.scan_id else None
    name = one.confirmed_by.name if one.confirmed_by else ""
    confirmed = Mark(Sentence(name, name), "ok") if name else WAITS
    return {
        "step": one.step,
        "signer": one.signer,
        "signed_on": one.signed_on,
        "opinion": one.opinion,
        "original": [part for part in (one.original_at, scan) if part],
        "recorded_by": one.recorded_by.name,
        "confirmed": TAKEN_BACK if one.taken_back else confirmed,
    }
