"""The shell in a real browser: with and without scripts, wide and narrow, under the security policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import WINDOWS, Watched, window

pytestmark = pytest.mark.browser
SHELL = ("/", "/account/", "/journal/", "/no/such/page/")


def enter(watched: Watched, address: str, login: str = "office") -> Watched:
    watched.page.goto(f"{address}/login/")
    watched.page.click(f'button[value="{login}"]')
    watched.page.wait_for_url(f"{address}/")
    return watched


@pytest.mark.parametrize("size", WINDOWS)
def test_shell_pages_break_no_policy_and_fit(browser: Browser, address: str, size: str) -> None:
    watched = window(browser, size)
    watched.page.goto(f"{address}/login/")
    widths = [watched.too_wide()]
    enter(watched, address)
    for path in SHELL:
        watched.page.goto(address + path)
        widths.append(watched.too_wide())
    assert watched.policy_reports() == []
    assert watched.faults() == []
    assert widths == [0] * (len(SHELL) + 1)


def test_the_watch_sees_a_breach_of_the_policy(browser: Browser, address: str) -> None:
    watched = window(browser)
    watched.page.goto(f"{address}/login/")
    watched.page.evaluate("document.body.setAttribute('style', 'color: red')")
    watched.page.wait_for_timeout(100)
    assert watched.policy_reports() != []


def test_one_logs_in_and_out_without_scripts(browser: Browser, address: str) -> None:
    watched = enter(window(browser, "phone", scripts=False), address)
    page = watched.page
    page.click("details.side-fold > summary")
    page.click("details.side-fold >> text=留痕")
    assert page.url == f"{address}/journal/"
    page.click("details.drop > summary")
    page.click("text=退出登录")
    assert page.url == f"{address}/login/"


def test_the_menu_is_folded_on_a_narrow_screen_only(browser: Browser, address: str) -> None:
    narrow, wide = (enter(window(browser, size), address).page for size in ("phone", "desk"))
    assert (narrow.is_visible("nav.side"), narrow.is_visible("details.side-fold")) == (False, True)
    assert (wide.is_visible("nav.side"), wide.is_visible("details.side-fold")) == (True, False)


def test_the_language_is_switched_on_the_page(browser: Browser, address: str) -> None:
    page = enter(window(browser), address).page
    page.click("text=English")
    assert page.inner_text("h1") == "What is due"


def test_a_print_keeps_the_marks_and_drops_the_menus(browser: Browser, address: str) -> None:
    page = enter(window(browser), address).page
    page.emulate_media(media="print")
    shown = {
        name: page.is_visible(name)
        for name in (".secrecy", ".fiction", ".watermark", ".side", ".top", ".foot")
    }
    assert shown == {
        ".secrecy": True, ".fiction": True, ".watermark": True, ".side": False, ".top": False, ".foot": False,
    }  # fmt: skip


def test_nothing_is_asked_of_another_machine(browser: Browser, address: str) -> None:
    watched = window(browser)
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))
    enter(watched, address)
    assert asked != []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


def test_an_unsent_form_asks_before_one_leaves(browser: Browser, address: str) -> None:
    page = enter(window(browser), address).page
    page.goto(f"{address}/account/password/")
    page.type("#id_old", "half")
    asked: list[str] = []

    def answer(dialog: object) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", answer)
    page.click("nav.side >> text=留痕")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert page.input_value("#id_old") == "half"


def test_a_button_that_is_clicked_twice_sends_once(browser: Browser, address: str) -> None:
    page = enter(window(browser), address).page
    page.goto(f"{address}/journal/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.evaluate(
        "document.querySelector('.page-acts form button').click(), document.querySelector('.page-acts form button').click()"
    )
    page.wait_for_selector(".note.tone-ok")
    assert sent.count("POST") == 1
