"""Several small forms on one page, each a step that can be taken now: what was typed is shown again when a step is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest

from xuncha.base.words import NOTHING, Sentence
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal


class StepForm(forms.Form):
    """A step's fields; `do` tells which step was posted."""

    use_required_attribute = False
    do = forms.CharField(widget=forms.HiddenInput)


@dataclass(frozen=True)
class Step:
    """One step: its button, its form, and what it does with the account, the row and the cleaned fields.

    `take` gets `version`, the version that was read, among the fields. `choices` fills select fields by name.
    """

    key: str
    button: Sentence
    take: Callable[[Account, Any, dict[str, Any]], Any]
    form: type[StepForm] = StepForm
    lead: Sentence = NOTHING
    choices: Callable[[Account, Any], dict[str, list[tuple[str, str]]]] | None = None

    def bound(self, account: Account, row: Any, data: Any = None, files: Any = None) -> StepForm:
        """The form, empty or with what was posted."""
        form = self.form(data, files, initial={"do": self.key}, auto_id=f"id_{self.key}_%s")
        for name, choices in (self.choices(account, row) if self.choices else {}).items():
            form.fields[name].choices = choices
        return form


@dataclass(frozen=True)
class Taken:
    """What became of a post: `done` names the step that was taken; `no` is a refusal; `boxes` are step and form for the page."""

    done: Step | None
    no: Refusal | None
    boxes: list[dict[str, Any]]

    @property
    def status(self) -> int:
        return self.no.status if self.no else 200


def take_step(request: HttpRequest, steps: Sequence[Step], row: Any) -> Taken:
    """Take the posted step if there is one, and give the forms of all steps that can be taken."""
    posted = request.POST.get("do", "") if request.method == "POST" else ""
    done, no, boxes = None, None, []
    for step in steps:
        here = step.key == posted
        form = step.bound(request.user, row, request.POST if here else None, request.FILES if here else None)
        refused = None
        if form.is_bound and form.is_valid():
            refused = _take(request, step, form, row)
            done = None if refused else step
        no = refused or no
        boxes.append({"step": step, "form": form, "no": refused, "open": form.is_bound})
    return Taken(done, no, boxes)


def _take(request: HttpRequest, step: Step, form: StepForm, row: Any) -> Refusal | None:
    version = request.POST.get("version", "")
    said = {name: value for name, value in form.cleaned_data.items() if name != "do"}
    try:
        step.take(request.user, row, {**said, "version": int(version) if version.isdigit() else row.version})
    except Refusal as no:
        return no
    return None
