"""From a file of books to a judged doubt, as a team member does it in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import Watched, window
from tests.browser.walk import log_in
from tests.cast import Cast
from xuncha.office.demo.ledger import demo_ledger, text_file

pytestmark = pytest.mark.browser


@pytest.fixture
def member(browser: Browser, address: str, county: Cast) -> Watched:
    watched = window(browser)
    log_in(watched, address, "member")
    return watched


def test_books_are_brought_in_screened_printed_and_judged(
    member: Watched, address: str, tmp_path: Path
) -> None:
    book = tmp_path / "青石街道账（虚构）.csv"
    book.write_bytes(text_file(demo_ledger()))
    page = member.page
    page.goto(f"{address}/screening/")
    page.set_input_files("input[type=file]", str(book))
    page.click("button:text-is('导入')")
    assert page.inner_text("h1") == "第 1 号账表"
    assert "表头就是“收款人”的常用写法" in page.inner_text("main")
    page.click("text=返回账表")
    page.click("button:text-is('开始筛查')")
    page.wait_for_url("**/doubts/", timeout=60_000)
    assert page.locator("input[name=hit]").count() == 20
    page.check("input[name=hit] >> nth=0")
    page.click("button:has-text('拟制抽查凭证清单')")
    page.wait_for_url("**/papers/**")
    page.go_back()
    page.click("tbody a >> nth=0")
    page.check("input[value=not_held]")
    page.fill("textarea[name=reason]", "看过两张发票，是两次采购（虚构）")
    page.click("button:text-is('登记核实结果')")
    assert page.locator("text=不成立").count() == 1
    assert member.policy_reports() == []
    assert member.faults() == []
