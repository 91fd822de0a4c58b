"""From a file of books to an observation on the team's board, as a team member walks it in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import Watched, window
from tests.browser.walk import log_in
from tests.cast import Cast

pytestmark = pytest.mark.browser

LIST = (
    "日期,凭证号,划给谁,用途,金额\n"
    '2024-03-05,1,甲公司（虚构）,付印刷费,"18,640.00"\n'
    '2024-03-12,7,甲公司（虚构）,付印刷费,"18,640.00"\n'
    "2024-03-13,8,乙公司（虚构）,咨询费,150000\n"
    '2024-04-02,2,丙公司（虚构）,付维修费,"3,217.40"\n'
).encode("gb18030")
"""A payment made twice, a large round one, an everyday one; a heading that no list of spellings knows."""


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def member(request: pytest.FixtureRequest, browser: Browser, address: str, county: Cast) -> Watched:
    watched = window(browser, scripts=request.param)
    log_in(watched, address, "member")
    return watched


def _bring_in(page: Page, address: str, book: Path) -> None:
    page.goto(f"{address}/screening/")
    page.set_input_files("input[type=file]", str(book))
    page.click("button:text-is('导入')")
    assert page.inner_text("h1") == "第 1 号账表"
    assert "表头就是“金额”的常用写法" in page.inner_text("main")


def _correct(page: Page, heading: str, field: str) -> None:
    page.get_by_label(heading, exact=True).select_option(label=field)
    page.click("button:text-is('按这样重新读取')")
    assert "由人工指定" in page.inner_text(f"tr:has-text('{heading}')")


def _screen(page: Page) -> None:
    page.click("text=返回账表")
    page.click("button:text-is('开始筛查')")
    page.wait_for_url("**/look-first/", timeout=60_000)


def _print_only(page: Page, says: str) -> None:
    """Draft the list for the one doubt that says this; nothing else stays ticked."""
    for box in page.locator("input[name=hit]").all():
        box.uncheck()
    page.check(f"tr:has-text('{says}') input[name=hit]")
    page.click("button:has-text('抽查凭证清单')")
    page.wait_for_url("**/papers/**")


def _enter_results(page: Page, address: str, results: dict[str, tuple[str, str]]) -> None:
    page.goto(f"{address}/screening/")
    page.click("a:text-is('先看这些')")
    page.click("a:text-is('回填核实结果')")
    for says, (result, reason) in results.items():
        page.select_option(f"tr:has-text('{says}') select", label=result)
        page.fill(f"tr:has-text('{says}') textarea", reason)
    page.click("button:text-is('登记核实结果')")
    page.wait_for_url("**/look-first/")


def test_books_are_screened_printed_judged_and_what_held_reaches_the_board(
    member: Watched, address: str, tmp_path: Path
) -> None:
    book = tmp_path / "青石街道支付明细（虚构）.csv"
    book.write_bytes(LIST)
    page = member.page
    _bring_in(page, address, book)
    _correct(page, "划给谁", "收款人")
    _screen(page)
    _print_only(page, "疑似重复付款")
    page.go_back()
    seen = {
        "疑似重复付款": ("成立", "两张凭证附的是同一张发票（虚构）"),
        "乙公司": ("不成立", "合同和成果都看到了（虚构）"),
    }
    _enter_results(page, address, seen)
    assert "已登记 2 个疑点的核实结果。" in page.inner_text("body")
    page.click("tr:has-text('疑似重复付款') >> text=提出待核事项")
    assert "两张凭证附的是同一张发票" in page.input_value("textarea[name=text]")
    page.click("button:text-is('提出')")
    page.click("a:text-is('待核事项') >> nth=-1")
    assert "疑似重复付款" in page.inner_text("tr:has-text('数据筛查')")
    assert member.policy_reports() == []
    assert member.faults() == []
