"""The papers of the demo: those not yet drafted on the way are drafted, then each is written as a Word or Excel file."""

from __future__ import annotations

from django.conf import settings

from xuncha.coverage.actions.ask_scope import ask_scope
from xuncha.coverage.models import Term
from xuncha.interviews.actions.draft_papers import draft_for_body, draft_for_team
from xuncha.letters.actions.draft_papers import draft_sheet
from xuncha.letters.models import Letter
from xuncha.office.demo.cast import Cast
from xuncha.office.demo.county import BIG_STREET
from xuncha.papers.actions.print_paper import print_paper
from xuncha.papers.models import Paper
from xuncha.rounds.actions.draft_papers import draft_inspection_paper
from xuncha.rounds.models import Inspection, Round
from xuncha.trust import clock
from xuncha.trust.access import see, whole
from xuncha.trust.core.roles import Role

WHY = "the demo writes every paper it drafted, each with the rights of whoever drafted it"
CONTACT = {"contact": "李晓云(虚构)", "phone": "0871-0000000(虚构)"}


def write_papers(cast: Cast, around: Round, term: Term) -> None:
    """Draft the papers of the running round and write every paper of the demo that is not written yet."""
    _of_the_round(cast, around, term)
    _of_the_street(cast, around)
    write_what_is_drafted(cast)


def write_what_is_drafted(cast: Cast) -> None:
    """Write every paper that is not written yet, with the rights and on the day of whoever drafted it."""
    folder = settings.XUNCHA_HOME / "papers"
    folder.mkdir(exist_ok=True)
    for paper in whole(Paper, WHY).select_related("drafted_by").order_by("pk"):
        if paper.pk not in cast.written:
            cast.written.add(paper.pk)
            with clock.on_day(paper.drafted_on):
                printed = print_paper(by=paper.drafted_by, paper=paper)
            (folder / f"{len(cast.written):03d}-{printed.name}").write_bytes(printed.content)


def _of_the_round(cast: Cast, around: Round, term: Term) -> None:
    """What still lies on the office's desk as a draft."""
    ask_scope(by=cast.director, term=term, **CONTACT)
    for inspection in see(Inspection, cast.director).filter(round=around):
        draft_inspection_paper(by=cast.director, inspection=inspection, form="announcement_exit")


def _of_the_street(cast: Cast, around: Round) -> None:
    leader, member = cast.one(41, Role.LEADER), cast.team[41][Role.MEMBER][0]
    street = see(Inspection, leader).get(round=around, title__contains=BIG_STREET)
    draft_for_body(by=member, inspection=street, **CONTACT)
    draft_for_team(by=member, inspection=street)
    for letter in see(Letter, leader).filter(inspection=street).order_by("serial")[:3]:
        draft_sheet(by=leader, letter=letter)
