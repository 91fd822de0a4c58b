"""The gate for files from outside under this office's limits, for pages and actions of later rooms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from django import forms

from xuncha.base.uploads.gate import Taken, judge
from xuncha.base.uploads.kinds import BOOKS, EVERY, TABLES
from xuncha.base.uploads.limits import Limits, Marks
from xuncha.base.uploads.parcel import Part, is_parcel, unpacked
from xuncha.base.uploads.refusals import NotTaken
from xuncha.desk.page import language
from xuncha.rulebook.models import value
from xuncha.rulebook.scanner import scan
from xuncha.trust import clock
from xuncha.trust.refusal import Refusal

__all__ = ["BOOKS", "EVERY", "TABLES", "BooksField", "ScanField", "TableField", "judged", "judged_parcel"]


def judged(name: str, content: bytes | BinaryIO, wanted: frozenset[str]) -> Taken:
    """The file if it may come in; raises Refusal ``upload.<code>``, which an action journals without a word of the file."""
    today = clock.today()
    limits, marks = Limits.of(value("uploads.limits", today)), Marks.of(value("uploads.secrecy", today))
    try:
        taken = judge(name, content, limits, marks, wanted)
        scan(taken.file)
        return taken
    except NotTaken as no:
        raise _refusal(no) from None


def judged_parcel(file: BinaryIO, wanted: frozenset[str]) -> Iterator[Part]:
    """The files of a zip, each judged as if it had come alone; raises Refusal when the zip itself may not come in."""
    today = clock.today()
    limits, marks = Limits.of(value("uploads.limits", today)), Marks.of(value("uploads.secrecy", today))
    try:
        for part in unpacked(file, limits, marks, wanted):
            yield _scanned(part)
    except NotTaken as no:
        raise _refusal(no) from None


def _scanned(part: Part) -> Part:
    if part.taken:
        try:
            scan(part.taken.file)
        except NotTaken as no:
            return Part(part.name, None, no)
    return part


def _refusal(no: NotTaken) -> Refusal:
    return Refusal(f"upload.{no.code}", no.says, no.remedy)


class ScanField(forms.FileField):
    """A file that goes on to an action that keeps it and judges it; here it is only received."""

    def to_python(self, data: Any) -> Any:
        if getattr(data, "too_big", False):
            most = value("uploads.limits", clock.today())["megabytes"]
            raise _beside(data, _refusal(NotTaken("too-big", most=most)))
        return super().to_python(data)


class TableField(ScanField):
    """A file that is read as a table; judged before any reader sees it. The refusal stands at the field."""

    wanted = TABLES

    def to_python(self, data: Any) -> Any:
        received = super().to_python(data)
        if received is not None:
            try:
                judged(received.name, received.file, self.wanted)
            except Refusal as no:
                raise _beside(received, no) from None
            received.seek(0)
        return received


class BooksField(TableField):
    """Books: a table or an interface file, or a zip of many; what is inside a zip is judged by the action that opens it."""

    wanted = BOOKS

    def to_python(self, data: Any) -> Any:
        received = super(TableField, self).to_python(data)
        return received if received is not None and is_parcel(received.file) else super().to_python(data)


def _beside(received: Any, no: Refusal) -> forms.ValidationError:
    """The refusal as the field shows it; its code stays with the file, for the journal."""
    received.refused = no.code
    end = "。" if language() == "zh" else ". "
    return forms.ValidationError(f"{no.says.in_(language())}{end}{no.remedy.in_(language())}", code=no.code)
