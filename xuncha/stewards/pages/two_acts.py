"""双人事项: what waits for a second person, and what came of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page, show
from xuncha.desk.table import Link, Mark, Table
from xuncha.stewards.pages._two_words import state_mark
from xuncha.trust import clock, two
from xuncha.trust.access import see
from xuncha.trust.core.deeds import DEEDS
from xuncha.trust.core.roles import EVERYONE, Role
from xuncha.trust.models import DeedProposal
from xuncha.trust.models.grants import on_trial

TITLE = Sentence("双人事项", "Two-person acts")
EMPTY = Sentence(
    "没有双人事项。需要两个人办的，在各自的页面上提议（如信访件的“拆封身份”）。",
    "None. They are proposed on the page of what they are about, such as a letter.",
)
COLUMNS = (
    Column("deed", Sentence("事项", "Act"), width=22),
    Column("state", Sentence("状态", "State"), "mark"),
    Column("proposer", Sentence("提议人", "Proposed by")),
    Column("proposed_on", Sentence("提议日期", "Proposed"), "date"),
    Column("expires", Sentence("有效期至", "Until"), "date"),
    Column("decider", Sentence("批准（代录）人", "Decided by")),
    Column("decided_on", Sentence("办结日期", "Decided"), "date"),
)


@page("two/", title=TITLE, roles=EVERYONE - {Role.CONTACT}, menu=Menu("paper", 85))
def two_acts(request: HttpRequest) -> HttpResponse:
    """Open ones first, then the newest; only those one takes part in."""
    today = clock.today()
    seen = (
        see(DeedProposal, request.user)
        .select_related("proposed_by", "decided_by")
        .order_by("-proposed_on", "-id")
    )
    known = [one for one in seen if one.kind in DEEDS]
    known.sort(key=lambda one: one.state != DeedProposal.OPEN or one.expires < today)
    table = Table("two", TITLE, COLUMNS, [_row(one, today) for one in known], empty=EMPTY)
    return show(
        request, "stewards/two_acts.html", acts=table, trial=[two.TRIAL, two.TRIAL_DO] if on_trial() else []
    )


def _row(one: DeedProposal, today: Any) -> dict[str, Any]:
    words, tone = state_mark(one, today)
    return {
        "deed": Link(DEEDS[one.kind].title, reverse("stewards-two_act", args=[one.pk])),
        "state": Mark(words, tone),
        "proposer": one.proposed_by.name,
        "proposed_on": one.proposed_on,
        "expires": one.expires,
        "decider": one.decided_by.name if one.decided_by else None,
        "decided_on": one.decided_on,
    }
