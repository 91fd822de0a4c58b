"""A form for a rule's value: one field where it is plain, one for each entry where it is a small table, else JSON."""

from __future__ import annotations

import json
from typing import Any

from django import forms

from xuncha.base.words import Sentence
from xuncha.desk.spoken import said, spoken
from xuncha.rulebook.core.rule import Rule
from xuncha.rulebook.core.shape import is_flat, is_plain, written

LABELS = {
    "number": Sentence("数量", "Number"),
    "unit": Sentence("单位", "Unit"),
    "days": Sentence("天数", "Days"),
    "order": Sentence("先后", "Order"),
}
YES_NO = [("yes", Sentence("是", "yes")), ("no", Sentence("否", "no"))]
_NOT_JSON = Sentence(
    "这里不是规范的写法：请只改引号里的文字和数字，保留括号、引号、冒号和逗号。",
    "This cannot be read: change only texts and numbers; keep brackets, quotes, colons and commas.",
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
        value = self.rule.value
        if is_plain(value):
            return {"value": _field(Sentence("值", "Value"), value)}
        if is_flat(value):
            return {
                f"value.{key}": _field(LABELS.get(key, Sentence(key, key)), one) for key, one in value.items()
            }
        area = forms.Textarea({"rows": min(24, written(value).count("\n") + 2), "spellcheck": "false"})
        label = spoken(Sentence("值", "Value"))
        return {"value": forms.CharField(label=label, widget=area, initial=written(value))}

    def clean(self) -> dict[str, Any]:
        """Read the value back into its own shape, as `cleaned_data["new"]`."""
        given = super().clean() or {}
        value = self.rule.value
        if is_plain(value):
            given["new"] = _read(value, given.get("value"))
        elif is_flat(value):
            given["new"] = {key: _read(one, given.get(f"value.{key}")) for key, one in value.items()}
        else:
            try:
                given["new"] = json.loads(given.get("value", ""))
            except ValueError:
                self.add_error("value", spoken(_NOT_JSON))
        return given


def _field(label: Sentence, value: Any) -> forms.Field:
    shown = spoken(label)
    if isinstance(value, bool):
        choices = [(key, spoken(words)) for key, words in YES_NO]
        return forms.ChoiceField(label=shown, choices=choices, initial="yes" if value else "no")
    if isinstance(value, int):
        return forms.IntegerField(label=shown, initial=value)
    if isinstance(value, float):
        return forms.FloatField(label=shown, initial=value)
    return forms.CharField(label=shown, initial=value or "", required=bool(value))


def _read(old: Any, given: Any) -> Any:
    if isinstance(old, bool):
        return given == "yes"
    return given
