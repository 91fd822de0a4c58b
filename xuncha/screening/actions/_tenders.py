"""How a file of tenders is told from its bytes, and how its reading is kept for its page."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterable, Mapping

from xuncha.base.sheets_in import Unreadable, read_book
from xuncha.base.words import Sentence
from xuncha.screening.actions._reading import FileRead
from xuncha.screening.core.ocds import JsonFile, OcdsReading
from xuncha.screening.core.reading import Correction, Recall, Source, nothing_known
from xuncha.screening.core.tender_sheets import LIST_KINDS, ListReading
from xuncha.screening.core.tenders import laid
from xuncha.screening.facts import tender_words
from xuncha.trust.refusal import Refusal

_GZIP, _BOM = b"\x1f\x8b", b"\xef\xbb\xbf"

TENDER_KINDS: dict[str, Sentence] = {str(key): title for key, title in LIST_KINDS.items()} | {
    "ocds": Sentence("OCDS 公开招标数据", "OCDS data")
}
"""What a part of a file of tenders may be taken for."""


def tender_file(
    name: str,
    sha256: str,
    content: bytes,
    fixes: Mapping[str, Correction] | None = None,
    recall: Recall = nothing_known,
) -> JsonFile | Source:
    """A JSON file, packed or not, or a workbook with corrections by sheet; a sheet without one is read as remembered.

    Raises Refusal when it is neither.
    """
    if _begins(content)[:1] in (b"{", b"["):
        return JsonFile(name, sha256, lambda: io.BytesIO(content))
    try:
        return Source(name, sha256, read_book(content, name, texts=True), fixes=fixes or {}, recall=recall)
    except Unreadable as no:
        raise Refusal("unreadable", no.says, no.remedy) from None


def read_tenders(file: JsonFile | Source) -> FileRead:
    """A file of tenders as it is read now."""
    with laid([file], tender_words()) as (_, ocds, lists):
        return FileRead(
            sum(one.releases for one in ocds) + sum(one.rows for one in lists),
            readings_kept(ocds, lists),
            {one.sheet: one.head for one in lists if one.head},
            {one.sheet: one.fix for one in lists if one.fix},
        )


def _begins(content: bytes) -> bytes:
    """The first bytes that say something."""
    head = content[:4096]
    if content.startswith(_GZIP):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
                head = packed.read1(4096)
        except (OSError, EOFError, zlib.error):
            return b""
    return head.removeprefix(_BOM).lstrip()


def readings_kept(ocds: Iterable[OcdsReading], lists: Iterable[ListReading]) -> str:
    """How a file was read, as JSON: per part its kind, rows, columns and remarks; no rows."""
    kept = [
        {
            "sheet": "",
            "kind": "ocds",
            "rows": one.releases,
            "columns": [],
            "remarks": [r.as_dict() for r in one.remarks],
        }
        for one in ocds
    ]
    kept += [
        {
            "sheet": one.sheet,
            "kind": one.kind,
            "rows": one.rows,
            "columns": one.columns.as_dict()["columns"] if one.columns else [],
            "headings": [one.head.shown(at) for at in range(len(one.head.titles))] if one.head else [],
            "mapping": one.columns.as_dict() if one.columns else None,
            "signature": one.head.signature if one.head else "",
            "remarks": [remark.as_dict() for remark in one.remarks],
        }
        for one in lists
    ]
    return json.dumps(kept, ensure_ascii=False)
