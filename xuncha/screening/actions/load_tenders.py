"""导入招标文件: OCDS data or a tender list is read, judged and kept sealed beside the books."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.rounds.models import Inspection
from xuncha.screening.actions._memory import recalling
from xuncha.screening.actions._reading import corrections_of
from xuncha.screening.actions._tenders import read_tenders, tender_file
from xuncha.screening.actions.load_ledger import keep_ledger, open_ledgers
from xuncha.screening.core.network import Meeting, meetings
from xuncha.screening.core.run import screens
from xuncha.screening.core.tenders import laid
from xuncha.screening.facts import tender_words
from xuncha.screening.models import Ledger
from xuncha.sealed.stream import Stream
from xuncha.trust import vault
from xuncha.trust.refusal import Refusal

NO_TENDERS = Sentence(
    "文件里没有认出招标、投标、合同或价格数据，没有保存。",
    "No tenders, bids, contracts or prices were recognised; nothing was kept.",
)
NO_TENDERS_REMEDY = Sentence(
    "可以是 OCDS 数据（json、jsonl，可压缩成 gz），或有项目名称、投标人、中标人等表头的 Excel。",
    "It may be OCDS data (json, jsonl, packed as gz), or a workbook with headings for processes, tenderers or winners.",
)


def load_tenders(*, by: Any, inspection: Inspection, name: str, content: bytes | Stream) -> Ledger:
    """Read a file of tenders and keep it. Raises Refusal when nothing in it is recognised, or it is there already."""
    kept = vault.stream_of(content)
    sha256 = hashlib.file_digest(kept.reader(), "sha256").hexdigest()
    read = read_tenders(tender_file(name, sha256, kept.whole(), recall=recalling(by, "tenders")))
    if not read.rows:
        raise Refusal("no-tenders", NO_TENDERS, NO_TENDERS_REMEDY)
    return keep_ledger(
        by=by, inspection=inspection, name=name, sha256=sha256, content=kept, rows=read.rows, reading=read.kept,
        corrections=read.corrections, family="tenders",
    )  # fmt: skip


def who_bids_together(*, by: Any, ledgers: Sequence[Ledger]) -> list[Meeting]:
    """Every pair of tenderers in these files that met more than once; opening them is journalled."""
    opened = open_ledgers(by=by, ledgers=list(ledgers))
    files = [
        tender_file(one["name"], one["sha256"], one["content"], corrections_of(one["corrections"]))
        for one in opened.values()
    ]
    pairs = [screen for screen in screens("tenders") if screen.key == "co_bidding"]
    with laid(files, tender_words(), pairs) as (engine, _, _):
        return meetings(engine)
