"""The gate for files from outside under this office's limits, for pages and actions of later rooms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from xuncha.base.uploads.gate import Taken, judge
from xuncha.base.uploads.kinds import SCANS, TABLES
from xuncha.base.uploads.limits import Limits, Marks
from xuncha.base.uploads.refusals import NotTaken
from xuncha.rulebook.models import value
from xuncha.trust import clock
from xuncha.trust.refusal import Refusal

__all__ = ["SCANS", "TABLES", "ScanField", "TableField", "judged"]


def judged(name: str, content: bytes, wanted: frozenset[str]) -> Taken:
    """The file if it may come in; raises Refusal ``upload.<code>``, which an action journals without a word of the file."""
    today = clock.today()
    limits, marks = Limits.of(value("uploads.limits", today)), Marks.of(value("uploads.secrecy", today))
    try:
        return judge(name, content, limits, marks, wanted)
    except NotTaken as no:
        raise Refusal(f"upload.{no.code}", no.says, no.remedy) from None


class ScanField(forms.FileField):
    """A file that goes to ``papers.actions.attach`` or its like, which judges it; here it is only received."""


class TableField(forms.FileField):
    """A file that is read as a table; judged before any reader sees it. The refusal stands at the field."""

    def to_python(self, data: UploadedFile | None) -> Any:
        if data is None or getattr(data, "too_big", False):
            return super().to_python(data)
        try:
            judged(data.name or "", data.read(), TABLES)
        except Refusal as no:
            data.refused = no.code  # type: ignore[attr-defined]
            raise forms.ValidationError(f"{no.says}。{no.remedy}", code=no.code) from None
        data.seek(0)
        return super().to_python(data)
