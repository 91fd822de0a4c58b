"""Forms that arrived after their session had ended. They are sealed for the account whose session it was; after it has logged
in again it sees them and decides, each with one button, whether to send or to drop them. Nothing is ever sent by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone

from xuncha.base.words import Sentence
from xuncha.desk.actions.draft import drop_draft, take_draft
from xuncha.desk.actions.keep_unsent import keep_unsent
from xuncha.desk.models import Draft
from xuncha.desk.page import PAGES, language
from xuncha.trust import sessions
from xuncha.trust.access import see
from xuncha.trust.models import Account

MARK = "unsent:"
#: The field by which a form that is sent again says which one it was.
AGAIN = "sent_again"
#: Never kept: what proves who somebody is.
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "password", "old", "new", "again", "code", "answer", AGAIN})
KEPT = Sentence(
    "草稿已于 {at} 暂存；登录已超时，提交前需要重新登录",
    "draft kept at {at}; your session has ended, log in again before you send it",
)
#: Keys of rows and versions.
_CARRIED = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{1,3}|[a-z_.]{1,30}")
UNKNOWN = Sentence("表单", "a form")


@dataclass(frozen=True)
class Unsent:
    """One form as it was posted: where to, under what title, its fields, and whether files came along (which are not kept)."""

    id: UUID
    key: str
    address: str
    title: Sentence
    fields: list[tuple[str, str]]
    files: bool
    at: datetime

    @property
    def told(self) -> list[str]:
        """What a person wrote, without the keys and numbers that the form carries along."""
        return [value for _, value in self.fields if value.strip() and not _CARRIED.fullmatch(value)]


def whose(request: HttpRequest) -> Account | None:
    """The account whose session this request's cookie named until a short while ago."""
    account = sessions.whose(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
    return _active(account) if account else None


def _active(pk: UUID) -> Account | None:
    return Account.objects.filter(pk=pk, is_active=True).first()


def from_here(request: HttpRequest) -> bool:
    """Whether a page of this office posted it: browsers say so, and no other site can make them."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def keep(request: HttpRequest, account: Account) -> bool:
    """Keep what was posted; False where it could not be kept."""
    body = {
        "address": request.get_full_path(),
        "fields": _fields(request),
        "files": getattr(request, "left_out", False),
    }
    return keep_unsent(account, key=MARK + request.path, body=body) is not None


def keep_typed(request: HttpRequest, account: Account) -> HttpResponse | None:
    """Keep what the page sends by itself while somebody types, as the draft it would have been."""
    fields: dict[str, list[str]] = {}
    for name, value in _fields(request):
        fields.setdefault(name, []).append(value)
    kept = keep_unsent(account, key=request.POST["draft_key"], body=fields)
    if kept is None:
        return None
    at = timezone.localtime(kept.saved_at).strftime("%H:%M:%S")
    return HttpResponse(KEPT.in_(language()).format(at=at))


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value) for name, values in request.POST.lists() if name not in NOT_KEPT for value in values
    ]


def waiting(account: Account) -> bool:
    """Whether there is any for an account."""
    return see(Draft, account).filter(key__startswith=MARK).exists()


def all_of(account: Account) -> list[Unsent]:
    """The account's, opened; the oldest first."""
    rows = list(see(Draft, account).filter(key__startswith=MARK).order_by("saved_at"))
    return [_opened(row, take_draft(by=account, key=row.key) or {}) for row in rows]


def _opened(row: Draft, body: dict[str, Any]) -> Unsent:
    address = body.get("address", "/")
    fields = [(name, value) for name, value in body.get("fields", [])]
    return Unsent(row.pk, row.key, address, _title(address), fields, bool(body.get("files")), row.saved_at)


def _title(address: str) -> Sentence:
    try:
        return PAGES[resolve(address.split("?")[0]).url_name].title
    except (Resolver404, KeyError):
        return UNKNOWN


def drop(account: Account, pk: str) -> None:
    """Forget one of the account's."""
    row = see(Draft, account).filter(pk=pk, key__startswith=MARK).first()
    if row is not None:
        drop_draft(by=account, key=row.key)


def sent_again(request: HttpRequest) -> None:
    """A form that was sent again has been taken: forget what was kept of it."""
    again = request.POST.get(AGAIN)
    if again and request.user.is_authenticated:
        drop(request.user, again)
