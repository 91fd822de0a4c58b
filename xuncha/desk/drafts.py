"""Drafts as pages use them: a form that survives a closed window, a power cut, and somebody else's save."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict

from xuncha.desk.actions.draft import drop_draft, keep_draft, take_draft
from xuncha.desk.models import Draft
from xuncha.trust.access import see


def keep(request: HttpRequest, key: str = "") -> Draft:
    """Keep what was posted under the form's address (or ``key``)."""
    body = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    return keep_draft(by=request.user, key=key or request.path, body=body)


def take(request: HttpRequest, key: str = "") -> QueryDict | None:
    """What was kept, as form data; None where nothing was."""
    address = key or request.path
    if not see(Draft, request.user).filter(key=address).exists():
        return None
    body: dict[str, Any] = take_draft(by=request.user, key=address) or {}
    data = QueryDict(mutable=True)
    for name, values in body.items():
        data.setlist(name, values)
    return data


def drop(request: HttpRequest, key: str = "") -> None:
    """Forget it: the form was saved."""
    if see(Draft, request.user).filter(key=key or request.path).exists():
        drop_draft(by=request.user, key=key or request.path)
