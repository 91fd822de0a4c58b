"""修改草稿: rewording a draft. Of two people who edit it, the second sees both wordings and loses nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk import drafts
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.papers.actions.draft import redraft_paper
from xuncha.papers.actions.print_paper import read_facts
from xuncha.papers.core.form import Form
from xuncha.papers.models import Paper
from xuncha.papers.pages._new import Wording
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import INSIDE
from xuncha.trust.refusal import Refusal, Stale


@page("papers/<uuid:paper>/edit/", title=Sentence("修改草稿", "Reword a draft"), roles=INSIDE)
def edit(request: HttpRequest, paper: UUID) -> HttpResponse:
    """The texts that the form lets a clerk reword; the version read is posted back with them."""
    row = see_one(Paper, request.user, paper)
    facts = read_facts(by=request.user, paper=row)
    kept = drafts.take(request) if request.method == "GET" else None
    wording = Wording(request.POST or kept or None, kind=row.kind, facts=facts)
    no, newest, version = None, None, (kept or {}).get("version", row.version)
    if request.method == "POST" and wording.is_valid():
        version = request.POST.get("version", "")
        try:
            redraft_paper(
                by=request.user, paper=row, facts={**facts, **wording.facts()}, version=_number(version)
            )
            drafts.drop(request)
            return go(request, "papers-paper", paper=row.pk, done=Sentence("草稿已修改。", "Reworded."))
        except Stale as stale:
            drafts.keep(request)
            no, version = stale, row.version
            newest = _shown(row.kind, facts)
        except Refusal as refusal:
            no = refusal
    return show(
        request, "papers/write.html", status=no.status if no else 200, form=wording, no=no, kind=row.kind, version=version,
        newest=newest, draft_key=request.path, draft_found=bool(kept), back_url=reverse("papers-paper", args=[row.pk]),
        crumbs=[
            Crumb(Sentence("文书", "Papers"), reverse("papers-papers")),
            Crumb(Sentence(row.title, row.title), reverse("papers-paper", args=[row.pk])),
        ],
    )  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _shown(kind: Form, facts: dict[str, Any]) -> list[tuple[Sentence, str]]:
    """The newest wording, field by field, to be compared with one's own."""
    return [
        (label, "\n".join(facts[key]) if isinstance(facts.get(key), list) else str(facts.get(key, "")))
        for key, label in kind.editable.items()
    ]
