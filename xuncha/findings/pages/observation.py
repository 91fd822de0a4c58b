"""One observation: what it says, what it rests on, and the fork: look further, drop, working paper, lead."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.steps import Step, take_step
from xuncha.findings import facts
from xuncha.findings.actions.decide_observation import OPEN_STATES, continue_observation, drop_observation
from xuncha.findings.actions.raise_observation import SOURCES
from xuncha.findings.actions.read import read
from xuncha.findings.core.fork import RULES
from xuncha.findings.models import Evidence, Observation, WorkingPaper
from xuncha.findings.pages._forms import NextStepForm, ReasonForm
from xuncha.findings.pages._place import OBSERVATION_STATES, READERS, crumbs
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import HEADS, TEAM
from xuncha.trust.models import Account

CONTINUE = Step(
    "continue",
    Sentence("继续了解", "Look further"),
    lambda by, row, said: continue_observation(by=by, observation=row, **said),
    NextStepForm,
)
DROP = Step(
    "drop",
    Sentence("了结", "Drop"),
    lambda by, row, said: drop_observation(by=by, observation=row, **said),
    ReasonForm,
    Sentence("经了解不构成问题的，写明理由后了结。", "Nothing wrong: close it with the reason."),
)


@page("observations/<uuid:observation>/", title=Sentence("待核事项", "Observation"), roles=READERS)
def observation(request: HttpRequest, observation: UUID) -> HttpResponse:
    """The observation with the steps that this account may take."""
    row = see_one(Observation, request.user, observation)
    place = see_one(Inspection, request.user, row.inspection_id)
    taken = take_step(request, _steps(request.user, row), row)
    if taken.done:
        return go(request, "findings-observation", observation=row.pk, done=Sentence("已记录。", "Recorded."))
    (plain,) = read(by=request.user, rows=[row], columns=["text", "outcome"])
    proofs = list(see(Evidence, request.user).filter(observation=row).order_by("number"))
    papers = see(WorkingPaper, request.user).filter(observations=row).order_by("serial")
    return show(
        request, "findings/observation.html", status=taken.status, observation=row, inspection=place, text=plain["text"],
        state=OBSERVATION_STATES[row.state], boxes=taken.boxes, rules=RULES, papers=papers,
        open=row.state in OPEN_STATES, may_write=request.user.sight.has(TEAM, place.pk),
        evidence=read(by=request.user, rows=proofs, columns=["says"]),
        pairs=[
            (Sentence("来源", "Source"), SOURCES[row.source]),
            (Sentence("问题归类", "Area"), facts.area_titles().get(row.area)),
            (Sentence("提出日期", "Raised on"), row.raised_on),
            (Sentence("处理日期", "Decided on"), row.decided_on),
            (Sentence("处理意见", "Outcome"), plain["outcome"]),
        ],
        crumbs=crumbs(place, "findings-board", Sentence("待核事项", "Observations")),
    )  # fmt: skip


def _steps(by: Account, row: Observation) -> list[Step]:
    if row.state not in OPEN_STATES:
        return []
    steps = [CONTINUE] if by.sight.has(TEAM, row.inspection_id) else []
    return steps + ([DROP] if by.sight.has(HEADS, row.inspection_id) else [])
