"""A ledger that came back from a body: read, compared, and taken over whole or not at all."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from xuncha.base.sheets_in import Unreadable, read_book
from xuncha.base.words import Sentence
from xuncha.papers.actions.attach import File
from xuncha.papers.models import Attachment
from xuncha.rectification.actions.repair import HANDS_IN, keep_file, plan_measure, submit
from xuncha.rectification.core.clock import State
from xuncha.rectification.core.returns import Known, Reading, Returned, read_return
from xuncha.rectification.models import Item, Measure
from xuncha.registry.models import Organisation
from xuncha.rulebook.uploads import TABLES, judged
from xuncha.trust.act import Act, action
from xuncha.trust.refusal import NoRight, Refusal

HEADERS = Path(__file__).parents[2] / "data" / "rectification" / "return_headers.toml"


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The spellings of headings and states."""
    return tomllib.loads(HEADERS.read_text(encoding="utf-8"))


@action(
    "rectification.read_return",
    roles=HANDS_IN,
    where="anywhere",
    says=Sentence("试读整改台账", "try a returned ledger"),
    reads=True,
)
def read_returned(act: Act, *, organisation: Organisation, content: bytes, name: str) -> Reading:
    """The dry run: what the file says, item by item, and every remark. Changes nothing. Raises Refusal for an unreadable file."""
    return _read(act, organisation, content, name)


@action(
    "rectification.import_return", roles=HANDS_IN, where="anywhere",
    says=Sentence("导入整改台账", "take over a returned ledger"),
)  # fmt: skip
def import_return(act: Act, *, organisation: Organisation, content: bytes, name: str) -> Reading:
    """Take the file over and keep the original under seal. Raises Refusal when one row cannot be taken: then nothing is."""
    reading = _read(act, organisation, content, name)
    if not reading.passes:
        wrong = sum(remark.stops for remark in reading.remarks)
        act.refuse(
            "remarks",
            Sentence(
                f"文件有{wrong}处须更正，全部未导入",
                f"{wrong} places must be corrected; nothing was taken over",
            ),
            Sentence("请按逐行提示更正后重新导入。", "Correct them row by row and import again."),
        )
    items = {str(item.pk): item for item in act.see(Item).filter(organisation=organisation)}
    original = keep_file(act, organisation.pk, File(name, content))
    for one in reading.items:
        _take(act, items[one.item], one, original)
    return reading


def _read(act: Act, organisation: Organisation, content: bytes, name: str) -> Reading:
    items = list(act.see(Item).filter(organisation=organisation).order_by("number"))
    if not items:
        raise NoRight
    judged(name, content, TABLES)
    try:
        book = read_book(content, name)
    except Unreadable as no:
        raise Refusal("unreadable", no.says, no.remedy) from None
    measures: dict[Any, list[str]] = {}
    for row in act.see(Measure).filter(item__in=[item.pk for item in items]):
        measures.setdefault(row.item_id, []).append(row.says)
    known = [
        Known(
            str(item.pk), item.number, item.says, item.due.isoformat() if item.due else "",
            open=item.state not in (State.DONE, State.SUBMITTED), measures=tuple(measures.get(item.pk, ())),
        )
        for item in items
    ]  # fmt: skip
    return read_return(book, known, words())


def _take(act: Act, item: Item, one: Returned, original: Attachment) -> None:
    if item.state in (State.DONE, State.SUBMITTED):
        return
    for planned in one.measures:
        plan_measure(
            by=act,
            item=item,
            says=planned.says,
            leader=planned.leader,
            department=planned.department,
            goal=one.goal,
        )
        item = act.one(Item, item.pk)
    if one.progress and one.progress != item.progress:
        act.change(item, progress=one.progress, progress_on=act.today, noting="progress")
    if one.claim == "done":
        submit(by=act, item=item, says=one.progress, evidence="\n".join(one.evidence), attachment=original)
