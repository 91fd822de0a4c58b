"""The board of a round's teams: somebody is moved by hand, with the mouse, and judged at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import window
from tests.browser.walk import log_in
from tests.cast import Cast
from tests.teams.conftest import manned
from xuncha.teams.models import Proposal
from xuncha.trust.access import whole

pytestmark = pytest.mark.browser


@pytest.fixture
def plan(county: Cast) -> Proposal:
    return manned(county).form()


def opened(browser: Browser, address: str, plan: Proposal) -> Page:
    watched = window(browser)
    log_in(watched, address, "office")
    watched.page.goto(f"{address}/teams/proposals/{plan.pk}/adjust/")
    return watched.page


def test_a_name_dragged_to_another_team_is_judged_at_once_and_nothing_is_kept(
    browser: Browser, address: str, plan: Proposal
) -> None:
    page = opened(browser, address, plan)
    page.locator(".team-card").nth(0).locator(".seat").nth(3).drag_to(page.locator(".team-card").nth(1))
    expect(page.locator(".team-card").nth(1)).to_contain_text("6 人 / 按工作量 5 人")
    expect(page.locator("#trial")).to_contain_text("新增不足：第1巡察组4人，按工作量需5人")
    assert whole(Proposal, "a test counts").count() == 1
