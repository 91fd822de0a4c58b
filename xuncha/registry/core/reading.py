"""From a book to rows: which sheet is which form, what each cell says, and what does not fit."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_in import Book, Cell, Sheet, Table, find_table
from xuncha.base.sheets_out import EXAMPLE_MARK, NUMBER_HEADING
from xuncha.base.span import Day, Span
from xuncha.base.words import NOTHING, Sentence
from xuncha.registry.core.cells import Unfit, is_id_heading, is_id_number, shown, value_of
from xuncha.registry.core.form import Choices, Field, Form, Row
from xuncha.registry.core.recognising import form_of, nothing_to_read

_NUMBER = "_number"
_SPANS = (("starts", "ends"), ("free_from", "free_until"), ("happened_from", "happened_until"))


@dataclass
class Filled:
    """A sheet read by its form: the rows that can be used, and everything to be said about the others."""

    form: Form
    rows: list[Row] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def filled_forms(book: Book, choices: Choices) -> tuple[list[Filled], list[Remark]]:
    """Every sheet that is a form, in the order of the forms, and remarks on the book as a whole."""
    remarks = list(book.remarks)
    read = []
    for sheet in book.sheets:
        found = form_of(sheet)
        if isinstance(found, Remark):
            remarks.append(found)
        elif found is not None:
            read.append(_Reader(sheet, found, choices).read())
    if not read and not any(one.stops for one in remarks):
        remarks.append(nothing_to_read(book))
    return sorted(read, key=lambda one: one.form.order), remarks


class _Reader:
    def __init__(self, sheet: Sheet, form: Form, choices: Choices):
        self.sheet, self.form, self.choices = sheet, form, choices
        self.table: Table = find_table(sheet, {**form.wanted(), _NUMBER: (NUMBER_HEADING,)})
        self.filled = Filled(form, remarks=list(self.table.remarks))
        self.fields = [one for one in form.fields if one.key in self.table.columns]

    def read(self) -> Filled:
        missing = [one for one in self.form.fields if one.required and one.key not in self.table.columns]
        if self.table.header_row and missing:
            self.filled.remarks.append(self._missing_columns(missing))
        elif self.table.header_row:
            self._refuse_id_columns()
            first: dict[tuple[Any, ...], int] = {}
            for number, cells in self.table.body:
                row = self._row(number, cells)
                if row and self._new(row, first):
                    self.filled.rows.append(row)
        return self.filled

    def _place(self, row: int, key: str = "") -> Place:
        return Place(self.sheet.file, self.sheet.name, row, self.table.headings.get(key, ""))

    def _remark(self, level: Any, place: Place, says: Sentence, remedy: Sentence = NOTHING) -> None:
        self.filled.remarks.append(Remark(level, place, says, remedy))

    def _missing_columns(self, missing: list[Field]) -> Remark:
        zh, en = "、".join(one.title.zh for one in missing), ", ".join(one.title.en for one in missing)
        seen = "、".join([*self.table.headings.values(), *self.table.others.values()][:12])
        return Remark(
            "error",
            self._place(self.table.header_row),
            Sentence(f"缺少“{zh}”列", f"the column {en} is missing"),
            Sentence(
                f"请在表头补上“{zh}”。现有表头：{shown(seen)}。",
                f"Add it to the headings. Found: {shown(seen)}.",
            ),
        )

    def _refuse_id_columns(self) -> None:
        for index, heading in self.table.others.items():
            if is_id_heading(heading) or self._holds_ids(index):
                self._remark(
                    "notice",
                    Place(self.sheet.file, self.sheet.name, self.table.header_row, shown(heading)),
                    Sentence(
                        "本系统不收身份证号，这一列没有读取，也不会保存",
                        "identity numbers are not accepted: this column was not read and is not kept",
                    ),
                    Sentence("请从文件中删去这一列再流转。", "Delete the column before passing the file on."),
                )

    def _holds_ids(self, index: int) -> bool:
        rows = self.sheet.rows[self.table.header_row :]
        return any(index < len(row) and is_id_number(row[index]) for row in rows)

    def _row(self, number: int, cells: Mapping[str, Cell]) -> Row | None:
        if cells.get(_NUMBER) == EXAMPLE_MARK:
            self._example(number, cells)
            return None
        said = {key: cell for key, cell in cells.items() if key != _NUMBER and cell is not None}
        if not said:
            return None
        values, sound = {}, True
        for one in self.fields:
            cell = said.get(one.key)
            value, fits = self._value(one, cell, number) if cell is not None else (None, not one.required)
            if cell is None and one.required:
                self._remark("error", self._place(number, one.key), _blank(one), _fill_in(one))
            sound = sound and fits
            if value not in (None, "", ()):
                values[one.key] = value
        row = Row(values, Place(self.sheet.file, self.sheet.name, number), self.table.headings)
        return row if sound and self._spans_fit(row) else None

    def _example(self, number: int, cells: Mapping[str, Cell]) -> None:
        """An example row is left out; if somebody wrote over it, that is said."""
        names = {str(example.get(self.form.unique[0])) for example in self.form.examples}
        if str(cells.get(self.form.unique[0])) not in names:
            self._remark(
                "notice",
                self._place(number),
                Sentence("序号写着“示例”的行没有读取", "rows numbered 示例 (example) are not read"),
                Sentence("如果是实际内容，请把序号改成数字。", "If it is meant, put a number into 序号."),
            )

    def _value(self, one: Field, cell: Cell, number: int) -> tuple[Any, bool]:
        if is_id_number(cell):
            self._remark(
                "error",
                self._place(number, one.key),
                Sentence(
                    "内容像是身份证号，本系统不收",
                    "this looks like an identity number, which is not accepted",
                ),
                Sentence(
                    "请删去；重名的人用单位或出生年区分。", "Delete it; tell namesakes apart by unit or year."
                ),
            )
            return None, False
        try:
            value = value_of(one, cell, self.table.headings[one.key])
        except Unfit as wrong:
            self._remark("error", self._place(number, one.key), wrong.says, wrong.remedy)
            return None, False
        return value, self._chosen(one, value, number)

    def _chosen(self, one: Field, value: Any, number: int) -> bool:
        """Whether the words are of the column's list; outside a list that is not strict, it is only said."""
        words = self.choices.get(one.choices, ())
        strange = [
            word for word in (value if isinstance(value, tuple) else (value,)) if words and word not in words
        ]
        if one.kind not in ("name", "list", "text") or not strange:
            return True
        near = difflib.get_close_matches(strange[0], words, n=1, cutoff=0.5)
        hint = Sentence(f"是不是“{near[0]}”？", f"Is it {near[0]}? ") if near else NOTHING
        self._remark(
            "error" if one.strict else "notice",
            self._place(number, one.key),
            Sentence(
                f"“{shown(strange[0])}”不在常用选项里", f"“{shown(strange[0])}” is not among the usual words"
            ),
            Sentence(f"{hint.zh}常用的有：{'、'.join(words)}。", f"{hint.en}Usual: {', '.join(words)}."),
        )
        return not one.strict

    def _spans_fit(self, row: Row) -> bool:
        for start, end in _SPANS:
            first, last = row.get(start, None), row.get(end, None)
            if isinstance(first, Day) and isinstance(last, Day) and not _in_order(first, last):
                self._remark(
                    "error",
                    row.at(end),
                    Sentence(
                        f"结束（{last}）早于开始（{first}）",
                        f"the end ({last}) lies before the start ({first})",
                    ),
                    Sentence("请核对两个日期。", "Check both days."),
                )
                return False
        return True

    def _new(self, row: Row, first: dict[tuple[Any, ...], int]) -> bool:
        key = tuple(row.get(part) for part in self.form.unique)
        number = row.place.row or 0
        if key not in first:
            first[key] = number
            return True
        namesake = "code" in self.form.unique and not row.get("code")
        self._remark(
            "error",
            row.at(self.form.unique[0]),
            Sentence(
                f"与第 {first[key]} 行重复：{_called(key)}", f"the same as row {first[key]}: {_called(key)}"
            ),
            Sentence(
                "是两个人的，请在“区分”列写明；是同一人的，请删去一行。",
                "If they are two persons, fill in 区分; otherwise delete one row.",
            )
            if namesake
            else Sentence("请删去一行，或改正其中一行。", "Delete or correct one of the rows."),
        )
        return False


def _in_order(first: Day, last: Day) -> bool:
    try:
        Span(first, last)
    except ValueError:
        return False
    return True


def _called(key: tuple[Any, ...]) -> str:
    return shown("，".join(str(part) for part in key if part not in ("", None)))


def _blank(one: Field) -> Sentence:
    return Sentence(f"“{one.title.zh}”没有填", f"{one.title.en} is blank")


def _fill_in(one: Field) -> Sentence:
    example = "" if one.example is None else f"，如“{one.example}”"
    return Sentence(f"这一列必填{example}。", "This column is required.")


def all_rows(read: list[Filled]) -> Iterator[tuple[Form, Row]]:
    """Every usable row with its form."""
    for one in read:
        for row in one.rows:
            yield one.form, row
