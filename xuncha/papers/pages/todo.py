"""What papers ask for today: signatures to confirm, seals and receipts to record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.todo import Todo, todos
from xuncha.papers.core.life import DRAFT, SIGNED, SUBMITTED
from xuncha.papers.models import AUDIENCES, Decision, Paper, SignOff
from xuncha.trust.access import see
from xuncha.trust.core.roles import CLERKS, INSIDE, OFFICE
from xuncha.trust.models import Account


@todos(INSIDE)
def signatures(account: Account, today: date) -> Iterator[Todo]:
    """Signatures that somebody else recorded and this account may confirm."""
    waiting = see(SignOff, account).filter(confirmed_by=None, taken_back=False).exclude(recorded_by=account)
    count = waiting.count()
    if count:
        yield Todo(
            Sentence(
                f"有 {count} 处签批待您对照原件复核",
                f"{count} signatures to be confirmed against the original",
            ),
            reverse("papers-confirm"),
        )


@todos(CLERKS)
def papers(account: Account, today: date) -> Iterator[Todo]:
    """Papers on which the next step lies with a clerk."""
    open_states = (DRAFT, SUBMITTED, SIGNED)
    recorded = set(see(SignOff, account).filter(taken_back=False).values_list("paper_id", flat=True))
    for one in see(Paper, account).filter(state__in=open_states).order_by("serial"):
        if not account.sight.has(AUDIENCES[one.audience], one.inspection_id):
            continue
        says = _says(one, one.pk in recorded)
        if says:
            yield Todo(says, reverse("papers-paper", args=[one.pk]))


def _says(paper: Paper, recorded: bool) -> Sentence | None:
    if paper.state == DRAFT:
        return Sentence(f"《{paper.title}》草稿待送签", f"“{paper.title}” is to be submitted")
    if paper.state == SUBMITTED and not recorded:
        return Sentence(f"《{paper.title}》签批后请代录", f"“{paper.title}”: record the signature")
    if paper.state == SIGNED and paper.kind.series and not paper.number:
        return Sentence(f"《{paper.title}》已签发，待编号", f"“{paper.title}” is to be numbered")
    if paper.state == SIGNED and paper.kind.needs_seal:
        return Sentence(f"《{paper.title}》待用印、送达", f"“{paper.title}” is to be sealed and delivered")
    return None


@todos(OFFICE)
def decisions(account: Account, today: date) -> Iterator[Todo]:
    """Decisions that somebody else recorded."""
    count = see(Decision, account).filter(confirmed_by=None).exclude(recorded_by=account).count()
    if count:
        yield Todo(
            Sentence(f"有 {count} 项决定待您复核", f"{count} decisions to be confirmed"),
            reverse("papers-decisions"),
        )
