"""Writes the county workbook: empty with examples, or filled with a county; and the blank forms for others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.words import Sentence, same
from xuncha.registry.core.county import County
from xuncha.registry.core.form import Choices, Field, Form, county_forms
from xuncha.registry.core.rows import rows_of

_KINDS = {"name": "text", "list": "text"}
_GUIDE = "填写说明"
_GAP = "　" * 8
_CENTS_A_WAN = 1_000_000
_ADVICE = (
    "1. 橙色表头是必填列。只填“单位”表的前三列（单位名称、所属党组织、主要负责人）就可以开始，其余以后再补。",
    "2. 序号写着“示例”的行只作参考，导入时不读取；可以删去，也可以留着。",
    "3. 日期写 2021-03-15 或 2021.03，不清楚写“不详”，现任的离任时间留空。",
    "4. 领导职务层次（如乡科级正职）和职级（如一级主任科员）是两回事，分开填写。",
    "5. 不填身份证号。重名的人在“区分”列写单位或出生年。",
    "6. 同一份表可以反复导入：空白不会覆盖已有内容，没有变化的不会改动，也不会删除任何内容。",
    "7. 标“待核对”的是系统预填的内容，核对后改成“否”。",
)


def template(county: County | None = None, choices: Choices | None = None, stamp: str = "") -> bytes:
    """The county workbook with notes, drop-downs and example rows; with `county` its things are filled in."""
    filled = rows_of(county) if county else {}
    sheets = [_sheet(form, filled.get(form.key, ()), choices or {}) for form in county_forms()]
    return write_book([_guide(county_forms()), *sheets], stamp)


def blank(form: Form, choices: Choices | None = None, unit: str = "", stamp: str = "内部资料") -> bytes:
    """One blank form for a unit to fill in, headed with its name if `unit` is given."""
    rows = [{"name": unit}] if unit and form.key == "unit_facts" else []
    sender = f"填报单位：{unit or _GAP}　填报人：{_GAP}　联系电话：{_GAP}　填报日期：{_GAP}"
    return write_book([_sheet(form, rows, choices or {}, blank_rows=20, notes=(sender,))], stamp)


def _sheet(
    form: Form,
    rows: Sequence[Mapping[str, object]],
    choices: Choices,
    blank_rows: int = 0,
    notes: tuple[str, ...] = (),
) -> Sheet:
    wan = {one.key for one in form.fields if one.wan}
    return Sheet(
        form.name.zh,
        [_column(one, choices) for one in form.fields],
        [_in_wan(row, wan) for row in rows],
        notes=(form.purpose.zh, *notes),
        landscape=True,
        numbered=True,
        examples=[] if rows else [_in_wan(example, wan) for example in form.examples],
        blank_rows=blank_rows,
    )


def _in_wan(row: Mapping[str, object], wan: set[str]) -> dict[str, object]:
    return {
        key: Decimal(value) / _CENTS_A_WAN if key in wan and isinstance(value, int) else value
        for key, value in row.items()
    }


def _column(one: Field, choices: Choices) -> Column:
    return Column(
        one.key,
        one.title,
        _KINDS.get(one.kind, one.kind),  # type: ignore[arg-type]
        one.width,
        one.note or None,
        () if one.kind == "list" else choices.get(one.choices, ()),
        one.example,
        one.required,
    )


def _guide(sheets: Sequence[Form]) -> Sheet:
    columns = (
        Column("sheet", Sentence("工作表", "Sheet"), width=18),
        Column("purpose", Sentence("填什么", "What"), width=60),
        Column("required", Sentence("必填列", "Required"), width=36),
        Column("others", Sentence("可以不填的列", "Optional"), width=60),
    )
    rows = [
        {
            "sheet": form.name.zh,
            "purpose": form.purpose.zh,
            "required": "、".join(one.title.zh for one in form.fields if one.required),
            "others": "、".join(one.title.zh for one in form.fields if not one.required),
        }
        for form in sheets
    ]
    return Sheet(same(_GUIDE).zh, columns, rows, notes=_ADVICE, landscape=True)
