"""What a doubt of a screen already says, so that raising it takes one more click and no retyping."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from xuncha.base.words import Sentence
from xuncha.desk.spoken import spoken
from xuncha.rounds.models import Inspection
from xuncha.screening.actions.read_hits import OpenedHit, read_hits
from xuncha.screening.core.screen import Evidence
from xuncha.screening.models import Hit
from xuncha.trust.access import see

PINNED = 10
"""So many rows of a doubt stand as evidence; the rest are on the doubt's own page."""
SEEN = Sentence("核实所见：{reason}", "Seen: {reason}")
DOUBT = Sentence("疑点第{n}号的核实记录", "record of doubt No. {n}")
VOUCHER = Sentence("{day}凭证{voucher}", "voucher {voucher} of {day}")
ROW = Sentence("《{file}》{sheet}第{row}行", "{file} {sheet}, row {row}")


def words_of_doubt(by: Any, place: Inspection, source_id: str) -> dict[str, str]:
    """`text` and `evidence` of the form for this doubt; nothing for one that is not seen here."""
    try:
        hit = see(Hit, by).filter(inspection=place, pk=UUID(source_id)).first()
    except ValueError:
        return {}
    if hit is None:
        return {}
    opened = read_hits(by=by, hits=[hit])[0]
    seen = [spoken(SEEN.filled(reason=opened.reason))] if opened.reason else []
    return {"text": "\n".join([spoken(opened.says), *seen]), "evidence": "\n".join(_pinned(opened))}


def _pinned(opened: OpenedHit) -> list[str]:
    rows = [spoken(_place(one)) for one in opened.evidence[:PINNED]]
    return [*dict.fromkeys(rows), spoken(DOUBT.filled(n=opened.row.serial))]


def _place(one: Evidence) -> Sentence:
    if one.day and one.voucher:
        return VOUCHER.filled(day=one.day, voucher=one.voucher)
    return ROW.filled(file=one.file, sheet=one.sheet, row=one.row)
