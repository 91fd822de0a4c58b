"""A half-written form survives: the page keeps it by itself, gives it back, and says so when it could not."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import window
from tests.browser.walk import log_in

pytestmark = pytest.mark.browser
FORM = "/papers/new/approval_request/"
FIELD = "form.form input[type=text] >> nth=0"


@pytest.fixture
def form(browser: Browser, address: str) -> Page:
    """The form of a new paper, opened by the office."""
    watched = window(browser)
    log_in(watched, address, "office")
    watched.page.goto(address + FORM)
    return watched.page


def test_what_was_typed_is_there_again_after_the_window_closed(form: Page) -> None:
    form.fill(FIELD, "县委巡察工作领导小组")
    expect(form.locator("#draft-state")).to_contain_text("自动保存")
    again = form.context.new_page()
    form.close()
    again.goto(form.url)
    assert again.input_value(FIELD) == "县委巡察工作领导小组"
    expect(again.locator(".note").first).to_contain_text("已恢复您上次没有提交的内容")


def test_a_kept_draft_lets_one_leave_without_a_question(form: Page) -> None:
    asked: list[str] = []
    form.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    form.fill(FIELD, "已经暂存")
    expect(form.locator("#draft-state")).to_contain_text("自动保存")
    form.click("nav.side >> text=待办")
    form.wait_for_selector("h1:has-text('待办')")
    assert asked == []


def test_a_session_that_ended_is_told_beside_the_button(form: Page) -> None:
    form.context.clear_cookies()
    form.fill(FIELD, "写到一半")
    expect(form.locator("#draft-state")).to_contain_text("没有暂存成功")
    assert form.input_value(FIELD) == "写到一半"
