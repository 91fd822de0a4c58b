"""A page: one function that gets an account and shows loaded rows. It says who may open it; a page that does not is no page.

``@page`` gives it its address and its name (``<room>-<file>``), asks for a log-in, checks the roles, turns a refusal into a
sentence, and answers ``?xlsx=<table>`` with the table as a workbook.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from xuncha.base.not_entered import NotEntered
from xuncha.base.words import Sentence
from xuncha.desk.outgoing import Flowing, Outgoing
from xuncha.desk.table import Table
from xuncha.sealed.stream import Stream
from xuncha.trust.access import see
from xuncha.trust.act import witness
from xuncha.trust.core.roles import EVERYONE, Role
from xuncha.trust.models import Account
from xuncha.trust.refusal import NoRight, Refusal


@dataclass(frozen=True)
class Menu:
    """A page's place in the side menu: section key and order inside it."""

    section: str
    order: int = 50


@dataclass(frozen=True)
class Page:
    """What a page declares. ``roles`` empty and ``open`` true: for everybody, logged in or not."""

    name: str
    path: str
    title: Sentence
    roles: frozenset[Role]
    where: str | None
    menu: Menu | None
    open: bool
    view: Callable[..., HttpResponse]


PAGES: dict[str, Page] = {}


def page(
    path: str,
    *,
    title: Sentence,
    roles: Iterable[Role] = (),
    where: str | None = None,
    menu: Menu | None = None,
    open_to_all: bool = False,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Declare a page at ``path`` (a Django route below the root).

    ``where`` names the route's argument that is an inspection's id: the role must then be held there or for the office.
    Without it a role held anywhere opens the page, and ``see`` decides on the rows.
    """

    def declare(work: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        _, room, _, file = work.__module__.split(".")
        name = f"{room}-{file}"
        if name in PAGES:
            raise ValueError(f"two pages in one file: {name}")
        if not roles and not open_to_all:
            raise ValueError(f"page {name} does not say who may open it")

        @functools.wraps(work)
        def view(request: HttpRequest, **arguments: Any) -> HttpResponse:
            return _serve(PAGES[name], work, request, arguments)

        PAGES[name] = Page(name, path, title, frozenset(roles), where, menu, open_to_all, view)
        return view

    return declare


def _serve(
    one: Page, work: Callable[..., HttpResponse], request: HttpRequest, arguments: dict[str, Any]
) -> HttpResponse:
    request.page = one  # type: ignore[attr-defined]
    if not one.open:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not may_open(one, request.user, arguments):
            witness("page.refused", request.user, refused="no-right", page=one.name)
            return refused(request, NoRight())
    try:
        response = work(request, **arguments)
    except Refusal as no:
        if not no.journalled:
            by = request.user if request.user.is_authenticated else None
            witness("page.refused", by, refused=no.code, page=one.name)
        response = refused(request, no)
    except NotEntered as no:
        response = refused(request, Refusal("not-entered", no.says, no.remedy))
    if _file_refused(request, one) and response.status_code == 200:
        response.status_code = Refusal.status
    if isinstance(response, Outgoing | Flowing) and not one.open:
        response.still = functools.partial(_still, one, request.user.pk, arguments, response.row)
    return response


def _file_refused(request: HttpRequest, one: Page) -> bool:
    """Whether a file was refused beside a form's field; that is journalled by the reason alone."""
    if request.method != "POST" or one.open:
        return False
    reasons = [reason for received in request.FILES.values() if (reason := getattr(received, "refused", ""))]
    for reason in reasons:
        witness("file.refused", request.user, refused=reason, page=one.name)
    return bool(reasons)


def _still(one: Page, account: UUID, arguments: dict[str, Any], row: Any) -> bool:
    """Whether the account, as it stands in the database now, may open the page and see the record of a file on its way out."""
    now = Account.objects.filter(pk=account).first()
    held = (
        now is not None
        and may_open(one, now, arguments)
        and (row is None or see(type(row), now).filter(pk=row.pk).exists())
    )
    if not held:
        witness("download.cut", now, refused="right-ended", page=one.name)
    return held


def may_open(one: Page, account: Any, arguments: dict[str, Any]) -> bool:
    """Whether an account may open a page with these route arguments; a page for every role opens for who has none any more."""
    if one.roles == EVERYONE:
        return True
    if one.where is None:
        return account.sight.anywhere(one.roles)
    place = arguments[one.where]
    return account.sight.has(one.roles, place if isinstance(place, UUID) else UUID(str(place)))


def _unwritten(context: dict[str, Any]) -> str:
    """The code of what a page says no to and no action wrote down; "" for nothing.

    A refusal that the page shows itself, or a form that was sent something that is none of the choices it offers.
    """
    boxes = context.get("boxes") or ()
    inside = [part for box in boxes for part in (box.values() if isinstance(box, dict) else box)]
    shown = (*context.values(), *inside)
    for no in shown:
        if isinstance(no, Refusal) and not no.journalled:
            return no.code
    bound = [one for one in shown if isinstance(one, BaseForm) and one.is_bound]
    errors = (error for one in bound for found in one.errors.as_data().values() for error in found)
    return "no-such-choice" if any(error.code == "invalid_choice" for error in errors) else ""


def show(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page's template, or hand out one of its tables as Excel when the address asks for it.

    What was posted and is refused on the page itself is journalled: somebody may be trying keys.
    """
    if request.method == "POST" and request.user.is_authenticated and (code := _unwritten(context)):
        witness("page.refused", request.user, refused=code, page=request.page.name)  # type: ignore[attr-defined]
    wanted = request.GET.get("xlsx")
    for value in context.values():
        if wanted and isinstance(value, Table) and value.key == wanted:
            return download(f"{value.title.zh}.xlsx", value.workbook(language()))
    return render(request, template, context, status=status)


def refused(request: HttpRequest, no: Refusal) -> HttpResponse:
    """The page that says no: what, why, what to do next."""
    return render(request, "desk/refused.html", {"no": no}, status=no.status)


def go(request: HttpRequest, name: str, /, *, done: Sentence | None = None, **arguments: Any) -> HttpResponse:
    """Redirect to a page after something was done, with a sentence that says so."""
    if done is not None:
        messages.success(request, done.in_(language()))
    return redirect(name, **arguments)


def language() -> str:
    """``zh`` or ``en``: the language of this request."""
    return "en" if (get_language() or "").startswith("en") else "zh"


_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}


def download(name: str, content: bytes | Stream, row: Any = None) -> Outgoing | Flowing:
    """A file to keep; ``name`` ends with its type and holds no person's name. ``row`` is the record it belongs to.

    A stream is opened while it goes. It ends half-way when the right to the page or to the record ends.
    """
    kind = _TYPES.get(name.rsplit(".", 1)[-1], "application/octet-stream")
    way = Flowing if isinstance(content, Stream) else Outgoing
    response = way(content, row=row, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
