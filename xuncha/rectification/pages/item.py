"""One item: the problem, who has the duty now, both clocks, measures, proof, reviews; for the office and for the body's contact."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.base.workdays import YearUnknown
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.steps import take_step
from xuncha.findings.models import Finding
from xuncha.rectification import facts
from xuncha.rectification.core.clock import State, next_report
from xuncha.rectification.core.closing import missing
from xuncha.rectification.facts import Standing, standings
from xuncha.rectification.models import READERS, Feedback, Item, Measure, Reopening, Review, Submission
from xuncha.rectification.pages._item_steps import steps_of
from xuncha.rectification.pages._words import countdown_mark, duty_lines, state_mark
from xuncha.registry.models import Person
from xuncha.rulebook import calendar
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account


@page("rectification/<uuid:item>/", title=Sentence("整改事项", "Item"), roles=READERS | {Role.CONTACT})
def item(request: HttpRequest, item: UUID) -> HttpResponse:
    """The item with the steps that this account may take now."""
    see_one(Item, request.user, item)
    row = see(Item, request.user).select_related("organisation", "post__organisation").get(pk=item)
    taken = take_step(request, steps_of(request.user, row), row)
    if taken.done:
        return go(request, "rectification-item", item=row.pk, done=Sentence("已记录。", "Recorded."))
    today = clock.today()
    (standing,) = standings([row], request.user, today)
    return show(
        request, "rectification/item.html", status=taken.status, item=row, boxes=taken.boxes, standing=standing,
        state=state_mark(State(row.state)), count=countdown_mark(standing), duty=duty_lines(standing.duty),
        pairs=_pairs(standing, _told(request.user, row)),
        measures=see(Measure, request.user).filter(item=row), history=_history(request, row),
        awaited=missing(facts.events(row, request.user), facts.parties(today)) if row.state == State.SUBMITTED else (),
        report_on=_report_on(row),
        finding=see(Finding, request.user).filter(pk=row.finding_id).first() if row.finding_id else None,
        crumbs=[Crumb(Sentence("整改台账", "Rectification"), reverse("rectification-ledger"))],
    )  # fmt: skip


def _told(by: Account, row: Item) -> str:
    """The head to whom the feedback was given; the duty is with whoever holds the post now."""
    given = (
        see(Feedback, by).filter(inspection_id=row.inspection_id, organisation_id=row.organisation_id).first()
    )
    person = (
        see(Person, by).filter(pk=given.told_person_id).first() if given and given.told_person_id else None
    )
    return person.name if person else ""


def _pairs(standing: Standing, told: str) -> list[tuple[Sentence, Any]]:
    item, deadline = standing.item, standing.deadline
    pairs = [
        (Sentence("单位", "Body"), item.organisation.name),
        (Sentence("问题归类", "Area"), item.area),
        (Sentence("反馈问题", "Problem"), item.says),
        (Sentence("整改目标", "Goal"), item.goal),
        (Sentence("整改进展", "Progress"), item.progress),
        (Sentence("反馈日期", "Fed back on"), item.opened_on),
        (Sentence("反馈时主要负责人", "Head at the feedback"), told),
        (Sentence("原定期限", "First due"), item.first_due),
        (Sentence("期限依据", "Basis of the limit"), item.clock),
    ]
    for one in deadline.extensions if deadline else ():
        words = f"{one.until:%Y-%m-%d}（{one.decided_by}，{one.paper}；{one.reason}）"
        pairs.append((Sentence("延期", "Extended until"), words))
    return [(label, value) for label, value in pairs if value]


def _history(request: HttpRequest, row: Item) -> list[tuple[Any, Sentence, str]]:
    """Day, what, words; newest first."""
    lines: list[tuple[Any, Any, Sentence, str]] = []
    for one in see(Submission, request.user).filter(item=row):
        lines.append((one.pk, one.on, Sentence("报送", "handed in"), f"{one.says}\n{one.evidence}"))
    for one in see(Review, request.user).filter(item=row):
        lines.append(
            (one.pk, one.on, Sentence(f"{one.party}：{one.verdict}", f"{one.party}: {one.verdict}"), one.says)
        )
    for one in see(Reopening, request.user).filter(item=row):
        lines.append((one.pk, one.on, Sentence("重新打开", "opened again"), one.reason))
    return [line[1:] for line in sorted(lines, key=lambda line: line[0], reverse=True)]


def _report_on(row: Item) -> Any:
    """The day of the next report of a lasting item; a year nobody entered says so."""
    if row.state != State.LONG or row.opened_on is None:
        return None
    try:
        every = facts.clock("rectification.lasting", clock.today())
        return next_report(row.opened_on, every, clock.today(), calendar.official())
    except YearUnknown as unknown:
        return unknown.says
