"""反馈: the day from which the clocks run; every reported finding about the body becomes an item owned by the post of its head."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from xuncha.base.words import Sentence
from xuncha.base.workdays import Calendar
from xuncha.findings import facts as finding_facts
from xuncha.findings.actions.attribute import freeze_at_feedback, read_for_outside
from xuncha.findings.models import Finding
from xuncha.rectification import facts
from xuncha.rectification.actions.end_of_stay import end_of_stay
from xuncha.rectification.actions.head_tasks import make_tasks
from xuncha.rectification.core.handover import Clocks, OpenItem, Task, former
from xuncha.rectification.models import Feedback, Item
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Inspection
from xuncha.rulebook import calendar
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action(
    "rectification.feed_back",
    roles=OFFICE,
    where="inspection",
    says=Sentence("登记反馈", "record the feedback"),
)
def feed_back(
    act: Act,
    *,
    inspection: Inspection,
    organisation: Organisation,
    on: date,
    plan_clock: str,
    report_clock: str,
) -> Feedback:
    """Record the feedback and open one item for each reported finding about the body.

    A head of the time who has left since gets feedback for his own time: tasks of the office. With the last feedback of the
    inspection the rights of leader, deputy and liaison end (see ``end_of_stay``).

    ``plan_clock`` and ``report_clock`` are the names of the limits that the office chose. Raises Refusal without a
    reported finding, for an unknown limit, a body without a head's post, or an undecided difference of an attribution.
    """
    findings = list(
        act.see(Finding)
        .filter(inspection=inspection, organisation=organisation, state=Finding.REPORTED)
        .order_by("serial")
    )
    if not findings:
        act.refuse(
            "no-finding",
            Sentence("该单位没有已写入报告、待反馈的问题", "No reported finding waits for feedback"),
        )
    if on > act.today:
        act.refuse("ahead", Sentence("反馈日期在今天之后，请核对", "The day of feedback lies in the future"))
    post = facts.head_post(organisation)
    if post is None:
        act.refuse(
            "no-head",
            Sentence(
                "登记中没有该单位主要负责人的职务，整改责任无处落实",
                "The registry has no head's post for this body",
            ),
            Sentence("请先在单位登记中补录主要负责人职务。", "Enter the head's post in the registry first."),
        )
    plan, report = (
        _chosen(act, "rectification.plan", plan_clock),
        _chosen(act, "rectification.report", report_clock),
    )
    duty = facts.duties([post], on)[post.pk]
    holder = duty.holder
    told = holder.person if holder else None
    plan_due, report_due = plan.due(on, calendar.official()), report.due(on, calendar.official())
    feedback = act.add(
        Feedback(
            inspection=inspection, organisation=organisation, on=on, plan_due=plan_due, report_due=report_due,
            clock=f"{report.shown().zh}，{report.basis}"[:120], told_person_id=told,
        ),
        findings=len(findings),
    )  # fmt: skip
    items = []
    for finding in findings:
        texts = read_for_outside(by=act, finding=finding)
        freeze_at_feedback(by=act, finding=finding)
        item = act.add(
            Item(
                inspection=inspection, organisation=organisation, finding=finding, post=post,
                number=f"{inspection.round.number}-{finding.serial}", area=finding_facts.area_titles()[finding.area][:40],
                says=f"{texts['title']}。{texts['text']}", opened_on=on, due=report_due, first_due=report_due,
                clock=feedback.clock, told_person_id=told,
            )
        )  # fmt: skip
        items.append(item)

    def wanted(found: list[OpenItem], clocks: Clocks, days: Calendar) -> Iterable[Task]:
        return former(found, duty, on, clocks, days)

    make_tasks(act, post, items, on, wanted)
    end_of_stay(act, inspection)
    return feedback


def _chosen(act: Act, key: str, name: str) -> facts.Clock:
    found = facts.clocks(key)
    if name not in found:
        act.refuse("clock", Sentence("请从在册的期限中选择一个", "Choose one of the limits on record"))
    return found[name]
