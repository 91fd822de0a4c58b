"""A round walked on the pages, without scripts: by a petition officer, a team member, the leader's clerk, the leader, the
office, and the body's contact.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.chromium import Watched, window
from tests.browser.walk import log_in
from tests.cast import TODAY, Cast
from xuncha.papers.models import Paper
from xuncha.rectification.models import Item
from xuncha.trust.access import whole

pytestmark = pytest.mark.browser
SECRET = "食堂三年没有公示采购价格(虚构)"
WRITTEN = {
    "title": "大宗食材采购未公开",
    "text": "2021年4月至2023年6月，食堂大宗食材采购价格未按规定公示。",
    "basis": "机关食堂管理办法(虚构)第八条",
    "points_to": "街道办事处主任",
    "starts": "2021-04",
    "ends": "2023-06",
}


def put(form: Locator, **values: object) -> None:
    """Fill the fields of a form by name: texts, days, choices (True: the first that says something), ticks."""
    for name, value in values.items():
        found = form.locator(f'[name="{name}"]:not([type="hidden"])')
        kind = found.first.evaluate("(one) => one.type")
        if kind in ("checkbox", "radio"):
            for one in value if isinstance(value, list) else [value]:
                (found if one is True else form.locator(f'[name="{name}"][value="{one}"]')).first.check()
        elif kind.startswith("select"):
            first = found.evaluate("(one) => Array.from(one.options, (o) => o.value).find((v) => v)")
            found.select_option(first if value is True else str(value))
        else:
            found.fill(value.isoformat() if isinstance(value, date) else str(value))


@dataclass
class Office:
    """The people of the round, each at an own machine."""

    browser: Browser
    address: str
    windows: dict[str, Watched] = field(default_factory=dict)

    def at(self, login: str, path: str = "") -> Page:
        """The window of an account, opened at `path`."""
        if login not in self.windows:
            self.windows[login] = window(self.browser, scripts=False)
            log_in(self.windows[login], self.address, login)
        page = self.windows[login].page
        if path:
            page.goto(self.address + path)
        return page

    def send(self, page: Page, **values: object) -> None:
        """Fill the page's form and send it."""
        form = page.locator("main form.form").last
        put(form, **values)
        form.locator("button[type=submit]").click()

    def step(self, page: Page, do: str, **values: object) -> None:
        """Take one of the steps that a page offers."""
        form = page.locator("form.form", has=page.locator(f'input[name="do"][value="{do}"]'))
        if not form.is_visible():
            page.locator("details", has=form).locator("summary").click()
        put(form, **values)
        form.locator("button").last.click()
        expect(page.locator(".note.tone-ok").first).to_be_visible()


@pytest.fixture
def office(browser: Browser, address: str) -> Office:
    return Office(browser, address)


def a_letter(office: Office, place: str) -> None:
    page = office.at("petition", f"{place}/letters/enter/")
    office.send(page, channel=True, day=TODAY, text=SECRET)
    expect(page.locator("main")).to_contain_text(SECRET)


def an_observation(office: Office, place: str) -> str:
    page = office.at("member", f"{place}/observations/new/")
    office.send(page, source="note", text="核实食堂采购是否公示", evidence="公示栏照片2张")
    expect(page.locator("main")).to_contain_text("核实食堂采购是否公示")
    return page.url.removeprefix(office.address)


def a_working_paper(office: Office, place: str, observation: str, cast: Cast) -> str:
    page = office.at("member", observation)
    page.click("text=写成底稿")
    office.send(
        page, **WRITTEN, organisation=True, area=True, evidence="食堂采购台账第3-18页",
        authors=[cast.member.pk, cast.member2.pk],
    )  # fmt: skip
    expect(page.locator("h1")).to_contain_text(WRITTEN["title"])
    return page.url.removeprefix(office.address)


def facts_confirmed_and_signed(office: Office, paper: str) -> None:
    page = office.at("liaison", paper)
    office.step(page, "hand_over", on=TODAY - timedelta(days=4))
    office.step(page, "answer", answer="属实", on=TODAY - timedelta(days=2))
    form = page.locator("form.form", has=page.locator('input[name="do"][value="send"]'))
    if not form.is_visible():
        page.locator("details", has=form).locator("summary").click()
    form.locator("button").click()
    while page.locator('input[name="do"][value="record_signoff"]').count():
        office.step(
            page,
            "record_signoff",
            step=True,
            signer="组长(虚构)",
            signed_on=TODAY,
            original_at="底稿盒1第1件",
        )
    code = whole(Paper, "the test holds the signed original").get(form="working_paper").code
    office.send(office.at("deputy", "/papers/confirm/"), code=code)
    expect(office.at("deputy").locator(".note.tone-ok").first).to_be_visible()
    office.step(office.at("liaison", paper), "take")


def a_finding(office: Office, paper: str) -> None:
    page = office.at("member", paper)
    page.click("text=归并为问题")
    office.send(page)
    expect(page.locator("main")).to_contain_text("任职对应，不等于责任认定")
    office.step(office.at("leader", page.url.removeprefix(office.address)), "approve")


def a_report(office: Office, place: str) -> None:
    page = office.at("member", f"{place}/report/")
    office.send(page, areas=True, overall="总体较好，但存在问题。", suggestions="完善公示制度")
    expect(page.locator(".note.tone-ok").first).to_be_visible()
    office.step(office.at("leader", f"{place}/report/"), "submit")


def fed_back(office: Office, place: str) -> None:
    page = office.at("office", f"{place}/feedback/")
    office.send(page, organisation=True, on=TODAY - timedelta(days=1), plan_clock=True, report_clock=True)
    expect(page.locator(".note.tone-ok").first).to_contain_text("已登记反馈")


def repaired(office: Office) -> str:
    page = office.at("contact", "/rectification/")
    page.locator("table.house a", has_text=WRITTEN["text"][:8]).or_(
        page.locator("table.house td a")
    ).first.click()
    office.step(page, "measure", says="每月公示采购价格", department="党政办", due=TODAY + timedelta(days=30))
    office.step(page, "submit", says="已连续公示两个月", evidence="公示照片2张")
    return page.url.removeprefix(office.address)


def test_a_round_is_walked_on_the_pages_without_scripts(office: Office, county: Cast) -> None:
    place = f"/inspections/{county.inspection.pk}"
    a_letter(office, place)
    observation = an_observation(office, place)
    paper = a_working_paper(office, place, observation, county)
    facts_confirmed_and_signed(office, paper)
    a_finding(office, paper)
    a_report(office, place)
    fed_back(office, place)
    item = repaired(office)
    page = office.at("office", item)
    office.step(page, "review", party=True, verdict="同意销号", says="现场核实属实")
    expect(page.locator("h1")).to_contain_text("完成")
    assert whole(Item, "the test looks at the end").get().closed_on == TODAY
    complaints = [one for watched in office.windows.values() for one in watched.policy_reports()]
    assert complaints == []
    assert SECRET not in office.at("contact", "/").content()
