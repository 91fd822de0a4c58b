"""销毁: which inspections of a closed round, on what basis; the keys go when a second person approves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.fields import line, passage, several
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.rounds.actions.shred import propose_shredding
from xuncha.rounds.models import Inspection, Round
from xuncha.trust import shredding
from xuncha.trust.access import see, see_one
from xuncha.trust.core.compartments import of_inspection
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import Refusal

TITLE = Sentence("销毁密封内容", "Shred sealed content")


class ShredForm(forms.Form):
    use_required_attribute = False
    inspections = several("巡察任务", "Inspections", "只列尚未销毁的", "Those not shredded yet")
    basis = line(
        "销毁依据和批准文书", "Basis", "如：保管期限届满，明川巡办〔2031〕2号", "The rule and the decision"
    )
    reason = passage("理由", "Reason", rows=3)

    def __init__(self, *args: Any, offered: list[Inspection], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["inspections"].choices = [(str(one.pk), one.title) for one in offered]


@page("rounds/<uuid:round>/shred/", title=TITLE, roles=OFFICE)
def shred(request: HttpRequest, round: UUID) -> HttpResponse:
    """The form proposes; nothing is destroyed on this page."""
    row = see_one(Round, request.user, round)
    every = list(see(Inspection, request.user).filter(round=row).order_by("title"))
    gone = [one for one in every if shredding.gone(of_inspection("work", one.pk))]
    offered = [one for one in every if one not in gone]
    form, no = ShredForm(request.POST or None, offered=offered), None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        chosen = [one for one in offered if str(one.pk) in said["inspections"]]
        try:
            made = propose_shredding(
                by=request.user, inspections=chosen, basis=said["basis"], reason=said["reason"]
            )
            done = Sentence("已提议，等第二个人批准。", "Proposed; a second person approves.")
            return go(request, "stewards-two_act", act=made.pk, done=done)
        except Refusal as refusal:
            no = refusal
    return show(
        request, "rounds/shred.html", status=no.status if no else 200, form=form, no=no, round=row, gone=gone,
        offered=offered, submit=Sentence("提议销毁", "Propose"), back_url=reverse("rounds-round", args=[row.pk]),
        crumbs=[
            Crumb(Sentence("轮次", "Rounds"), reverse("rounds-rounds")),
            Crumb(Sentence(row.title, row.title), reverse("rounds-round", args=[row.pk])),
        ],
    )  # fmt: skip
