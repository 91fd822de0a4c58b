"""拟制账套调取函: which tables, of which years, exported how, until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xuncha.base.words import Sentence
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.models import Paper
from xuncha.rounds.actions.draft_papers import NO_TEAM, addressed
from xuncha.rounds.core.wording import team_written
from xuncha.rounds.later import teams_of
from xuncha.rounds.models import Inspection
from xuncha.screening.facts import exports
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM


@action(
    "screening.ask_for_books",
    roles=TEAM,
    where="inspection",
    says=Sentence("拟制账套调取函", "draft a request for the books"),
)
def ask_for_books(
    act: Act,
    *,
    inspection: Inspection,
    tables: Sequence[str],
    programs: Sequence[str],
    first_year: int,
    last_year: int,
    reply_by: date,
) -> Paper:
    """A draft to the first unit of the target. Raises Refusal without tables, or when the years or the day are wrong way round."""
    titles = exports().titles(tables)
    if not titles:
        act.refuse("tables", Sentence("请至少选一种资料。", "Choose one table at least."))
    if first_year > last_year:
        act.refuse(
            "years", Sentence("起始年度不能晚于截止年度。", "The first year must not be later than the last.")
        )
    if reply_by < act.today:
        act.refuse(
            "reply_by", Sentence("提供时限已经过去，请改。", "The day to answer by has passed; change it.")
        )
    bodies = addressed(act, inspection)
    team = next((one.name for one in teams_of(act, inspection.round) if inspection.pk in one.inspections), "")
    facts = {
        "organ": team_written(team) if team else NO_TEAM,
        "to": bodies[0].name, "inspection": inspection.title, "first_year": first_year, "last_year": last_year,
        "tables": titles, "programs": exports().ways(programs), "reply_by": reply_by.isoformat(), "contact": "", "phone": "",
    }  # fmt: skip
    return draft_paper(
        by=act, form="books_request", facts=facts, inspection_id=inspection.pk, organisation_id=bodies[0].pk
    )
