"""A real browser, and what it reports about a page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

#: Width and height of the two windows that every page is looked at in.
WINDOWS = {"desk": (1366, 768), "phone": (390, 844)}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_TELL = """addEventListener("securitypolicyviolation", (e) =>
  console.error("POLICY " + e.effectiveDirective + " " + e.blockedURI + " " + (e.sourceFile || "")));"""


def found() -> str | None:
    """The path of an installed Chromium, or None."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for the length of a with-block. Raises RuntimeError where none is installed."""
    path = found()
    if path is None:
        raise RuntimeError("no Chromium is installed")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watched:
    """A window with everything the browser complained about in it."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def policy_reports(self) -> list[str]:
        """What the content security policy stopped."""
        return [one for one in self.complaints if "POLICY" in one or "Content Security Policy" in one]

    def faults(self) -> list[str]:
        """Errors that scripts of the page raised."""
        return [one for one in self.complaints if one.startswith("FAULT")]

    def too_wide(self) -> int:
        """By how many pixels the page is wider than its window."""
        return max(0, self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def window(browser: Browser, size: str = "desk", *, scripts: bool = True) -> Watched:
    """A fresh window (own cookies) of one of the two sizes."""
    width, height = WINDOWS[size]
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=scripts, locale="zh-CN"
    )
    context.set_default_timeout(15_000)
    context.add_init_script(_TELL)
    watched = Watched(context.new_page())
    watched.page.on("console", lambda said: watched.complaints.append(said.text))
    watched.page.on("pageerror", lambda fault: watched.complaints.append(f"FAULT {fault}"))
    return watched


def picture(watched: Watched, path: Path) -> None:
    """The whole page as a PNG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    watched.page.screenshot(path=path, full_page=True)
