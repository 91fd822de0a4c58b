"""离组交接单: the page on one sheet, to be signed by who leaves, who takes over, and who receives."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.leaving.actions.read import read_leaving
from xuncha.leaving.facts import points_on
from xuncha.leaving.models import RECEIVERS, Leaving
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.models import Paper
from xuncha.rounds.models import Inspection
from xuncha.trust.act import Act, action


@action("leaving.print", roles=RECEIVERS, where="leaving", says=Sentence("拟制离组交接单", "draft the sheet"))
def print_leaving(act: Act, *, leaving: Leaving) -> Paper:
    """A draft of 离组交接单. The words to the next stay out of it: they are for the successor's eyes."""
    opened = read_leaving(by=act, leaving=leaving)
    facts = {
        "inspection": act.one(Inspection, leaving.inspection_id).title,
        "name": leaving.account.name,
        "begun_on": leaving.begun_on.isoformat(),
        "successor": leaving.successor.name if leaving.successor else "",
        "points": [
            {
                "title": one.title.zh,
                "says": one.says,
                "done_on": leaving.points.get(one.key, ""),
                "remark": opened.remarks.get(one.key, ""),
            }
            for one in points_on(act.today)
        ],
        "evaluation": opened.evaluation,
    }
    return draft_paper(
        by=act, form="leaving_handover", facts=facts, inspection_id=leaving.inspection_id, about_id=leaving.pk
    )
