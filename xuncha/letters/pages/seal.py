"""转为密封件: asks before the words of a letter leave the register for good."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.letters.actions.seal_upward import seal_letter
from xuncha.letters.models import READERS, Letter
from xuncha.letters.pages._words import back_to, crumbs_to
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one

CONSEQUENCES = (
    Sentence(
        "标题、内容、反映人、被反映人和各件事项从登记簿里清除，不能恢复。",
        "The words leave the register for good.",
    ),
    Sentence(
        "请先把原件装入信封、贴好封条；已打印的登记表一并装入。",
        "Put the original and all prints into the envelope.",
    ),
    Sentence(
        "登记簿只留编号、收到日期、渠道、封条号和送件人。",
        "Only number, day, channel, seal and carrier stay.",
    ),
)


@page("letters/<uuid:letter>/seal/", title=Sentence("转为密封件", "Turn into a sealed letter"), roles=READERS)
def seal(request: HttpRequest, letter: UUID) -> HttpResponse:
    """The heads and the petition officer; refused once a matter has left."""
    row = see_one(Letter, request.user, letter)
    inspection = see_one(Inspection, request.user, row.inspection_id)
    if request.method == "POST":
        posted = request.POST.get("version", "")
        seal_letter(by=request.user, letter=row, version=int(posted) if posted.isdigit() else 0)
        done = Sentence("已转为密封件，请填写上送情况。", "Sealed. Record how it was handed up.")
        return go(request, "letters-letter", letter=row.pk, done=done)
    return show(
        request,
        "letters/seal.html",
        letter=row,
        version=row.version,
        grave=True,
        question=Sentence(f"把第{row.serial}号转为密封件？", f"Turn No. {row.serial} into a sealed letter?"),
        consequences=CONSEQUENCES,
        submit=Sentence("清除内容，转为密封件", "Clear and seal"),
        back_url=reverse("letters-letter", args=[row.pk]),
        crumbs=crumbs_to(inspection, back_to(row)),
    )
