"""PDF files: opened, walked through, never rendered."""

from __future__ import annotations

import io

import pikepdf

from xuncha.base.uploads import marks as secrecy
from xuncha.base.uploads.limits import Limits, Marks
from xuncha.base.uploads.refusals import NotTaken

_OBJECTS_A_PAGE = 200
_ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition"}
_CARRIERS = {"/EmbeddedFile", "/RichMedia"}


def check_pdf(content: bytes, limits: Limits, marks: Marks) -> None:
    """Raise NotTaken: ``locked``, ``damaged``, ``pages``, ``script`` or ``secret`` (a mark in its properties)."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
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
    """Whether an object, or an action written within it, does something by itself or carries another file."""
    if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        return False
    if str(one.get("/Type", "")) in _CARRIERS or "/JS" in one or "/EmbeddedFiles" in one or "/XFA" in one:
        return True
    inner = [one, *(one.get(key) for key in ("/OpenAction", "/A"))]
    return any(isinstance(act, pikepdf.Dictionary) and str(act.get("/S", "")) in _ACTIONS for act in inner)
