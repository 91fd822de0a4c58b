"""回避: what was drawn out of a letter is kept from whom that letter is kept from, and a lead from whom it is about.

A working paper is judged by the letters that its observations came out of, so only for those who may open these letters.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from xuncha.base.words import Sentence
from xuncha.findings.models import (
    LETTER_READERS,
    Confirmation,
    Evidence,
    Lead,
    Observation,
    WorkingPaper,
)
from xuncha.letters.actions.recusal import Asked, withheld_for, withheld_from
from xuncha.letters.core.recusal import reports
from xuncha.letters.models import Letter
from xuncha.papers.models import Paper
from xuncha.papers.withholding import withholder
from xuncha.teams.ties import names_of, ties_of
from xuncha.trust import vault
from xuncha.trust.access import whole
from xuncha.trust.act import Act
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account

SOURCE = "source"
"""Where in a lead's sealed body stands the observation it was made of, if that came out of a letter."""
WHY = "recusal is asked of every reader, from whatever a letter led to"
SAYS = Sentence("按回避规定，此件不由您办理。", "Under the rules of recusal this is not yours to handle.")
REMEDY = Sentence("请由本组其他人办理。", "Another member of the team handles it.")
LEAD_REMEDY = Sentence(
    "请报领导小组另定办理人，由巡察办为其申请本任务的组长权限（可作AB角）。",
    "The leading group names somebody else, for whom the office asks for a leader's grant, as a deputy for dated days.",
)
OF_PAPERS = ("working_paper", "fact_confirmation")
OF_LEADS = ("lead_transfer", "lead_clearing")


def kept_away(act: Act, rows: Sequence[Any]) -> frozenset[UUID]:
    """Of these observations, working papers, pieces of evidence and confirmations those that are kept from the acting account."""
    if act.by.person_id is None:
        return frozenset()
    came_from = _origins([row for row in rows if act.sight.has(LETTER_READERS, row.inspection_id)])
    closed = _closed({one for origins in came_from.values() for one in origins}, withheld_from(act))
    return frozenset(key for key, origins in came_from.items() if origins & closed)


def bar_kept_away(act: Act, rows: Sequence[Any]) -> None:
    """Refuse the acting account what is kept from it."""
    if kept_away(act, rows):
        act.refuse("recused", SAYS, REMEDY)


def barred_authors(
    observations: Iterable[Observation], accounts: Iterable[Account], today: date
) -> list[Account]:
    """Who of ``accounts`` must not write on these observations; asked by somebody who may open the letters they came out of."""
    origins = {one.source_id for one in observations if one.source == "letter" and one.source_id is not None}
    return [one for one in accounts if _closed(origins, withheld_for(one, today))]


def bar_lead(act: Act, lead: Lead) -> None:
    """Refuse the acting account, who may open leads, one that is kept from it."""
    if lead_barred(lead, act.by, act.today):
        act.refuse("recused", SAYS, LEAD_REMEDY)


def lead_barred(lead: Lead, account: Account, today: date) -> bool:
    """Whether a lead is about ``account``'s person or a relative, or came out of a letter kept from it. Opened in memory."""
    if account.person_id is None:
        return False
    body: Mapping[str, str] = json.loads(vault.open_bytes(lead, "body"))
    people, _ = names_of(ties_of(account.person_id, today))
    if reports({"reported": body["person"]}, people, ()):
        return True
    observation = body.get(SOURCE)
    origins = _letters_of([UUID(observation)]).values() if observation else ()
    return bool(_closed(set(origins), withheld_for(account, today)))


@withholder
def papers_of_findings(act: Act, paper: Paper) -> None:
    """A sheet made of such a working paper or lead is kept away too."""
    if paper.about_id is None or act.by.person_id is None:
        return
    if paper.form in OF_PAPERS:
        bar_kept_away(act, list(whole(WorkingPaper, WHY).filter(pk=paper.about_id)))
    if paper.form in OF_LEADS and act.sight.has({Role.LEADER}, paper.inspection_id):
        for lead in whole(Lead, WHY).filter(pk=paper.about_id):
            bar_lead(act, lead)


def _closed(origins: set[UUID], asked: Asked) -> set[UUID]:
    """Of these letters and matters those that are kept from whom ``asked`` asks for."""
    if not origins:
        return set()
    letters = whole(Letter, WHY).filter(Q(pk__in=origins) | Q(matters__in=origins)).distinct()
    barred = {one.pk for one in letters if asked(one)}
    matters = whole(Letter, WHY).filter(pk__in=barred, matters__in=origins).values_list("matters", flat=True)
    return barred | set(matters)


def _origins(rows: Sequence[Any]) -> dict[UUID, set[UUID]]:
    """Row → the letters, or matters of letters, that it came out of."""
    own = {row.pk: _observation_of(row) for row in rows}
    papers = {row.pk: _paper_of(row) for row in rows}
    of_papers = WorkingPaper.observations.through._default_manager.filter(
        workingpaper_id__in={one for one in papers.values() if one is not None}
    ).values_list("workingpaper_id", "observation_id")
    rests_on: dict[UUID | None, set[UUID]] = defaultdict(set)
    for paper, observation in of_papers:
        rests_on[paper].add(observation)
    letters = _letters_of({*own.values(), *(one for those in rests_on.values() for one in those)} - {None})
    return {
        row.pk: {letters[one] for one in {own[row.pk], *rests_on[papers[row.pk]]} if one in letters}
        for row in rows
    }


def _observation_of(row: Any) -> UUID | None:
    if isinstance(row, Observation):
        return row.pk
    return row.observation_id if isinstance(row, Evidence) else None


def _paper_of(row: Any) -> UUID | None:
    if isinstance(row, WorkingPaper):
        return row.pk
    return row.working_paper_id if isinstance(row, Evidence | Confirmation) else None


def _letters_of(observations: Iterable[UUID | None]) -> dict[UUID, UUID]:
    """Observation → the letter, or the matter of a letter, that it came out of."""
    of_letters = whole(Observation, WHY).filter(pk__in=observations, source="letter").exclude(source_id=None)
    return dict(of_letters.values_list("pk", "source_id"))
