"""One file of books: how each sheet was read, with the reason of every guess, and how to correct it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.remarks import Place, Remark
from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.rounds.models import Inspection
from xuncha.screening.actions._tenders import TENDER_KINDS
from xuncha.screening.actions.allow_persons import allow_persons, permission_of
from xuncha.screening.actions.correct_mapping import correct_mapping, forget_mapping, known_headings
from xuncha.screening.actions.load_ledger import leave_out, read_ledgers
from xuncha.screening.core.kinds import KINDS
from xuncha.screening.core.persons import PERSONS
from xuncha.screening.core.reading import Correction
from xuncha.screening.core.table import Family
from xuncha.screening.facts import tender_words, vocabulary
from xuncha.screening.models import Ledger
from xuncha.screening.pages._forms import KindForm, MappingForm, PersonsForm
from xuncha.screening.pages._ways import crumbs_to
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal

CORRECTED = Sentence("已按新的对应重新读取。", "Read again with the new mapping.")
FORGOTTEN = Sentence("已忘记，以后按表头重新判断。", "Forgotten; such headings are guessed anew.")
ALLOWED = Sentence("已登记，名单可以参加筛查。", "Named; the list takes part in screening.")
LEFT_OUT = Sentence(
    "这个文件不再参加筛查；点错了的，重新导入一次就恢复。",
    "The file takes no part in screening any more; to have it back, bring it in again.",
)
SHOWN_REMARKS = 60


@dataclass
class SheetView:
    """One sheet as the page shows it: what it was taken for, its columns with reasons, its form and remarks."""

    at: int
    kept: dict[str, Any]
    form: MappingForm
    kinds: KindForm | None
    columns: dict[int, str]
    remembered: bool

    @property
    def name(self) -> str:
        return self.kept["sheet"]

    @property
    def kind(self) -> Sentence:
        return {**KINDS, **TENDER_KINDS}[self.kept["kind"]]

    @property
    def rows(self) -> int:
        return self.kept["rows"]

    @property
    def lines(self) -> list[tuple[Any, Sentence | None, str]]:
        """(choice field, reason of the guess, unit) per heading, and at last the order of day and month."""
        mapping = self.kept["mapping"] or {"columns": []}
        known = {one["column"] - 1: one for one in mapping["columns"]}
        lines = []
        for name in self.form.fields:
            at = int(name.removeprefix("column-")) if name != "order" else -1
            reason = Sentence(**known[at]["reason"]) if at in known else None
            lines.append((self.form[name], reason, known[at]["unit"] if at in known else ""))
        return lines

    def correction(self) -> Correction | None:
        """What was posted for this sheet, or None."""
        if self.kinds and self.kinds.is_valid():
            return Correction(kind=self.kinds.cleaned_data["kind"])
        if not self.form.is_valid():
            return None
        order = self.form.cleaned_data["order"] or None
        kind = vocabulary().of(self.kept["kind"]).kind if self.kinds else None
        return Correction(self.form.changes(self.columns), order, kind=kind)

    @property
    def remarks(self) -> list[Remark]:
        return [_remark(one) for one in self.kept["remarks"][:SHOWN_REMARKS]]


@page("books/<uuid:ledger>/", title=Sentence("账表读取情况", "How books were read"), roles=TEAM)
def ledger(request: HttpRequest, ledger: UUID) -> HttpResponse:
    """POST `do=map` corrects the columns of the sheet numbered `sheet`, `do=kind` what it is read as, `do=forget` forgets both,
    `do=allow` names source and decision of a list of persons, `do=leave_out` takes the file out.
    """
    row = see_one(Ledger, request.user, ledger)
    inspection = see_one(Inspection, request.user, row.inspection_id)
    opened = read_ledgers(by=request.user, ledgers=[row])[0]
    posted = request.POST if request.method == "POST" else None
    tenders = row.family == "tenders"
    views = _views(request, json.loads(opened["reading"]), posted, tenders)
    above = "screening-tenders" if tenders else "screening-books"
    known = permission_of(opened["allowed"])
    persons = PersonsForm(posted if posted and posted.get("do") == "allow" else None)
    no = None
    try:
        if posted and posted.get("do") == "leave_out":
            leave_out(by=request.user, ledger=row, version=int(posted["version"]))
            return go(request, above, inspection=inspection.pk, done=LEFT_OUT)
        if posted and posted.get("do") == "allow" and persons.is_valid():
            allow_persons(by=request.user, ledger=row, version=int(posted["version"]), **persons.cleaned_data)
            return go(request, "screening-ledger", ledger=row.pk, done=ALLOWED)
        view = next((one for one in views if posted and posted.get("sheet") == str(one.at)), None)
        if view and posted.get("do") == "forget":
            forget_mapping(by=request.user, ledger=row, version=int(posted["version"]), sheet=view.name)
            return go(request, "screening-ledger", ledger=row.pk, done=FORGOTTEN)
        correction = view and view.correction()
        if view and correction:
            correct_mapping(
                by=request.user,
                ledger=row,
                version=int(posted["version"]),
                sheet=view.name,
                correction=correction,
            )
            return go(request, "screening-ledger", ledger=row.pk, done=CORRECTED)
    except Refusal as refusal:
        no = refusal
    return show(
        request,
        "screening/ledger.html",
        status=no.status if no else 200,
        ledger=row,
        name=opened["name"],
        inspection=inspection,
        sheets=views,
        persons=persons if any(view.kept["kind"] == PERSONS for view in views) else None,
        permission=known,
        no=no,
        crumbs=crumbs_to(inspection, above),
        back_url=reverse(above, args=[inspection.pk]),
    )


def _views(request: HttpRequest, sheets: list[dict[str, Any]], posted: Any, tenders: bool) -> list[SheetView]:
    signatures = [one.get("signature", "") for one in sheets]
    family: Family = "tenders" if tenders else "ledger"
    known = known_headings(by=request.user, signatures=signatures, family=family)
    return [_view(at, one, posted, tenders, known[at]) for at, one in enumerate(sheets)]


def _view(at: int, kept: dict[str, Any], posted: Any, tenders: bool, remembered: bool) -> SheetView:
    mapping = kept.get("mapping") or {"columns": [], "day_order": ""}
    columns = {one["column"] - 1: one["field"] for one in mapping["columns"]}
    mine = posted if posted and posted.get("sheet") == str(at) else None
    doing = mine.get("do") if mine else ""
    words = tender_words().headings if tenders else vocabulary().of(kept["kind"])
    headings = kept.get("headings", [])
    form = MappingForm(words, headings, columns, mapping["day_order"], mine if doing == "map" else None)
    kinds = None if tenders else KindForm(vocabulary(), words.kind, mine if doing == "kind" else None)
    for one in filter(None, (form, kinds)):
        one.auto_id = f"sheet-{at}-%s"
    return SheetView(at, {**kept, "mapping": mapping}, form, kinds, columns, remembered)


def _remark(kept: dict[str, Any]) -> Remark:
    place = Place(kept["file"], kept["sheet"], kept["row"], kept["column"])
    return Remark(kept["level"], place, Sentence(**kept["says"]), Sentence(**kept["remedy"]))
