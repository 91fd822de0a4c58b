"""Every page that a role can reach, on a narrow screen: it answers, fits, and breaks no policy; the contact finds only his own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import window
from tests.browser.walk import log_in, pages

pytestmark = pytest.mark.browser
#: Pages that each of these must at least have reached; a walk that finds no links would prove nothing.
REACHED = {
    "office": {
        "office-home",
        "registry-organisations",
        "rounds-round",
        "teams-forming",
        "rectification-ledger",
        "stewards-journal",
    },
    "leader": {
        "office-home",
        "letters-desk",
        "interviews-table",
        "findings-board",
        "screening-books",
        "fieldwork-notes",
    },
    "contact": {"office-home", "papers-papers", "rectification-ledger", "office-account"},
    "audit": {"office-home", "stewards-journal", "stewards-heads", "office-account"},
}
#: Rooms of which the body's contact must reach nothing.
HIDDEN = {"contact": {"letters", "interviews", "screening", "fieldwork", "findings", "teams"}}


@pytest.mark.parametrize("login", REACHED)
def test_every_page_answers_fits_and_breaks_no_policy(browser: Browser, address: str, login: str) -> None:
    watched = window(browser, "phone")
    log_in(watched, address, login)
    reached, wrong = set(), []
    for name, url, status in pages(watched, address, alike=1):
        reached.add(name)
        found = watched.policy_reports() + watched.faults()
        found += [f"status {status}"] if status != 200 else []
        found += [f"{watched.too_wide()} px too wide"] if watched.too_wide() else []
        wrong += [(name, url, one) for one in found]
        watched.complaints.clear()
    assert wrong == []
    assert REACHED[login] - reached == set()
    assert {name.split("-")[0] for name in reached} & HIDDEN.get(login, set()) == set()
