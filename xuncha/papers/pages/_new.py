"""Which forms a clerk writes by hand, and what the house puts in by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from xuncha.desk.spoken import spoken
from xuncha.papers.core.form import Form
from xuncha.papers.models import organ
from xuncha.trust.models import Account

#: Forms that belong to no other room's page.
WRITTEN_BY_HAND = ("approval_request",)


class Wording(forms.Form):
    """The texts of a form that may be written by hand: a line, or several with one item a line."""

    use_required_attribute = False

    def __init__(self, *args: Any, kind: Form, facts: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lists = {key for key in kind.editable if isinstance(kind.sample.get(key), list)}
        self._texts = set(kind.editable)
        for key, label in kind.editable.items():
            longer = key in self._lists or len(str(kind.sample.get(key, ""))) > 40
            widget = forms.Textarea({"rows": 6 if key in self._lists else 3}) if longer else forms.TextInput()
            value = facts.get(key, "")
            self.fields[key] = forms.CharField(
                label=spoken(label), required=False, widget=widget,
                initial="\n".join(value) if isinstance(value, list) else value,
            )  # fmt: skip

    def facts(self) -> dict[str, Any]:
        """What was written, as facts: lists one item a line, empty lines left out."""
        return {
            key: [line.strip() for line in text.splitlines() if line.strip()]
            if key in self._lists
            else text.strip()
            for key, text in self.cleaned_data.items()
            if key in self._texts
        }


def given(kind: Form, by: Account, today: date) -> dict[str, Any]:
    """The facts that the house knows: the issuing organ, the day, who drafts."""
    known = {"organ": organ("office", today), "drafted_on": today.isoformat(), "drafted_by": by.name}
    return {key: value for key, value in known.items() if key in kind.sample}
