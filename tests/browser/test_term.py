"""The board of the term: a card is moved with the mouse, with the keyboard, and by the form on it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import window
from tests.browser.walk import log_in
from tests.cast import Cast
from tests.rounds.test_term import BOARD, aim, body, planned
from xuncha.coverage.models import Target

pytestmark = pytest.mark.browser


@pytest.fixture
def archive(county: Cast) -> Target:
    return aim(county, body("档案馆(虚构)", "事业单位"))


def opened(browser: Browser, address: str, *, scripts: bool = True) -> Page:
    watched = window(browser, scripts=scripts)
    log_in(watched, address, "office")
    watched.page.goto(f"{address}{BOARD}")
    return watched.page


def card_in(page: Page, number: int, target: Target) -> None:
    """The card stands in the column of round `number` after the page came back."""
    expect(
        page.locator(f".term-column[data-round='{number}'] .term-card[data-card^='{target.pk}']")
    ).to_be_visible()


def test_a_card_is_dragged_into_a_round_and_pushed_on_with_the_keyboard(
    browser: Browser, address: str, archive: Target
) -> None:
    page = opened(browser, address)
    page.drag_and_drop(f".term-card[data-card^='{archive.pk}']", ".term-column[data-round='4'] h2")
    card_in(page, 4, archive)
    assert planned() == {archive.name: 4}

    page.press(f".term-card[data-card^='{archive.pk}']", "Shift+ArrowRight")
    card_in(page, 5, archive)
    assert planned() == {archive.name: 5}


def test_without_scripts_the_form_on_the_card_moves_it(
    browser: Browser, address: str, archive: Target
) -> None:
    page = opened(browser, address, scripts=False)
    card = page.locator(f".term-card[data-card^='{archive.pk}']")
    card.locator("summary").click()
    card.locator("select[name=to]").select_option("4")
    card.locator("button").click()
    card_in(page, 4, archive)
    assert planned() == {archive.name: 4}
