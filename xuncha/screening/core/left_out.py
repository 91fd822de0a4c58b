"""Why a sheet as a whole took no part: no heading, no book of accounts, or a list that lacks what it needs."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.base.remarks import Place, Remark
from xuncha.base.words import Sentence, joined, same
from xuncha.screening.core.faults import Faults
from xuncha.screening.core.kinds import KINDS
from xuncha.screening.core.layout import SEARCHED_ROWS
from xuncha.screening.core.mapping import Columns

FEWEST_AGAIN = 2


def no_head(file: str, sheet: str) -> Remark:
    """No row of the sheet is a heading."""
    return Remark(
        "error",
        Place(file, sheet),
        Sentence(
            f"前 {SEARCHED_ROWS} 行里没有找到账表的表头，这张表没有参加筛查",
            f"no heading of a book of accounts in the first {SEARCHED_ROWS} rows; the sheet is left out",
        ),
        Sentence(
            "表头至少要有金额（或借方、贷方）和日期、摘要、收款人中的一项。",
            "A heading needs an amount (or debit and credit) and a date, a summary or a payee.",
        ),
    )


def hidden(file: str, names: Sequence[str]) -> tuple[Remark, ...]:
    """Sheets that are hidden in the workbook; nothing where there are none."""
    if not names:
        return ()
    told = "、".join(names)
    return (
        Remark(
            "notice",
            Place(file),
            Sentence(
                f"有 {len(names)} 张隐藏的表没有读：{told}",
                f"{len(names)} hidden sheets were not read: {told}",
            ),
            Sentence(
                "里面如有账，请在 Excel 或 WPS 中取消隐藏，另存后再导入。",
                "If they hold books, unhide them in Excel or WPS, save and bring the file in again.",
            ),
        ),
    )


def tell_second_table(columns: Columns, faults: Faults) -> None:
    """Says that the headings stand a second time to the right, where a second table begins; or that of one amount alone."""
    again = [one for one in columns.guesses if one.header in columns.unused]
    if len(again) >= FEWEST_AGAIN:
        faults.add(
            Sentence(
                "右边还有一张表头相同的表，没有读",
                "a second table with the same headings stands to the right and was not read",
            ),
            Sentence(
                "请把右边的表移到另一张工作表里再导入。",
                "Move it to a sheet of its own and bring the file in again.",
            ),
        )
    elif again and again[0].field in columns.units:
        faults.add(
            Sentence(
                "有几列都叫这个名字，只读了最左边的一列",
                "several columns are called so; the leftmost was read",
            ),
            Sentence(
                "如应读另一列，请在列的对应里指定，或改列名。",
                "If another is meant, name it in the mapping, or rename it.",
            ),
            column=again[0].header,
        )


def not_books(place: Place, columns: Columns) -> Remark:
    """The heading, at `place`, is that of no book and no list."""
    found = joined([same(one.header) for one in columns.guesses])
    return Remark(
        "error",
        place,
        Sentence(
            f"{columns.why.zh}，这张表没有参加筛查（认出的列：{found.zh or '无'}）",
            f"{columns.why.en}; the sheet is left out (columns recognised: {found.en or 'none'})",
        ),
        Sentence(
            "如确有金额列，请在列的对应里指定；如是台账清单，请先选认作哪种表。",
            "If there is one, name it in the mapping; if it is a list, choose first which.",
        ),
    )


def not_the_list(place: Place, columns: Columns, lacking: Sequence[Sentence]) -> Remark:
    """The heading, at `place`, lacks columns that the list cannot do without."""
    kind, wanted = KINDS[columns.kind], joined(lacking, "；", "; ")
    return Remark(
        "error",
        place,
        Sentence(
            f"按“{kind.zh}”读，还缺这些列：{wanted.zh}；这张表没有参加筛查",
            f"read as “{kind.en}” these columns are missing: {wanted.en}; the sheet is left out",
        ),
        Sentence(
            "请在列的对应里指定，或改认作别的表。",
            "Name them in the mapping, or choose another kind of table.",
        ),
    )
