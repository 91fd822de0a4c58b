"""The papers of findings: each freezes what the moment needs, with every name taken out that was not released."""

from __future__ import annotations

import json
from datetime import date

from xuncha.base.words import Sentence
from xuncha.findings import facts
from xuncha.findings.actions._kept_away import bar_kept_away, bar_lead
from xuncha.findings.actions.draft_report import read_report
from xuncha.findings.actions.handle_lead import open_leads
from xuncha.findings.actions.sign_paper import number_of, period_written
from xuncha.findings.core.names import for_outside
from xuncha.findings.models import Lead, WorkingPaper
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.core.days import written
from xuncha.papers.models import Paper
from xuncha.rounds.models import Inspection
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM, Role


@action(
    "findings.draft_slip",
    roles=TEAM,
    where="paper",
    says=Sentence("拟制事实确认单", "draft a fact confirmation"),
)
def draft_slip(act: Act, *, paper: WorkingPaper, reply_by: date | None = None) -> Paper:
    """The 事实确认单: facts only, no name, no source."""
    paper = (
        act.see(WorkingPaper)
        .select_related("inspection__round", "organisation")
        .get(pk=act.one(WorkingPaper, paper.pk).pk)
    )
    bar_kept_away(act, [paper])
    (plain,) = act.open([paper], "title", "text")
    named = facts.people(paper.organisation, facts.tenure_facts(paper.organisation))
    return draft_paper(
        by=act, form="fact_confirmation", inspection_id=paper.inspection_id, organisation_id=paper.organisation_id, about_id=paper.pk,
        facts={
            "round": paper.inspection.round.title, "team": paper.inspection.title, "number": number_of(paper),
            "body": paper.organisation.name, "period": period_written(paper.starts, paper.ends),
            "reply_by": written(reply_by.isoformat()) if reply_by else "",
            "title": for_outside(plain["title"], named).text, "text": for_outside(plain["text"], named).text,
        },
    )  # fmt: skip


@action(
    "findings.draft_report_paper",
    roles=TEAM,
    where="inspection",
    says=Sentence("拟制巡察报告", "draft the report's paper"),
)
def draft_report_paper(act: Act, *, inspection: Inspection, organ: str, to: str, signer: str) -> Paper:
    """The 巡察报告 out of the approved findings. Raises Refusal as ``read_report`` does."""
    made = read_report(by=act, inspection=inspection)
    return draft_paper(
        by=act, form="inspection_report", inspection_id=inspection.pk, about_id=inspection.pk,
        facts={
            "organ": organ, "signer": signer, "to": to, "round": inspection.round.title, "body": inspection.target.name,
            "stay": f"根据县委统一部署，{organ}于{written(inspection.starts.isoformat())}至{written(inspection.ends.isoformat())}对"
            f"{inspection.target.name}开展了{inspection.round.kind}巡察。现将情况报告如下。",
            "overall": made.overall, "suggestions": list(made.suggestions), "papers": list(made.papers),
            "sections": [
                {
                    "title": section.area.title,
                    "problems": [
                        {"title": one.title, "shows": one.shows, "basis": one.basis, "points_to": one.points_to}
                        for one in section.problems
                    ],
                }
                for section in made.sections
            ],
        },
    )  # fmt: skip


@action(
    "findings.draft_transfer",
    roles={Role.LEADER},
    where="lead",
    says=Sentence("拟制移交文书", "draft a transfer"),
)
def draft_transfer(act: Act, *, lead: Lead, organ: str) -> Paper:
    """The 问题线索移交函 of a transferred lead; seen by the leader alone. Raises Refusal before the transfer is recorded."""
    lead = act.one(Lead, lead.pk)
    bar_lead(act, lead)
    if lead.state != Lead.TRANSFERRED or lead.due is None:
        act.refuse(
            "not-transferred", Sentence("请先登记移交决定", "Record the decision on the transfer first")
        )
    (opened,) = open_leads(by=act, leads=[lead])
    inspection = act.see(Inspection).select_related("round").get(pk=lead.inspection_id)
    return draft_paper(
        by=act, form="lead_transfer", inspection_id=lead.inspection_id, about_id=lead.pk,
        facts={
            **{name: opened[name] for name in ("person", "post", "did", "discipline", "evidence", "checkable", "explanation")},
            "organ": organ, "to": opened["to"], "document": opened["document"], "round": inspection.round.title,
            "result_due": lead.due.isoformat(),
        },
    )  # fmt: skip


@action(
    "findings.draft_clearing",
    roles={Role.LEADER},
    where="lead",
    says=Sentence("拟制澄清函", "draft a letter of clearing"),
)
def draft_clearing(act: Act, *, lead: Lead, organ: str, to: str) -> Paper:
    """澄清函 for somebody who was cleared; the only use that is made of his name afterwards. Raises Refusal before that."""
    lead = act.one(Lead, lead.pk)
    bar_lead(act, lead)
    if lead.state != Lead.CLEARED:
        act.refuse(
            "not-cleared", Sentence("登记不属实或澄清后才能拟制澄清函", "Only once the person is cleared")
        )
    body, transfer = act.open([lead], "body", "transferred_to")[0].values()
    document = json.loads(transfer)["document"] if transfer else "巡察组了解"
    return draft_paper(
        by=act, form="lead_clearing", inspection_id=lead.inspection_id, about_id=lead.pk,
        facts={"organ": organ, "to": to, "person": json.loads(body)["person"], "conclusion": "与事实不符", "document": document},
    )  # fmt: skip
