"""The hits as a workbook: an overview, one sheet per screen with every evidence row, and how the files were read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.words import Sentence
from xuncha.screening.core.mapping import KINDS
from xuncha.screening.core.reading import Records
from xuncha.screening.core.screen import Outcome

DOUBT_ONLY = Sentence(
    "以下均为疑点，只说明应当看哪里，不是问题结论；须由人核实后才能写入底稿。",
    "These are doubts: places to look at, not findings. Only a person who has checked may write one down.",
)

_OVERVIEW = (
    Column("screen", Sentence("筛查项目", "screen"), width=22),
    Column("found", Sentence("疑点数", "doubts"), "int"),
    Column("amount", Sentence("涉及金额（元）", "amount (yuan)"), "money"),
    Column("note", Sentence("说明", "note"), width=60),
)
_HITS = (
    Column("number", Sentence("疑点序号", "doubt"), "int", 9),
    Column("says", Sentence("疑点", "what it says"), width=46),
    Column("day", Sentence("日期", "date"), width=12),
    Column("voucher", Sentence("凭证号", "voucher"), width=14),
    Column("summary", Sentence("摘要", "summary"), width=28),
    Column("payee", Sentence("收款人", "payee"), width=26),
    Column("amount", Sentence("金额（元）", "amount (yuan)"), "money"),
    Column("file", Sentence("文件", "file"), width=18),
    Column("sheet", Sentence("表", "sheet"), width=12),
    Column("row", Sentence("行", "row"), width=7),
    Column("cell", Sentence("金额所在格", "cell"), width=10),
    Column("result", Sentence("核实结果（成立/不成立/转其他）", "result"), width=18),
    Column("reason", Sentence("理由", "reason"), width=24),
)
_READING = (
    Column("file", Sentence("文件", "file"), width=24),
    Column("sheet", Sentence("表", "sheet"), width=16),
    Column("item", Sentence("列或位置", "column or place"), width=24),
    Column("read_as", Sentence("读成", "read as"), width=16),
    Column("reason", Sentence("理由或提示", "reason or remark"), width=60),
)


def hits_book(
    outcomes: Sequence[Outcome],
    books: Iterable[Records],
    titles: Mapping[str, Sentence],
    language: str = "zh",
) -> bytes:
    """An .xlsx of all outcomes. `titles` names the fields of the mapping (Vocabulary.title)."""
    overview = Sheet(
        "总表", _OVERVIEW, [_overview(one, language) for one in outcomes], (DOUBT_ONLY.in_(language),)
    )
    screens = [_screen_sheet(one, language) for one in outcomes if one.hits]
    reading = Sheet("读取情况", _READING, _reading(books, titles, language), landscape=True)
    return write_book([overview, *screens, reading], stamp="内部资料", language=language)


def _overview(outcome: Outcome, language: str) -> dict[str, object]:
    notes = [outcome.not_applicable] if outcome.not_applicable else list(outcome.values)
    head = {"zh": "不适用：", "en": "not applicable: "}[language] if outcome.not_applicable else ""
    return {
        "screen": outcome.screen.title.in_(language),
        "found": None if outcome.not_applicable else outcome.found,
        "amount": sum(hit.amount for hit in outcome.hits) if outcome.hits else None,
        "note": head + {"zh": "；", "en": "; "}[language].join(note.in_(language) for note in notes),
    }


def _screen_sheet(outcome: Outcome, language: str) -> Sheet:
    screen = outcome.screen
    rows = []
    for number, hit in enumerate(outcome.hits, 1):
        for at, one in enumerate(hit.evidence):
            rows.append(
                {
                    "number": number,
                    "says": hit.says.in_(language) if at == 0 else "",
                    "row": str(one.row),
                    "cell": one.amount_cell,
                    **{
                        name: getattr(one, name)
                        for name in ("day", "voucher", "summary", "payee", "amount", "file", "sheet")
                    },
                }
            )
    excluded = {"zh": "有意不看：", "en": "Knowingly left out: "}[language]
    look = {"zh": "看什么：", "en": "Look at: "}[language]
    notes = (
        screen.why.in_(language),
        look + screen.look.in_(language),
        excluded + {"zh": "；", "en": "; "}[language].join(one.in_(language) for one in screen.exclusions),
        DOUBT_ONLY.in_(language),
    )
    return Sheet(screen.title.zh, _HITS, rows, notes, landscape=True)


def _reading(
    books: Iterable[Records], titles: Mapping[str, Sentence], language: str
) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for records in books:
        place: dict[str, object] = {"file": records.file, "sheet": records.sheet}
        rows.append(place | {"item": "", "read_as": KINDS[records.kind].in_(language), "reason": ""})
        for guess in records.columns.guesses if records.columns else ():
            rows.append(
                place
                | {
                    "item": guess.header,
                    "read_as": titles[guess.field].in_(language),
                    "reason": guess.reason.in_(language),
                }
            )
        for remark in records.remarks:
            rows.append(place | {"item": "", "read_as": "", "reason": remark.line().in_(language)})
    return rows
