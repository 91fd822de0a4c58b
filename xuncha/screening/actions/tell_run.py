"""The last run, told whole: as an Excel of all doubts, and as a summary in Word. Both open what is sealed, and are journalled."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from xuncha.base.remarks import Place, Remark
from xuncha.base.words import NOTHING, Sentence, joined
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.models import Paper
from xuncha.rounds.models import Inspection
from xuncha.screening.actions._tenders import TENDER_KINDS
from xuncha.screening.actions.load_ledger import read_ledgers
from xuncha.screening.actions.read_hits import OpenedHit, read_hits, read_run
from xuncha.screening.core.hits_book import Chapter, ReadSheet, Told, hits_book
from xuncha.screening.core.kinds import KINDS
from xuncha.screening.facts import declared, vocabulary
from xuncha.screening.models import RESULTS, STATES, Hit, Ledger, Screening
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM


@action(
    "screening.export_doubts",
    roles=TEAM,
    where="inspection",
    says=Sentence("导出全部疑点", "take out all doubts as Excel"),
    reads=True,
)
def export_doubts(act: Act, *, inspection: Inspection, language: str = "zh") -> bytes:
    """An .xlsx of every doubt that still stands, with its rows and cells and what checking gave. Raises Refusal without a run."""
    _, told = _last_run(act, inspection)
    hits = act.see(Hit).filter(inspection=inspection).exclude(state="gone").order_by("serial")
    found: dict[str, list[OpenedHit]] = {}
    for one in read_hits(by=act, hits=list(hits)):
        found.setdefault(one.row.screen, []).append(one)
    known = declared(Path(settings.XUNCHA_HOME))
    chapters = [
        Chapter(
            known[one["screen"]],
            tuple(_told(opened) for opened in found.get(one["screen"], ())),
            one["found"],
            _why_not(one),
            tuple(Sentence(**value) for value in one["parameters"]),
        )
        for one in told["screens"]
        if one["screen"] in known
    ]
    return hits_book(chapters, _reading(_opened(act, inspection)), language)


@action(
    "screening.draft_summary",
    roles=TEAM,
    where="inspection",
    says=Sentence("拟制数据筛查情况", "draft a summary of the screening"),
)
def draft_summary(act: Act, *, inspection: Inspection) -> Paper:
    """A draft for the team: what was read, what applied or did not and why, and what to pull first. Raises Refusal without a run."""
    ran, told = _last_run(act, inspection)
    rows = {hit.serial: hit for hit in act.see(Hit).filter(inspection=inspection)}
    first = [rows[look["serial"]] for look in told.get("first", ()) if look["serial"] in rows]
    opened = read_hits(by=act, hits=first) if first else []
    applied = [one for one in told["screens"] if not one["not_applicable"]]
    facts = {
        "title": inspection.title,
        "ran_on": ran.ran_on.isoformat(),
        "files": [_file(name, reading) for name, reading in _opened(act, inspection)],
        "applied": [{"title": one["title"]["zh"], "found": one["found"]} for one in applied],
        "not_applicable": [
            {"title": one["title"]["zh"], "why": one["not_applicable"]["zh"]}
            for one in told["screens"]
            if one["not_applicable"]
        ],
        "first": [
            {"number": one.row.serial, "says": one.says.zh, "look": one.screen.look.zh if one.screen else ""}
            for one in opened
        ],
    }
    return draft_paper(by=act, form="screening_summary", facts=facts, inspection_id=inspection.pk)


def _kind(sheet: dict[str, Any]) -> Sentence:
    return (TENDER_KINDS | KINDS)[sheet["kind"]]


def _last_run(act: Act, inspection: Inspection) -> tuple[Screening, dict[str, Any]]:
    ran = act.see(Screening).filter(inspection=inspection).order_by("-serial").first()
    if ran is None:
        act.refuse(
            "no-run",
            Sentence("还没有筛查过。", "Nothing was screened yet."),
            Sentence("请先导入账表，再点“开始筛查”。", "Bring in books, then screen them."),
        )
    return ran, read_run(by=act, screening=ran)


def _opened(act: Act, inspection: Inspection) -> list[tuple[str, list[dict[str, Any]]]]:
    """(name, reading by sheet) of every file that takes part, as they are numbered."""
    ledgers = list(act.see(Ledger).filter(inspection=inspection, left_out=False).order_by("serial"))
    opened = read_ledgers(by=act, ledgers=ledgers) if ledgers else []
    return [(one["name"], json.loads(one["reading"])) for one in opened]


def _told(one: OpenedHit) -> Told:
    result = STATES[one.row.state] if one.row.state in RESULTS else NOTHING
    return Told(one.row.serial, one.says, one.row.amount, one.evidence, result, one.reason)


def _why_not(one: dict[str, Any]) -> Sentence:
    return Sentence(**one["not_applicable"]) if one["not_applicable"] else NOTHING


def _reading(files: Sequence[tuple[str, list[dict[str, Any]]]]) -> list[ReadSheet]:
    titles = vocabulary().known_fields
    return [
        ReadSheet(
            name,
            sheet["sheet"],
            _kind(sheet),
            tuple(
                (column["header"], titles[column["field"]], Sentence(**column["reason"]))
                for column in (sheet.get("mapping") or {"columns": ()})["columns"]
                if column["field"] in titles
            ),
            tuple(_remark(kept).line() for kept in sheet["remarks"]),
        )
        for name, sheets in files
        for sheet in sheets
    ]


def _remark(kept: dict[str, Any]) -> Remark:
    place = Place(kept["file"], kept["sheet"], kept["row"], kept["column"])
    return Remark(kept["level"], place, Sentence(**kept["says"]), Sentence(**kept["remedy"]))


def _file(name: str, reading: Sequence[dict[str, Any]]) -> dict[str, Any]:
    kinds = joined(dict.fromkeys(_kind(sheet) for sheet in reading))
    remarks = sum(len(sheet["remarks"]) for sheet in reading)
    return {
        "name": name,
        "kinds": kinds.zh,
        "rows": sum(sheet["rows"] for sheet in reading),
        "remarks": remarks,
    }
