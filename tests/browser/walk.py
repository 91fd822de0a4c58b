"""Finding every page that an account can reach, by following links from 待办."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error

from tests.browser.chromium import Watched

#: Of pages that differ only in the row they show, so many are opened.
ALIKE = 2
_LINKS = "Array.from(document.querySelectorAll('a[href]'), (a) => a.href)"


def page_name(address: str) -> str | None:
    """The name of the page that an address belongs to; None outside the catalogue."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None


def log_in(watched: Watched, base: str, login: str) -> None:
    """Step in as a fictional account by its button on the log-in page."""
    watched.page.goto(f"{base}/login/")
    button = watched.page.locator(f'button[name="as"][value="{login}"]')
    if not button.is_visible():
        watched.page.locator("details.people-more", has=button).locator("summary").click()
    button.click()
    watched.page.wait_for_url(f"{base}/")


def one_of_each_role(watched: Watched, base: str) -> list[str]:
    """The first account of every role that the log-in page of a demo offers."""
    watched.page.goto(f"{base}/login/")
    first = "Array.from(document.querySelectorAll('form > .people'), (group) => group.querySelector('button').value)"
    return watched.page.evaluate(first)


def pages(watched: Watched, base: str, alike: int = ALIKE) -> Iterator[tuple[str, str, int]]:
    """Open page after page of the account that is logged in; yields (page name, address, status) with the page open.

    `alike` pages are opened of those that differ only in the row they show.
    """
    waiting = deque([f"{base}/"])
    known = set(waiting)
    opened: Counter[str] = Counter()
    while waiting:
        address = waiting.popleft()
        name = page_name(address)
        if name is None or opened[name] >= alike:
            continue
        opened[name] += 1
        try:
            answer = watched.page.goto(address)
        except Error as fault:
            if "Download is starting" in str(fault):
                continue
            raise
        yield name, address, answer.status if answer else 0
        for link in watched.page.evaluate(_LINKS):
            plain = link.split("#")[0]
            if _followed(plain, base) and plain not in known:
                known.add(plain)
                waiting.append(plain)


def _followed(link: str, base: str) -> bool:
    query = urlsplit(link).query
    return link.startswith(base + "/") and not any(word in query for word in ("xlsx=", "sort=", "page="))
