"""A form for a rule's value: one field for each of its leaves, and what every record says besides."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.base.words import Sentence
from xuncha.desk.spoken import said, spoken
from xuncha.rulebook.core.labels import LABELS, label_of
from xuncha.rulebook.core.leaves import (
    Unreadable,
    columns,
    is_table,
    is_texts,
    leaf_text,
    leaves,
    read_leaf,
    rebuilt,
)
from xuncha.rulebook.core.rule import Rule
from xuncha.rulebook.core.shape import is_plain

YES_NO = [("yes", Sentence("是", "yes")), ("no", Sentence("否", "no"))]
ONE_A_LINE = Sentence("每行一项。", "One a line.")
A_ROW_A_LINE = Sentence(
    "每行一项，各栏依次为 {columns}，用 | 隔开。", "One a line; the columns are {columns}, apart by |."
)


class AmendForm(forms.Form):
    """The new record. `rule` is the one in force, which fills the form."""

    use_required_attribute = False
    basis = forms.CharField(
        label=said(Sentence("依据", "Basis")), max_length=200,
        help_text=said(Sentence("文件全称和文号，或者会议名称和日期。", "Document and number, or meeting and day.")),
    )  # fmt: skip
    article = forms.CharField(label=said(Sentence("条款", "Article")), max_length=60, required=False)
    area = forms.CharField(
        label=said(Sentence("适用地区", "Area")), max_length=12, required=False,
        help_text=said(Sentence("区划代码，例如 53（省）、530127（县）；不填即处处适用。", "A division code; empty for everywhere.")),
    )  # fmt: skip
    starts = forms.DateField(
        label=said(Sentence("生效日期", "In force from")),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    ends = forms.DateField(
        label=said(Sentence("失效日期", "Until")), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=said(Sentence("不填即长期有效。", "Empty: without end.")),
    )  # fmt: skip
    confirmed = forms.BooleanField(
        label=said(Sentence("已对照原文核实", "Checked against the text itself")), required=False
    )
    note = forms.CharField(label=said(Sentence("说明", "Note")), max_length=300, required=False)

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        own = self._value_fields()
        self.fields = {**own, **self.fields}
        for name in ("basis", "article", "area", "note"):
            self.fields[name].initial = getattr(rule, name)

    def _value_fields(self) -> dict[str, forms.Field]:
        return {_name(path): _field(label_of(path), leaf) for path, leaf in leaves(self.rule.value)}

    def clean(self) -> dict[str, Any]:
        """Read every leaf back and put the value together, as `cleaned_data["new"]`."""
        given = super().clean() or {}
        read = {}
        for path, leaf in leaves(self.rule.value):
            try:
                read[path] = _read(leaf, given.get(_name(path)))
            except Unreadable as no:
                self.add_error(_name(path), spoken(no.says))
        given["new"] = rebuilt(self.rule.value, read)
        return given


def _name(path: tuple[str, ...]) -> str:
    return ".".join(("value", *path))


def _field(label: Sentence, leaf: Any) -> forms.Field:
    shown = spoken(label)
    if isinstance(leaf, bool):
        choices = [(key, spoken(words)) for key, words in YES_NO]
        return forms.ChoiceField(label=shown, choices=choices, initial="yes" if leaf else "no")
    if isinstance(leaf, int):
        return forms.IntegerField(label=shown, initial=leaf)
    if isinstance(leaf, float):
        return forms.FloatField(label=shown, initial=leaf)
    if is_plain(leaf):
        wide = forms.Textarea({"rows": 3}) if len(leaf or "") > 60 else forms.TextInput()
        return forms.CharField(label=shown, initial=leaf or "", required=bool(leaf), widget=wide)
    text = leaf_text(leaf)
    area = forms.Textarea({"rows": min(16, text.count("\n") + 2), "spellcheck": "false"})
    return forms.CharField(label=shown, widget=area, initial=text, required=False, help_text=_help(leaf))


def _help(leaf: Any) -> str:
    if is_texts(leaf):
        return spoken(ONE_A_LINE)
    if is_table(leaf):
        names = "、".join(spoken(LABELS.get(one, Sentence(one, one))) for one in columns(leaf))
        return spoken(A_ROW_A_LINE.filled(columns=names))
    return ""


def _read(leaf: Any, given: Any) -> Any:
    if isinstance(leaf, bool):
        return given == "yes"
    return given if is_plain(leaf) else read_leaf(leaf, given or "")
