"""Papers of fieldwork: 调阅资料清单, 资料交接单, 立行立改通知书."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.base.words import Sentence
from xuncha.fieldwork.actions.borrow import read_files
from xuncha.fieldwork.actions.correct import read_corrections
from xuncha.fieldwork.facts import file_of, lists
from xuncha.fieldwork.models import Borrowed, Correction
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.models import Paper
from xuncha.rounds.models import Inspection
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import HEADS, TEAM

NONE = Sentence("没有选择资料。", "No file was chosen.")
CHOOSE = Sentence("请先勾选。", "Choose some first.")


@action(
    "fieldwork.print_files",
    roles=TEAM,
    where="inspection",
    says=Sentence("拟制调阅资料清单、交接单", "draft a list of files"),
)
def print_files(act: Act, *, inspection: Inspection, files: Sequence[Borrowed], form: str) -> Paper:
    """A draft of `file_request` (what is asked for) or `file_handover` (what was handed over and back)."""
    rows = list(
        act.see(Borrowed).filter(inspection=inspection, pk__in=[one.pk for one in files]).order_by("serial")
    )
    if form == "file_handover":
        rows = [row for row in rows if file_of(row).received_on]
    if not rows:
        act.refuse("none", NONE, CHOOSE)
    areas = lists().areas
    entries = [
        {
            "serial": row.serial,
            "area": areas[row.area].title.zh if row.area in areas else "",
            "title": plain["title"],
            "kind": "复印件" if row.copy else "原件",
            "due": _iso(row.due),
            "received_on": _iso(row.received_on),
            "returned_on": _iso(row.returned_on),
            "remark": plain["remark"],
        }
        for row, plain in zip(rows, read_files(by=act, files=rows), strict=True)
    ]
    facts = {"inspection": inspection.title, "asked_on": act.today.isoformat(), "files": entries}
    return draft_paper(by=act, form=form, facts=facts, inspection_id=inspection.pk)


@action(
    "fieldwork.print_correction",
    roles=HEADS,
    where="correction",
    says=Sentence("拟制立行立改通知书", "draft a notice of correction"),
)
def print_correction(act: Act, *, correction: Correction, organ: str, body: str) -> Paper:
    """A draft of 立行立改通知书 from `organ` (the team) to `body`."""
    plain = read_corrections(by=act, corrections=[correction])[0]
    facts = {
        "organ": organ,
        "body": body,
        "number": f"立改〔{correction.given_on.year}〕{correction.serial}号",
        "due": correction.due.isoformat(),
        "problem": plain["problem"],
        "demand": plain["demand"],
    }
    return draft_paper(
        by=act,
        form="immediate_correction",
        facts=facts,
        inspection_id=correction.inspection_id,
        about_id=correction.pk,
    )


def _iso(day: object) -> str:
    return day.isoformat() if day else ""  # type: ignore[attr-defined]
