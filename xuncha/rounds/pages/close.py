"""结束本轮: what still blocks it, and the button when nothing does."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.rounds.actions.close_round import close_round
from xuncha.rounds.core.closing import blockers
from xuncha.rounds.facts import closing_of
from xuncha.rounds.models import Round
from xuncha.rounds.pages._forms import posted_version
from xuncha.trust import clock
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import OFFICE

TITLE = Sentence("结束本轮", "Close the round")
CONSEQUENCES = (
    Sentence("本轮各组人员的系统权限当日终止。", "The rights of all team members at this round end today."),
    Sentence("本轮不能再列入对象、登记步骤。", "No target can be added and no step marked any more."),
    Sentence(
        "整改、线索办理继续按各自期限进行。",
        "Rectification and the handling of leads go on by their own clocks.",
    ),
)


@page("rounds/<uuid:round>/close/", title=TITLE, roles=OFFICE)
def close(request: HttpRequest, round: UUID) -> HttpResponse:
    """Every blocker as a sentence; the action checks them once more."""
    row = see_one(Round, request.user, round)
    if request.method == "POST":
        close_round(by=request.user, round=row, version=posted_version(request))
        return go(
            request,
            "rounds-round",
            round=row.pk,
            done=Sentence(f"{row.title}已结束。", "The round is closed."),
        )
    return show(
        request,
        "rounds/close.html",
        round=row,
        blocking=blockers(closing_of(request.user, row, clock.today())),
        question=Sentence(f"结束{row.title}？", f"Close {row.title}?"),
        consequences=CONSEQUENCES,
        submit=TITLE,
        version=row.version,
        back_url=reverse("rounds-round", args=[row.pk]),
        crumbs=[
            Crumb(Sentence("轮次", "Rounds"), reverse("rounds-rounds")),
            Crumb(Sentence(row.title, row.title), reverse("rounds-round", args=[row.pk])),
        ],
    )
