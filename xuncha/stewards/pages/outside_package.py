"""外送包: exactly what will go out, for the second person to look into; after the approval it is closed and fetched here."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import download, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.table import Link, Table
from xuncha.stewards.actions.export_outside import (
    READERS,
    close_package,
    erase_over,
    fetch,
    open_part,
    read_about,
)
from xuncha.stewards.models import OutsidePackage
from xuncha.stewards.outside import WAYS, About
from xuncha.stewards.pages._two_words import state_mark
from xuncha.stewards.pages.outside import TITLE
from xuncha.trust import clock, two
from xuncha.trust.access import see
from xuncha.trust.models import Account, DeedProposal
from xuncha.trust.refusal import NotSeen, Refusal

COLUMNS = (
    Column("name", Sentence("文件", "File"), width=12),
    Column("title", Sentence("内容", "What"), width=40),
    Column("bytes", Sentence("字节", "Bytes"), "int"),
    Column("sha256", Sentence("SHA-256", "SHA-256"), width=40),
)


@page("outside/<uuid:package>/", title=Sentence("外送包", "Package"), roles=READERS)
def outside_package(request: HttpRequest, package: UUID) -> HttpResponse:
    """``?file=01.docx`` gives one file as it will go out; POST ``close`` closes it for the receiver, ``fetch`` gives the closed file."""
    erase_over(clock.today())
    row = _row(request.user, package)
    if "file" in request.GET:
        name = request.GET["file"]
        return download(f"外送{name}", open_part(by=request.user, package=row, name=name), row)
    if request.POST.get("do") == "fetch":
        return download(f"{two.code_of(row.proposal)}.age", fetch(by=request.user, package=row), row)
    no, phrase = None, ""
    if request.POST.get("do") == "close":
        try:
            phrase = close_package(by=request.user, package=row).phrase
        except Refusal as refusal:
            no = refusal
        row = _row(request.user, package)
    about = _about(request.user, row)
    words, tone = state_mark(row.proposal, clock.today())
    return show(
        request, "stewards/outside_package.html", status=no.status if no else 200, no=no, row=row,
        code=two.code_of(row.proposal), state=words, tone=tone, phrase=phrase, is_open=row.proposal.state == DeedProposal.OPEN,
        pairs=_pairs(row, about), files=_files(row, about) if about else None, ready=_ready(row, request.user),
        mine=bool(row.closed) and row.closed_by_id == request.user.pk, crumbs=[Crumb(TITLE, reverse("stewards-outside"))],
    )  # fmt: skip


def _row(account: Account, package: UUID) -> OutsidePackage:
    found = see(OutsidePackage, account).select_related("made_by", "proposal", "closed_by")
    row = found.filter(pk=package).exclude(proposal=None).first()
    if row is None:
        raise NotSeen
    return row


def _about(account: Account, row: OutsidePackage) -> About | None:
    try:
        return read_about(by=account, package=row)
    except Refusal:
        return None


def _ready(row: OutsidePackage, account: Account) -> bool:
    """Whether it is approved and this account may close it now."""
    proposal = row.proposal
    live = (
        proposal.state == DeedProposal.DONE and proposal.used_on is None and proposal.expires >= clock.today()
    )
    return live and account.pk in {proposal.proposed_by_id, proposal.decided_by_id}


def _pairs(row: OutsidePackage, about: About | None) -> list[tuple[Sentence, Any]]:
    told = [
        (Sentence("外送内容", "What"), about.what),
        (Sentence("交给", "To"), about.to),
        (Sentence("封装方式", "Closed by"), WAYS[about.way]),
        *([(Sentence("公钥", "Public key"), about.recipient)] if about.recipient else []),
    ] if about else []  # fmt: skip
    return [
        *told,
        (Sentence("拟制人", "Made by"), row.made_by.name),
        (Sentence("拟制日期", "Made"), row.made_on),
        (Sentence("期限", "Until"), row.proposal.expires),
        (Sentence("封装人", "Closed by"), row.closed_by.name if row.closed_by else None),
        (Sentence("封装日期", "Closed on"), row.closed_on),
        (Sentence("取走日期", "Fetched on"), row.fetched_on),
    ]


def _files(row: OutsidePackage, about: About) -> Table:
    here = reverse("stewards-outside_package", args=[row.pk])
    rows = [
        {**one, "name": Link(one["name"], f"{here}?file={one['name']}") if row.content else one["name"]}
        for one in about.files
    ]
    empty = Sentence("没有文件。", "No file.")
    return Table(
        "files",
        Sentence("包内文件（与送出的一致）", "Files, as they will go out"),
        COLUMNS,
        rows,
        empty=empty,
    )
