"""What findings ask for today. A lead asks the leader alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.todo import Todo, todos
from xuncha.findings.models import Confirmation, Finding, Lead, WorkingPaper
from xuncha.papers.models import Paper
from xuncha.trust.access import see
from xuncha.trust.core.roles import HEADS, TEAM, Role
from xuncha.trust.models import Account


@todos(TEAM)
def papers(account: Account, today: date) -> Iterator[Todo]:
    """Working papers that wait for the body's answer, and those whose signatures are complete."""
    waiting = (
        see(Confirmation, account).filter(handed_on__isnull=False, answer="").select_related("working_paper")
    )
    for one in waiting.exclude(skipped_because__isnull=False):
        words = Sentence(
            f"底稿{one.working_paper.serial}号待登记单位答复",
            f"Paper {one.working_paper.serial}: record the answer",
        )
        yield Todo(words, reverse("findings-paper", args=[one.working_paper_id]))
    signing = {row.paper_id: row for row in see(WorkingPaper, account).filter(state=WorkingPaper.SIGNING)}
    for sheet in see(Paper, account).filter(pk__in=signing, state="signed"):
        row = signing[sheet.pk]
        words = Sentence(
            f"底稿{row.serial}号签字已复核，可完成审签", f"Paper {row.serial}: signatures are complete"
        )
        yield Todo(words, reverse("findings-paper", args=[row.pk]))


@todos(HEADS)
def findings(account: Account, today: date) -> Iterator[Todo]:
    """Findings that wait to be approved."""
    for row in see(Finding, account).filter(
        state=Finding.DRAFT, inspection_id__in=account.sight.inspections(HEADS)
    ):
        words = Sentence(
            f"问题{row.serial}号待审定，并确认该时段任职人员", f"Finding {row.serial}: to be approved"
        )
        yield Todo(words, reverse("findings-finding", args=[row.pk]))


@todos({Role.OFFICE})
def objections(account: Account, today: date) -> Iterator[Todo]:
    """Objections of bodies that wait for a reply from outside the team."""
    for one in see(Confirmation, account).filter(objected_on__isnull=False, replied_on=None):
        words = Sentence("单位对底稿事实有异议，待组外人员书面答复", "An objection waits for a written reply")
        yield Todo(words, reverse("findings-paper", args=[one.working_paper_id]))


@todos({Role.LEADER})
def leads(account: Account, today: date) -> Iterator[Todo]:
    """Leads to transfer, and results that are overdue."""
    for row in see(Lead, account).filter(state__in=(Lead.SEALED, Lead.TRANSFERRED)).order_by("serial"):
        href = reverse("findings-lead", args=[row.pk])
        if row.state == Lead.SEALED:
            yield Todo(Sentence(f"密封件第{row.serial}号待处理", f"Sealed item {row.serial} waits"), href)
        elif row.due and row.due < today:
            words = Sentence(
                f"密封件第{row.serial}号的结果逾期未反馈", f"Sealed item {row.serial}: result overdue"
            )
            yield Todo(words, href, row.due, late=True)
