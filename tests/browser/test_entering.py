"""The log-in in a real browser: a slip, an own password, a second factor; and a form that outlives its session."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import Watched, window
from tests.cast import Cast
from tests.office.entering import OWN
from xuncha.trust import clock, limits
from xuncha.trust.actions.codes import issue_code
from xuncha.trust.actions.enter import FICTIONAL_PASSWORD
from xuncha.trust.models import Account, Sitting

pytestmark = pytest.mark.browser
FORM = "/papers/new/approval_request/"
FIELD = "form.form input[type=text] >> nth=0"
AWAKE = "**/desk/awake/**"
TEXT = "县委巡察工作领导小组"


@pytest.fixture
def real(county: Cast) -> Cast:
    """Accounts as an office has them: nobody is stepped into."""
    Account.objects.update(fictional=False)
    return county


def enter(page: Page, base: str, login: str, password: str = FICTIONAL_PASSWORD) -> None:
    page.goto(f"{base}/login/")
    page.fill("#id_login", login)
    page.fill("#id_password", password)
    page.click("button:has-text('登录') >> nth=0")


def time_out(login: str) -> None:
    """The account's sessions run out now."""
    Sitting.objects.filter(account_id=Account.objects.get(login=login).pk).update(expire_date=clock.now())


def key_on(watched: Watched, counter: int = 1) -> object:
    """A security key in the browser's own socket; returns what steers it."""
    steer = watched.page.context.new_cdp_session(watched.page)
    steer.send("WebAuthn.enable")
    steer.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "hasUserVerification": False,
        "isUserVerified": False,
    }})  # fmt: skip
    return steer


def test_from_a_slip_to_the_first_page_without_scripts(browser: Browser, address: str, real: Cast) -> None:
    slip = issue_code(by=real.system, account=real.office)
    page = window(browser, scripts=False).page
    enter(page, address, "office", slip.code)
    page.fill("#id_new", OWN)
    page.fill("#id_again", OWN)
    page.click("button:has-text('设置密码')")
    page.click("a:has-text('打印') >> nth=0")
    page.fill("#id_password", OWN)
    page.click("button:has-text('生成备用码')")
    codes = page.locator(".codes li").all_text_contents()
    page.context.clear_cookies()
    enter(page, address, "office", OWN)
    page.fill("#id_code", codes[0])
    page.click("button:has-text('继续')")
    page.wait_for_selector("h1:has-text('待办')")
    expect(page.locator("main")).to_contain_text("上次登录")


def test_a_security_key_registers_and_logs_in(browser: Browser, address: str, real: Cast) -> None:
    base = address.replace("127.0.0.1", "localhost")
    watched = window(browser)
    key_on(watched)
    page = watched.page
    enter(page, base, "office")
    page.goto(f"{base}/account/factors/key/")
    page.fill("#id_password", FICTIONAL_PASSWORD)
    page.click("button:has-text('读取安全密钥')")
    expect(page.locator("main")).to_contain_text("安全密钥已登记")
    page.context.clear_cookies()
    enter(page, base, "office")
    page.click("button:has-text('使用安全密钥')")
    page.wait_for_selector("h1:has-text('待办')")
    assert (watched.policy_reports(), watched.faults()) == ([], [])


def test_the_qr_code_is_shown_under_the_policy(browser: Browser, address: str, real: Cast) -> None:
    watched = window(browser)
    enter(watched.page, address, "office")
    watched.page.goto(f"{address}/account/factors/app/")
    assert watched.page.evaluate("document.querySelector('img.qr').naturalWidth") > 100
    assert (watched.policy_reports(), watched.faults()) == ([], [])


def test_a_form_sent_after_the_session_ended_is_there_after_the_log_in(
    browser: Browser, address: str, real: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "second_factor_roles", frozenset)
    page = window(browser, scripts=False).page
    enter(page, address, "office")
    page.goto(address + FORM)
    page.fill(FIELD, TEXT)
    time_out("office")
    page.click("form.form button[type=submit] >> nth=0")
    page.wait_for_url(re.compile("/login/"))
    page.fill("#id_login", "office")
    page.fill("#id_password", FICTIONAL_PASSWORD)
    page.click("button:has-text('登录') >> nth=0")
    page.wait_for_url(re.compile("/desk/unsent/"))
    expect(page.locator(".unsent")).to_contain_text(TEXT)
    page.click("button:has-text('继续提交')")
    page.wait_for_url(re.compile("/papers/"))
    assert TEXT in page.content()


def test_typing_goes_on_being_kept_after_the_session_ended(
    browser: Browser, address: str, real: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "second_factor_roles", frozenset)
    page = window(browser).page
    enter(page, address, "office")
    page.goto(address + FORM)
    time_out("office")
    page.fill(FIELD, TEXT)
    expect(page.locator("#draft-state")).to_contain_text("登录已超时")
    page.context.clear_cookies()
    enter(page, address, "office")
    page.goto(address + FORM)
    assert page.input_value(FIELD) == TEXT


@dataclass
class Hours:
    """Time that passes at once, in the browser and in the office."""

    page: Page
    passed: timedelta = timedelta()

    def pass_by(self, time: timedelta) -> None:
        self.passed += time
        self.page.clock.fast_forward(int(time.total_seconds() * 1000))


@pytest.fixture
def watched(browser: Browser) -> Watched:
    """A window whose clock the test moves."""
    one = window(browser)
    one.page.clock.install()
    return one


@pytest.fixture
def hours(watched: Watched, real: Cast, monkeypatch: pytest.MonkeyPatch) -> Hours:
    """No second factor, and nobody has to wait for the time that must pass."""
    one, now = Hours(watched.page), clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + one.passed)
    monkeypatch.setattr(limits, "second_factor_roles", frozenset)
    return one


def test_a_page_nobody_works_at_covers_itself_and_opens_for_its_owner_alone(
    address: str, watched: Watched, hours: Hours
) -> None:
    page = watched.page
    enter(page, address, "office")
    page.goto(address + FORM)
    page.fill(FIELD, TEXT)
    hours.pass_by(timedelta(seconds=2))
    expect(page.locator("#draft-state")).to_contain_text("自动保存")
    cover = page.locator("#timed-out")
    hours.pass_by(limits.session_rule().idle - timedelta(minutes=1))
    expect(cover).not_to_be_visible()
    hours.pass_by(timedelta(minutes=2))
    expect(cover).to_be_visible()
    expect(page.locator(FIELD)).not_to_be_visible()
    again = page.context.new_page()
    enter(again, address, "leader")
    with page.expect_response(AWAKE) as told:
        cover.locator("button").click()
    assert told.value.status != 204
    expect(cover).to_be_visible()
    enter(again, address, "office")
    cover.locator("button").click()
    expect(cover).not_to_be_visible()
    assert page.input_value(FIELD) == TEXT
    assert (watched.policy_reports(), watched.faults()) == ([], [])


def test_who_reads_stays_logged_in(address: str, watched: Watched, hours: Hours) -> None:
    page = watched.page
    enter(page, address, "office")
    page.goto(address + FORM)
    for _ in range(4):
        hours.pass_by(limits.session_rule().idle * 0.6)
        with page.expect_response(AWAKE) as told:
            page.keyboard.press("Shift")
        assert told.value.status == 204
    expect(page.locator("#timed-out")).not_to_be_visible()
    assert page.goto(address + FORM).status == 200
    assert "/login/" not in page.url
