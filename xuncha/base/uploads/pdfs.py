"""PDF files: opened, walked through, never rendered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import pikepdf

from xuncha.base.uploads import marks as secrecy
from xuncha.base.uploads.limits import Limits, Marks
from xuncha.base.uploads.refusals import NotTaken

_OBJECTS_A_PAGE = 200
_ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition"}
_CARRIERS = {"/EmbeddedFile", "/RichMedia"}
_PROGRAMS = ("/JS", "/EmbeddedFiles", "/XFA")
_DEPTH = 12


def check_pdf(file: BinaryIO, limits: Limits, marks: Marks) -> None:
    """Raise NotTaken: ``locked``, ``damaged``, ``pages``, ``script`` or ``secret`` (a mark in its properties)."""
    try:
        with pikepdf.open(file) as pdf:
            if len(pdf.pages) > limits.pages or len(pdf.objects) > limits.pages * _OBJECTS_A_PAGE:
                raise NotTaken("pages")
            if any(map(_runs, pdf.objects)):
                raise NotTaken("script")
            secrecy.refuse_marked_text("\n".join(map(str, pdf.docinfo.values())), marks)
    except pikepdf.PasswordError:
        raise NotTaken("locked") from None
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError):
        raise NotTaken("damaged") from None


def _runs(one: pikepdf.Object) -> bool:
    """Whether an object, or one written within it, does something by itself or carries another file."""
    return any(str(part.get("/S", "")) in _ACTIONS or _carries(part) for part in dictionaries(one))


def _carries(part: pikepdf.Object) -> bool:
    return str(part.get("/Type", "")) in _CARRIERS or any(name in part for name in _PROGRAMS)


def dictionaries(one: pikepdf.Object, depth: int = _DEPTH) -> Iterator[pikepdf.Object]:
    """The dictionaries of an object that stand in the object itself; those it points to have their own turn."""
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        yield one
        parts = [part for _, part in one.items()]
    elif isinstance(one, pikepdf.Array):
        parts = list(one)
    else:
        return
    for part in parts:
        if depth and isinstance(part, pikepdf.Object) and not part.is_indirect:
            yield from dictionaries(part, depth - 1)
