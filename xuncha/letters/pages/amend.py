"""更正登记: the form of the register again, with what stands there."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.letters.actions.amend import amend_letter
from xuncha.letters.actions.enter import ABOUT
from xuncha.letters.actions.read import OpenedLetter, read_letter
from xuncha.letters.core.intake import LetterRow
from xuncha.letters.models import READERS, Letter
from xuncha.letters.pages._forms import LetterForm
from xuncha.letters.pages._words import back_to, crumbs_to
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one
from xuncha.trust.refusal import Refusal


@page("letters/<uuid:letter>/amend/", title=Sentence("更正登记", "Correct a registration"), roles=READERS)
def amend(request: HttpRequest, letter: UUID) -> HttpResponse:
    """The version that was read is posted back: of two who correct one letter, the second sees that."""
    row = see_one(Letter, request.user, letter)
    inspection = see_one(Inspection, request.user, row.inspection_id)
    opened = read_letter(by=request.user, letter=row)
    form = LetterForm(request.POST or None, initial=_standing(opened))
    version, no = row.version, None
    if request.method == "POST" and form.is_valid():
        posted = request.POST.get("version", "")
        try:
            new = LetterRow("", 0, **form.cleaned_data)
            amend_letter(by=request.user, letter=row, version=int(posted) if posted.isdigit() else 0, row=new)
            return go(request, "letters-letter", letter=row.pk, done=Sentence("登记已更正。", "Corrected."))
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "letters/enter.html",
        status=no.status if no else 200,
        form=form,
        no=no,
        inspection=inspection,
        amending=True,
        version=version,
        submit=Sentence("保存更正", "Save"),
        back_url=reverse("letters-letter", args=[row.pk]),
        crumbs=crumbs_to(inspection, back_to(row)),
    )


def _standing(opened: OpenedLetter) -> dict[str, object]:
    row = opened.row
    return {
        "channel": row.channel,
        "day": row.received_on,
        "named": row.named,
        "subject": opened.heading,
        "text": opened.text,
        **{name: opened.about.get(name) for name in ABOUT},
    }
