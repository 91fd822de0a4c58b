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

SEVERAL = 3
WAITING = {
    "submit": Sentence("{what}草稿待送签", "to be submitted: {what}"),
    "record_signoff": Sentence("{what}签批后请代录", "record the signature: {what}"),
    "give_number": Sentence("{what}已签发，待编号", "to be numbered: {what}"),
    "stamp": Sentence("{what}待用印、送达", "to be sealed and delivered: {what}"),
}


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
    """Papers on which the next step lies with a clerk; many that wait for the same step are one line."""
    recorded = set(see(SignOff, account).filter(taken_back=False).values_list("paper_id", flat=True))
    waiting: dict[str, list[Paper]] = {}
    for one in see(Paper, account).filter(state__in=(DRAFT, SUBMITTED, SIGNED)).order_by("serial"):
        step = _waits_for(one, one.pk in recorded)
        if step and account.sight.has(AUDIENCES[one.audience], one.inspection_id):
            waiting.setdefault(step, []).append(one)
    for step, several in waiting.items():
        says = WAITING[step]
        if len(several) > SEVERAL:
            count = Sentence(f"{len(several)} 件文书", f"{len(several)} papers")
            yield Todo(says.filled(what=count), f"{reverse('papers-papers')}?state={several[0].state}&form=")
        else:
            for one in several:
                name = Sentence(f"《{one.title}》", f"“{one.title}”")
                yield Todo(says.filled(what=name), reverse("papers-paper", args=[one.pk]))


def _waits_for(paper: Paper, recorded: bool) -> str:
    """The step a clerk has to take next; empty where it lies with somebody else or nothing is left."""
    if paper.state == DRAFT:
        return "submit"
    if paper.state == SUBMITTED:
        return "" if recorded else "record_signoff"
    if paper.kind.series and not paper.number:
        return "give_number"
    return "stamp" if paper.kind.needs_seal else ""


@todos(OFFICE)
def decisions(account: Account, today: date) -> Iterator[Todo]:
    """Decisions that somebody else recorded."""
    count = see(Decision, account).filter(confirmed_by=None).exclude(recorded_by=account).count()
    if count:
        yield Todo(
            Sentence(f"有 {count} 项决定待您复核", f"{count} decisions to be confirmed"),
            reverse("papers-decisions"),
        )
