"""The papers of rectification: each freezes what the moment needs; no name of a former holder stands in any of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.findings.actions.draft_report import read_report
from xuncha.findings.actions.sign_paper import period_written
from xuncha.findings.facts import outside
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.models import Paper, organ
from xuncha.rectification import facts
from xuncha.rectification.core.clock import State
from xuncha.rectification.core.handover import Kind
from xuncha.rectification.models import Feedback, HeadTask, Item, Measure
from xuncha.rectification.way_in import way_in
from xuncha.registry.models import Organisation, Post
from xuncha.rounds.models import Inspection
from xuncha.rulebook import calendar
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE, TEAM


@action(
    "rectification.draft_feedback",
    roles=OFFICE,
    where="feedback",
    says=Sentence("拟制反馈意见", "draft the feedback"),
)
def draft_feedback(act: Act, *, feedback: Feedback) -> Paper:
    """反馈意见 with the items as they were opened. Raises NotSeen."""
    feedback = (
        act.see(Feedback)
        .select_related("organisation", "inspection__round")
        .get(pk=act.one(Feedback, feedback.pk).pk)
    )
    items = list(
        act.see(Item)
        .filter(inspection_id=feedback.inspection_id, organisation=feedback.organisation)
        .order_by("number")
    )
    areas = dict.fromkeys(item.area for item in items)
    report = read_report(by=act, inspection=feedback.inspection)
    return draft_paper(
        by=act, form="feedback_opinion", inspection_id=feedback.inspection_id, organisation_id=feedback.organisation_id,
        about_id=feedback.pk,
        facts={
            "organ": organ("office", act.today), "body": feedback.organisation.name, "round": feedback.inspection.round.title,
            "on": feedback.on.isoformat(), "overall": report.overall, "suggestions": list(report.suggestions),
            "sections": [
                {"title": area, "problems": [{"number": one.number, "text": one.says} for one in items if one.area == area]}
                for area in areas
            ],
            "plan_due": _iso(feedback.plan_due), "report_due": _iso(feedback.report_due), "basis": feedback.clock,
            "copies_to": ["县纪委监委", "县委组织部", "分管县领导"],
        },
    )  # fmt: skip


@action(
    "rectification.draft_plan",
    roles=OFFICE,
    where="feedback",
    says=Sentence("拟制整改方案空白表", "draft the plan's blank"),
)
def draft_plan(act: Act, *, feedback: Feedback) -> Paper:
    """整改方案, to be filled in by the body."""
    feedback = (
        act.see(Feedback)
        .select_related("organisation", "inspection__round")
        .get(pk=act.one(Feedback, feedback.pk).pk)
    )
    items = (
        act.see(Item)
        .filter(inspection_id=feedback.inspection_id, organisation=feedback.organisation)
        .order_by("number")
    )
    return draft_paper(
        by=act, form="rectification_plan", inspection_id=feedback.inspection_id, organisation_id=feedback.organisation_id,
        about_id=feedback.pk,
        facts={
            "body": feedback.organisation.name, "round": f"{feedback.inspection.round.title}反馈问题",
            "plan_due": _iso(feedback.plan_due), "problems": [{"number": one.number, "text": one.says} for one in items],
        },
    )  # fmt: skip


@action(
    "rectification.draft_ledger", roles=OFFICE, where=None, says=Sentence("拟制整改台账", "draft the ledger")
)
def draft_ledger(act: Act, *, organisation: Organisation) -> Paper:
    """整改台账 of one body, with the columns in which it comes back."""
    items = list(
        act.see(Item)
        .filter(organisation=organisation)
        .select_related("post__organisation")
        .order_by("number")
    )
    measures: dict[Any, list[Measure]] = {}
    for one in act.see(Measure).filter(organisation=organisation):
        measures.setdefault(one.item_id, []).append(one)
    rows = [
        _ledger_row(organisation, standing, measures.get(standing.item.pk, []))
        for standing in facts.standings(items, act, act.today)
    ]
    return draft_paper(
        by=act, form="rectification_ledger", organisation_id=organisation.pk, about_id=organisation.pk,
        inspection_id=items[-1].inspection_id if items else None,
        facts={"heading": f"{organisation.name}巡察整改台账（截至{act.today.isoformat()}）", "items": rows},
    )  # fmt: skip


def _ledger_row(
    organisation: Organisation, standing: facts.Standing, measures: Sequence[Measure]
) -> Mapping[str, Any]:
    item = standing.item
    return {
        "body": organisation.name,
        "number": item.number,
        "area": item.area,
        "problem": item.says,
        "goal": item.goal,
        "measure": "\n".join(one.says for one in measures),
        "leader": "、".join(dict.fromkeys(one.leader for one in measures if one.leader)),
        "department": "、".join(dict.fromkeys(one.department for one in measures if one.department)),
        "first_due": _iso(item.first_due),
        "due": _iso(item.due),
        "state": {State.LONG: "长期坚持", State.DONE: "已完成"}.get(State(item.state), "整改中"),
        "progress": item.progress,
        "evidence": "",
        "owner": item.post.title if item.post else "",
    }


@action(
    "rectification.draft_briefing",
    roles=OFFICE,
    where=None,
    says=Sentence("拟制接任整改提示", "draft a briefing"),
)
def draft_briefing(act: Act, *, post: Post) -> Paper:
    """接任整改提示: open items, papers, who in the body knows, how others repaired the like. Raises Refusal for a vacant post."""
    items = _open_items(act, post)
    holder = facts.duties([post], act.today)[post.pk].holder
    if holder is None or not items:
        act.refuse(
            "nobody", Sentence("该职务空缺或没有未完成的整改事项", "The post is vacant or nothing is open")
        )
    task = (
        act.see(HeadTask)
        .filter(post=post, kind=Kind.REFEEDBACK, person_id=holder.person)
        .order_by("pk")
        .last()
    )
    start = holder.span.starts
    way = way_in(act, post, items)
    return draft_paper(
        by=act, form="head_briefing", organisation_id=post.organisation_id, about_id=post.pk, inspection_id=items[0].inspection_id,
        facts={
            "organ": organ("office", act.today), "to": f"{post.organisation.name}{post.title}",
            "arrived": f"你于{start.in_papers().zh}到任" if start and start.known else "你已到任",
            "items": [{"number": one.number, "text": one.says, "due": _iso(one.due), "state": one.state} for one in items],
            "papers": list(way.papers), "who_knows": list(way.who_knows), "examples": list(way.examples),
            "refeedback_due": _iso(task.due if task else _refeedback(act)), "basis": task.basis if task else _basis(act),
        },
    )  # fmt: skip


@action(
    "rectification.draft_handover",
    roles=OFFICE,
    where=None,
    says=Sentence("拟制离任整改交接清单", "draft a handover list"),
)
def draft_handover(act: Act, *, task: HeadTask) -> Paper:
    """离任整改交接清单 of one change of head."""
    task = act.see(HeadTask).select_related("post__organisation").get(pk=act.one(HeadTask, task.pk).pk)
    items = act.see(Item).filter(pk__in=task.items).order_by("number")
    return draft_paper(
        by=act, form="handover_list", organisation_id=task.organisation_id, about_id=task.pk, inspection_id=task.inspection_id,
        facts={
            "body": task.post.organisation.name, "post": task.post.title, "on": task.change_on.isoformat(),
            "items": [
                {"number": one.number, "text": one.says, "state": one.state, "due": _iso(one.due), "progress": one.progress}
                for one in items
            ],
        },
    )  # fmt: skip


@action(
    "rectification.draft_reminder",
    roles=OFFICE,
    where=None,
    says=Sentence("拟制整改责任提醒函", "draft a reminder"),
)
def draft_reminder(act: Act, *, post: Post, reply_by: date) -> Paper:
    """履行整改责任提醒函 on the items with a running clock. Raises Refusal where none has one."""
    items = list(
        act.see(Item)
        .filter(pk__in=[one.pk for one in _open_items(act, post)], due__isnull=False)
        .order_by("due")
    )
    if not items:
        act.refuse("nothing", Sentence("该职务没有在计期限的整改事项", "No item with a running clock"))
    standings = facts.standings(items, act, act.today)
    return draft_paper(
        by=act, form="duty_reminder", organisation_id=post.organisation_id, about_id=post.pk, inspection_id=items[0].inspection_id,
        facts={
            "organ": organ("office", act.today), "to": f"{post.organisation.name}{post.title}", "body": post.organisation.name,
            "as_of": act.today.isoformat(), "reply_by": reply_by.isoformat(),
            "items": [
                {"number": one.item.number, "text": one.item.says, "due": _iso(one.item.due), "says": one.countdown.says.zh}
                for one in standings
            ],
        },
    )  # fmt: skip


@action(
    "rectification.draft_immediate",
    roles=TEAM,
    where="inspection",
    says=Sentence("拟制立行立改通知书", "draft an immediate correction"),
)
def draft_immediate(
    act: Act, *, inspection: Inspection, organisation: Organisation, problem: str, demand: str, due: date
) -> Paper:
    """立行立改通知书, to be done within the stay. Raises Refusal for an empty one or a day after the team has left."""
    if not (problem.strip() and demand.strip()):
        act.refuse("empty", Sentence("请写明存在问题和整改要求", "Write the problem and what is asked for"))
    if due > inspection.ends:
        act.refuse(
            "stay",
            Sentence(
                f"立行立改应在驻点期间完成，不晚于{inspection.ends:%Y-%m-%d}",
                f"Within the stay, by {inspection.ends:%Y-%m-%d}",
            ),
        )
    count = act.see(Paper).filter(form="immediate_correction", inspection_id=inspection.pk).count()
    return draft_paper(
        by=act, form="immediate_correction", inspection_id=inspection.pk, organisation_id=organisation.pk,
        facts={
            "organ": inspection.title, "body": organisation.name, "due": due.isoformat(),
            "problem": outside(problem.strip(), inspection), "demand": outside(demand.strip(), inspection),
            "number": f"〔{inspection.starts.year}〕立改{count + 1}号",
        },
    )  # fmt: skip


@action(
    "rectification.draft_former",
    roles=OFFICE,
    where=None,
    says=Sentence("拟制向原任反馈函", "draft feedback to a former head"),
)
def draft_former(act: Act, *, task: HeadTask) -> Paper:
    """向原任反馈函: his own problems with their periods; addressed to the former holder of the post, no name in it."""
    task = act.see(HeadTask).select_related("post__organisation").get(pk=act.one(HeadTask, task.pk).pk)
    if task.kind != Kind.FORMER_FEEDBACK:
        act.refuse("kind", Sentence("这不是向原任反馈的事项", "This task is not about a former head"))
    items = act.see(Item).filter(pk__in=task.items).select_related("finding").order_by("number")
    return draft_paper(
        by=act, form="former_feedback", about_id=task.pk,
        facts={
            "organ": organ("office", act.today), "to": f"{task.post.organisation.name}原{task.post.title}",
            "body": task.post.organisation.name, "due": _iso(task.due), "basis": task.basis,
            "problems": [
                {"number": one.number, "text": one.says, "period": period_written(one.finding.starts, one.finding.ends)}
                for one in items
            ],
        },
    )  # fmt: skip


def _open_items(act: Act, post: Post) -> list[Item]:
    return list(act.see(Item).filter(post=post, closed_on=None).order_by("number"))


def _refeedback(act: Act) -> date:
    return facts.clock("rectification.refeedback", act.today).due(act.today, calendar.official())


def _basis(act: Act) -> str:
    return facts.clock("rectification.refeedback", act.today).basis


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
