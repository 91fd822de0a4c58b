"""审签: the working paper goes round in ink as a paper with frozen facts; once its signatures are recorded and confirmed, it is signed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.base.span import Day
from xuncha.base.words import Sentence
from xuncha.findings import facts
from xuncha.findings.actions._kept_away import bar_kept_away
from xuncha.findings.actions.confirm_facts import COLUMNS
from xuncha.findings.core import confirmation
from xuncha.findings.models import Confirmation, Evidence, WorkingPaper
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.actions.submit import submit_paper
from xuncha.papers.actions.void import void_paper
from xuncha.papers.core import life
from xuncha.papers.models import Paper
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM

SIGNED_STATES = (life.SIGNED, life.STAMPED, life.DELIVERED)


@action(
    "findings.send_for_signature",
    roles=TEAM,
    where="paper",
    says=Sentence("底稿送签", "send a working paper for signature"),
)
def send_for_signature(act: Act, *, paper: WorkingPaper, version: int | None = None) -> Paper:
    """Freeze the sheet and send it round. Raises Refusal while the body has not had its say or an objection has no reply, Stale."""
    paper = _one(act, paper)
    row = act.see(Confirmation).get(working_paper=paper)
    known = facts.said(row, act.open([row], *COLUMNS)[0])
    problems = confirmation.sign_problems(known)
    if problems:
        act.refuse("confirmation", problems[0])
    if paper.state not in (WorkingPaper.DRAFT, WorkingPaper.CONFIRMING):
        act.refuse(
            "state", Sentence("该底稿已送签或已审签", "This paper is with the signers already, or signed")
        )
    made = draft_paper(
        by=act, form="working_paper", facts=sheet_facts(act, paper, confirmation.state(known).value),
        inspection_id=paper.inspection_id, about_id=paper.pk,
    )  # fmt: skip
    made = submit_paper(by=act, paper=made)
    act.change(paper, version, state=WorkingPaper.SIGNING, paper_id=made.pk, noting="signing")
    return made


@action(
    "findings.recall_paper",
    roles=TEAM,
    where="paper",
    says=Sentence("撤回送签的底稿", "recall a working paper"),
)
def recall_paper(act: Act, *, paper: WorkingPaper, because: str, version: int | None = None) -> WorkingPaper:
    """Take it back from the signers; the sheet that was out becomes void. Raises Refusal without a reason or when it is signed."""
    paper = _one(act, paper)
    if paper.state != WorkingPaper.SIGNING:
        act.refuse("state", Sentence("该底稿不在送签中", "This paper is not with the signers"))
    void_paper(by=act, paper=act.one(Paper, paper.paper_id), reason=because)
    return act.change(paper, version, state=WorkingPaper.CONFIRMING, paper_id=None, noting="recalled")


@action(
    "findings.take_signed",
    roles=TEAM,
    where="paper",
    says=Sentence("底稿审签完成", "a working paper is signed"),
)
def take_signed(act: Act, *, paper: WorkingPaper, version: int | None = None) -> WorkingPaper:
    """Every signature on the sheet is recorded and confirmed. Raises Refusal while one is missing."""
    paper = _one(act, paper)
    if paper.state != WorkingPaper.SIGNING:
        act.refuse("state", Sentence("该底稿不在送签中", "This paper is not with the signers"))
    sheet = act.one(Paper, paper.paper_id)
    if sheet.state not in SIGNED_STATES:
        act.refuse(
            "unsigned",
            Sentence(
                "承办人、副组长、组长的签字尚未代录并复核齐全",
                "Not every signature is recorded and confirmed yet",
            ),
            Sentence(
                "请在该文书页面代录签批，并由另一人持原件复核。",
                "Record them on the paper's page; another person confirms.",
            ),
        )
    return act.change(paper, version, state=WorkingPaper.SIGNED, signed_on=sheet.issued_on, noting="signed")


def sheet_facts(act: Act, paper: WorkingPaper, said: str) -> Mapping[str, Any]:
    """The frozen facts of the sheet."""
    (plain,) = act.open([paper], "title", "text", "basis", "points_to")
    evidence = list(act.see(Evidence).filter(working_paper=paper).order_by("number"))
    lines = act.open(evidence, "says")
    return {
        **plain,
        "round": paper.inspection.round.title,
        "team": paper.inspection.title,
        "number": number_of(paper),
        "body": paper.organisation.name,
        "area": facts.area_titles()[paper.area],
        "period": period_written(paper.starts, paper.ends),
        "evidence": [
            {"number": one.number, "says": line["says"]} for one, line in zip(evidence, lines, strict=True)
        ],
        "confirmation": said,
        "written_on": Day.of(act.today).in_papers().zh,
        "authors": sorted(one.name for one in paper.authors.all()),
    }


def number_of(paper: WorkingPaper) -> str:
    """底稿编号, e.g. 〔2026〕3巡-07号."""
    return f"〔{paper.inspection.starts.year}〕{paper.inspection.round.number}巡-{paper.serial:02d}号"


def period_written(starts: str, ends: str) -> str:
    """问题发生时段 as papers say it, e.g. 2022年3月至2024年6月."""
    span = facts.period(starts, ends)
    first = span.starts.in_papers().zh if span.starts else ""
    return f"{first}至{span.ends.in_papers().zh if span.ends else '今'}"


def _one(act: Act, paper: WorkingPaper) -> WorkingPaper:
    bar_kept_away(act, [act.one(WorkingPaper, paper.pk)])
    return act.see(WorkingPaper).select_related("inspection__round", "organisation").get(pk=paper.pk)
