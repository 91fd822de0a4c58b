"""How `xuncha screen` tells what was read and what was found, for people and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from xuncha.base.remarks import Remark
from xuncha.base.words import Sentence
from xuncha.office.command import Stop
from xuncha.screening.core.hits_book import Chapter, ReadSheet, hits_book
from xuncha.screening.core.kinds import KINDS
from xuncha.screening.core.mapping import Columns
from xuncha.screening.core.reading import Records
from xuncha.screening.core.screen import Outcome
from xuncha.screening.core.tender_sheets import LIST_KINDS, ListReading
from xuncha.screening.core.tenders import TenderScreening
from xuncha.screening.core.vocabulary import Vocabulary
from xuncha.screening.facts import tender_words, vocabulary

SHOWN_HITS = 20
Say = Callable[[str], None]


def show_reading(say: Say, records: Records) -> None:
    """One sheet: what it was taken for, each column with its reason, what was left out."""
    say(
        f"\n《{records.file}》“{records.sheet}”表：{KINDS[records.kind].zh}，读入 {records.counts.get('read', 0)} 行"
    )
    if not records.columns:
        return
    _show_columns(say, records.columns, vocabulary())
    if records.counts.get("sum_rows"):
        wrong = records.counts.get("sums_wrong", 0)
        say(f"    合计、承前页等 {records.counts['sum_rows']} 行不参加筛查，核对不符 {wrong} 处")


def show_list(say: Say, reading: ListReading) -> None:
    """One sheet of tenders: what it was taken for, each column with its reason."""
    say(f"\n《{reading.file}》“{reading.sheet}”表：{LIST_KINDS[reading.kind].zh}，读入 {reading.rows} 行")
    if reading.columns:
        _show_columns(say, reading.columns, tender_words().headings)


def _show_columns(say: Say, columns: Columns, words: Vocabulary) -> None:
    for guess in columns.guesses:
        unit = columns.units.get(guess.field)
        in_unit = f"，单位{unit[0]}" if unit and unit[1] else ""
        say(f"    “{guess.header}” → {words.title(guess.field).zh}{in_unit}（{guess.reason.zh}）")
    if columns.order:
        order = {"dmy": "日/月/年", "mdy": "月/日/年"}[columns.order]
        say(f"    日期按 {order} 读，因为有“{columns.order_why}”")
    if columns.unused:
        say(f"    没有用到的列：{'、'.join(columns.unused)}")


def show_outcome(say: Say, outcome: Outcome) -> None:
    """One screen: its parameters and its first doubts with their place, or why it does not apply."""
    if outcome.not_applicable:
        say(f"\n【{outcome.screen.title.zh}】不适用：{outcome.not_applicable.zh}")
        return
    say(f"\n【{outcome.screen.title.zh}】疑点 {outcome.found} 个")
    for value in outcome.values:
        say(f"    {value.zh}")
    for remark in outcome.remarks:
        say(f"    {remark.line().zh}")
    for number, hit in enumerate(outcome.hits[:SHOWN_HITS], 1):
        say(f"  {number}. {hit.says.zh}")
        first = hit.evidence[0]
        sheet = f"“{first.sheet}”表" if first.sheet else ""
        voucher = f"，凭证 {first.voucher}" if first.voucher and first.sheet else ""
        say(f"     见《{first.file}》{sheet}第{first.row}行 {first.amount_cell}{voucher}，共 {hit.rows} 行")
    if outcome.found > SHOWN_HITS:
        say(f"  ……另有 {outcome.found - SHOWN_HITS} 个，用 --json 或者 --out（写成 Excel）看全部")


def books_written(path: Path, outcomes: Sequence[Outcome], books: Sequence[Records]) -> None:
    """The doubts of books as a workbook. Raises Stop where it cannot be written."""
    titles = vocabulary().known_fields
    _written(path, outcomes, [ReadSheet.of(records, titles) for records in books])


def tenders_written(path: Path, screening: TenderScreening) -> None:
    """The doubts of tenders as a workbook. Raises Stop where it cannot be written."""
    words = tender_words().headings
    read = [
        ReadSheet(
            one.file,
            one.sheet,
            LIST_KINDS[one.kind],
            tuple(
                (guess.header, words.title(guess.field), guess.reason)
                for guess in (one.columns.guesses if one.columns else ())
            ),
            tuple(remark.line() for remark in one.remarks),
        )
        for one in screening.lists
    ]
    _written(path, screening.outcomes, read)


def _written(path: Path, outcomes: Sequence[Outcome], read: Sequence[ReadSheet]) -> None:
    try:
        path.write_bytes(hits_book([Chapter.of(one) for one in outcomes], read))
    except OSError:
        raise Stop(
            2,
            Sentence(f"写不了 {path.name}。", f"{path.name} cannot be written."),
            Sentence(
                "请核对文件夹是否存在、能不能写、文件是否正开着。",
                "See that the folder exists and may be written to, and that the file is not open.",
            ),
        ) from None


def books_as_dict(
    books: Sequence[Records], outcomes: Sequence[Outcome], remarks: Sequence[Remark]
) -> dict[str, Any]:
    """What `xuncha screen ledger --json` prints."""
    return {
        "files": [
            {
                "file": records.file,
                "sha256": records.sha256,
                "sheet": records.sheet,
                "kind": records.kind,
                "rows": records.counts.get("read", 0),
                "counts": dict(records.counts),
                "mapping": records.columns.as_dict() if records.columns else None,
            }
            for records in books
        ],
        "screens": [outcome.as_dict() for outcome in outcomes],
        "remarks": [remark.as_dict() for remark in remarks],
    }


def tenders_as_dict(screening: TenderScreening, remarks: Sequence[Remark]) -> dict[str, Any]:
    """What `xuncha screen tenders --json` prints."""
    return {
        "files": [
            {
                "file": one.file,
                "sheet": one.sheet,
                "kind": one.kind,
                "rows": one.rows,
                "mapping": one.columns.as_dict() if one.columns else None,
            }
            for one in screening.lists
        ],
        "rows": screening.rows,
        "screens": [outcome.as_dict() for outcome in screening.outcomes],
        "remarks": [remark.as_dict() for remark in remarks],
    }
