"""Fields of plain forms in both languages: a label, and a help text that tells where a person finds the answer."""

from __future__ import annotations

from django import forms

from xuncha.base.words import Sentence
from xuncha.desk.spoken import said


def line(
    zh: str, en: str, help_zh: str = "", help_en: str = "", required: bool = True, longest: int = 200
) -> forms.CharField:
    """One line of text."""
    return forms.CharField(
        label=said(Sentence(zh, en)),
        help_text=said(Sentence(help_zh, help_en)),
        required=required,
        max_length=longest,
    )


def passage(
    zh: str, en: str, help_zh: str = "", help_en: str = "", required: bool = True, rows: int = 4
) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(
        label=said(Sentence(zh, en)), help_text=said(Sentence(help_zh, help_en)), required=required,
        widget=forms.Textarea({"rows": rows}), max_length=8000,
    )  # fmt: skip


def day(zh: str, en: str, help_zh: str = "", help_en: str = "", required: bool = True) -> forms.DateField:
    """A day of the calendar."""
    return forms.DateField(
        label=said(Sentence(zh, en)), help_text=said(Sentence(help_zh, help_en)), required=required,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip


def choice(
    zh: str, en: str, help_zh: str = "", help_en: str = "", required: bool = True, radio: bool = False
) -> forms.ChoiceField:
    """One of several; the page fills in the choices, and nothing is chosen beforehand."""
    return forms.ChoiceField(
        label=said(Sentence(zh, en)), help_text=said(Sentence(help_zh, help_en)), required=required,
        widget=forms.RadioSelect if radio else forms.Select,
    )  # fmt: skip


def several(
    zh: str, en: str, help_zh: str = "", help_en: str = "", required: bool = True
) -> forms.MultipleChoiceField:
    """Any number of several."""
    return forms.MultipleChoiceField(
        label=said(Sentence(zh, en)),
        help_text=said(Sentence(help_zh, help_en)),
        required=required,
        widget=forms.CheckboxSelectMultiple,
    )
