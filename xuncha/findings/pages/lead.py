"""One lead, opened by the leader: its parts, the transfer, the words of the person, the result."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import spoken
from xuncha.desk.steps import Step, take_step
from xuncha.findings import facts
from xuncha.findings.actions.handle_lead import (
    clear_person,
    open_leads,
    record_explanation,
    record_result,
    transfer_lead,
)
from xuncha.findings.actions.keep_lead import WAYS, propose_keeping
from xuncha.findings.actions.print_papers import draft_clearing, draft_transfer
from xuncha.findings.models import Lead
from xuncha.findings.pages._forms import (
    ClearingForm,
    ExplanationForm,
    KeepForm,
    OrganForm,
    ReasonForm,
    ResultForm,
    TransferForm,
)
from xuncha.findings.pages.leads import CLEARED_MARK, STATES
from xuncha.papers.models import Paper
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account

FOUNDED = {"yes": Sentence("属实或部分属实", "founded"), "no": Sentence("不属实", "unfounded")}


def _choices(name: str, key: str):
    return lambda by, row: {name: [("", ""), *((one, one) for one in facts.shipped("disciplines")[key])]}


def _result(by: Account, row: Lead, said: dict) -> None:
    record_result(by=by, lead=row, **{**said, "founded": said["founded"] == "yes"})


TRANSFER = Step(
    "transfer",
    Sentence("登记移交", "Record the transfer"),
    lambda by, row, said: transfer_lead(by=by, lead=row, **said),
    TransferForm,
    choices=_choices("to", "receivers"),
)
PAPER = Step(
    "paper",
    Sentence("拟制移交函", "Draft the transfer's paper"),
    lambda by, row, said: draft_transfer(by=by, lead=row, organ=said["organ"]),
    OrganForm,
)
EXPLAIN = Step(
    "explain",
    Sentence("登记本人说明", "Record what the person said"),
    lambda by, row, said: record_explanation(by=by, lead=row, **said),
    ExplanationForm,
)
RESULT = Step(
    "result",
    Sentence("登记办理结果", "Record the result"),
    _result,
    ResultForm,
    choices=lambda by, row: {
        **_choices("disposition", "dispositions")(by, row),
        "founded": [(key, spoken(says)) for key, says in FOUNDED.items()],
    },
)
KEEP = Step(
    "keep",
    Sentence("提议不移交", "Propose not to transfer"),
    lambda by, row, said: propose_keeping(by=by, lead=row, way=said["way"], because=said["because"]),
    KeepForm,
    Sentence(
        "副组长批准，或者上级在批准单上签字并由别人代录后才生效；批准人不看线索内容。",
        "The deputy approves, or somebody above signs the sheet; neither sees the lead.",
    ),
    lambda by, row: {"way": [("", ""), *((key, spoken(says)) for key, says in WAYS.items())]},
)
CLEAR = Step(
    "clear",
    Sentence("澄清了结", "Clear the person"),
    lambda by, row, said: clear_person(by=by, lead=row, **said),
    ReasonForm,
    Sentence("澄清后此人不在任何清单上，内容不再启封。", "The person stands on no list any more."),
)


CLEARING = Step(
    "clearing",
    Sentence("拟制澄清函", "Draft the letter of clearing"),
    lambda by, row, said: draft_clearing(by=by, lead=row, organ=said["organ"], to=said["to"]),
    ClearingForm,
    Sentence(
        "此人已澄清，内容不再启封；需要书面澄清的，在这里拟制。",
        "The person is cleared; a letter can be drafted here.",
    ),
)


@page("leads/<uuid:lead>/", title=Sentence("问题线索", "Lead"), roles={Role.LEADER})
def lead(request: HttpRequest, lead: UUID) -> HttpResponse:
    """The opened lead with the steps that can be taken now. Opening it is journalled."""
    row = see_one(Lead, request.user, lead)
    taken = take_step(request, _steps(row), row)
    if taken.done in (PAPER, CLEARING):
        made = see(Paper, request.user).filter(about_id=row.pk).order_by("serial").last()
        return redirect("papers-paper", paper=made.pk)
    if taken.done is KEEP:
        done = Sentence("已提议，等第二个人批准。", "Proposed; a second person approves.")
        return go(request, "stewards-two_acts", done=done)
    if taken.done in (CLEAR, RESULT):
        return go(
            request, "findings-leads", inspection=row.inspection_id, done=Sentence("已记录。", "Recorded.")
        )
    if taken.done:
        return go(request, "findings-lead", lead=row.pk, done=Sentence("已记录。", "Recorded."))
    cleared = row.state == Lead.CLEARED
    plain = {} if cleared else open_leads(by=request.user, leads=[row])[0]
    labels = {
        "person": Sentence("涉及的人", "Person"), "post": Sentence("职务", "Post"), "did": Sentence("具体行为", "Act"),
        "discipline": Sentence("涉及纪律", "Discipline"), "evidence": Sentence("证据材料", "Evidence"),
        "checkable": Sentence("可查性", "How it can be checked"), "explanation": Sentence("本人说明", "Explanation"),
        "to": Sentence("接收机关", "Receiver"), "document": Sentence("批准文书", "Decision"),
        "disposition": Sentence("处置方式", "Disposition"), "says": Sentence("结论", "Conclusion"),
    }  # fmt: skip
    back = reverse("findings-leads", args=[row.inspection_id])
    return show(
        request, "findings/lead.html", status=taken.status, lead=row, boxes=taken.boxes, state=STATES.get(row.state, CLEARED_MARK),
        pairs=[(label, plain[name]) for name, label in labels.items() if plain.get(name)],
        crumbs=[Crumb(Sentence("问题线索", "Leads"), back)],
    )  # fmt: skip


def _steps(row: Lead) -> list[Step]:
    return {
        Lead.SEALED: [TRANSFER, EXPLAIN, KEEP],
        Lead.KEPT: [TRANSFER, EXPLAIN, KEEP],
        Lead.TRANSFERRED: [PAPER, RESULT, EXPLAIN, CLEAR],
        Lead.ANSWERED: [EXPLAIN],
        Lead.CLEARED: [CLEARING],
    }.get(row.state, [])
