"""What every page shows around its content: county, user, menu, marks."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse

from xuncha.base.words import Sentence
from xuncha.desk.page import PAGES, Page
from xuncha.rounds.models import Round
from xuncha.trust import clock, limits
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role
from xuncha.trust.models.grants import on_trial

VERSION = version("xuncha")
SECTIONS = {
    "": Sentence("", ""),
    "plan": Sentence("计划与组织", "Plan and people"),
    "site": Sentence("进驻了解", "On site"),
    "result": Sentence("问题与整改", "Findings and repair"),
    "paper": Sentence("文书与记录", "Papers and records"),
    "settings": Sentence("设置", "Settings"),
}


def shell(request: HttpRequest) -> dict[str, Any]:
    """``office`` (who and where) and ``menu`` (groups of pages this account may open)."""
    account = getattr(request, "user", None)
    here = bool(account and account.is_authenticated)
    return {
        "office": {
            "county": settings.XUNCHA_COUNTY,
            "demo": settings.XUNCHA_DEMO,
            "trial": on_trial(),
            "today": settings.XUNCHA_TODAY,
            "user": account.name if here else "",
            "role": _roles(account) if here else None,
            "round": _open_round(account) if here else "",
            "version": VERSION,
            "watermark": f"{account.name} {clock.today().isoformat()}" if here else "",
            "idle": round(limits.session_rule().idle.total_seconds()) if here else 0,
            "account_url": _address("office-account"),
            "logout_url": _address("office-logout"),
        },
        "menu": _menu(request, account) if here else [],
    }


def _current(request: HttpRequest) -> Page | None:
    """The menu page to which the open page belongs: one above its address or of its own room, best both."""
    one = getattr(request, "page", None)
    if one is None:
        return None
    found = [(_nearness(other, one, request.path), other) for other in PAGES.values() if other.menu]
    nearness, nearest = max(found, key=lambda pair: pair[0], default=((), None))
    return nearest if any(nearness[:2]) else None


def _nearness(menu: Page, one: Page, address: str) -> tuple[bool, bool, int]:
    """Whether it is of the same room, whether it is above the address, and how closely; the shell is no one's own room."""
    above = address == "/" if menu.path == "" else address.startswith(_place(menu))
    same_room = _room(menu) == _room(one) and (above or _room(menu) != "office")
    return same_room, above, len(menu.path) if above else -len(menu.path)


def _room(one: Page) -> str:
    return one.name.split("-")[0]


def _place(menu: Page) -> str:
    """The address of a page of the menu, whose path has nothing to fill in."""
    return get_script_prefix() + menu.path


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _open_round(account: Any) -> str:
    """The title of the round that is going on."""
    going_on = see(Round, account).filter(state="open").order_by("-entry_day").first()
    return going_on.title if going_on else ""


def _roles(account: Any) -> Sentence:
    held = sorted(account.sight.wide.union(*account.sight.at.values()), key=list(Role).index)
    titles = [role.called for role in held] or ([Role.CONTACT.called] if account.sight.bodies else [])
    return Sentence("、".join(one.zh for one in titles), ", ".join(one.en for one in titles))


def _menu(request: HttpRequest, account: Any) -> list[dict[str, Any]]:
    groups = []
    current = _current(request)
    for section, title in SECTIONS.items():
        pages = [one for one in PAGES.values() if one.menu and one.menu.section == section]
        items = [
            {"title": one.title, "url": _place(one), "active": one is current}
            for one in sorted(pages, key=lambda one: one.menu.order)
            if account.sight.anywhere(one.roles)
        ]
        if items:
            groups.append({"title": title, "items": items})
    return groups
