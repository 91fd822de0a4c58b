"""Pictures of every page of the demo county, for an account of every role and both window sizes, with a contact sheet.

    python -m tests.browser.look [--home FOLDER] [--account LOGIN …] [--out look]

Prints each page that breaks the security policy, is wider than its window, or answers with a fault; exit 1 if there is one.
"""

from __future__ import annotations

import argparse
import html
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django
from playwright.sync_api import Browser

from tests.browser import office
from tests.browser.chromium import WINDOWS, Watched, chromium, picture, window


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="a demo that is already built; default: build one")
    parser.add_argument("--account", action="append", help="only this account; may be given again")
    parser.add_argument("--size", choices=list(WINDOWS), action="append", help="only this window size")
    parser.add_argument("--out", type=Path, default=Path("look"))
    chosen = parser.parse_args()
    django.setup()
    with tempfile.TemporaryDirectory(prefix="xuncha-look-") as scratch:
        home = chosen.home or Path(scratch) / "home"
        if chosen.home is None:
            office.build(home)
        with office.served(home) as base, chromium() as browser:
            return look(browser, base, chosen.out, chosen.account, chosen.size or list(WINDOWS))


def look(browser: Browser, base: str, out: Path, accounts: list[str] | None, sizes: list[str]) -> int:
    """Take all pictures and write the contact sheet; returns 1 if a page is at fault."""
    from tests.browser import walk

    faults: list[str] = []
    taken: list[tuple[str, str, Path]] = []
    first = window(browser)
    logins = accounts or walk.one_of_each_role(first, base)
    first.page.goto(f"{base}/login/")
    picture(first, out / "login.png")
    for login in logins:
        for size in sizes:
            watched = window(browser, size)
            walk.log_in(watched, base, login)
            seen: dict[str, int] = {}
            for name, address, status in walk.pages(watched, base):
                seen[name] = seen.get(name, 0) + 1
                path = out / login / f"{name}-{seen[name]}-{size}.png"
                picture(watched, path)
                taken.append((login, address.removeprefix(base), path))
                faults += [f"{login} {size} {address}: {what}" for what in _wrong(watched, status)]
            watched.page.context.close()
    _sheet(out, taken)
    sys.stdout.write(
        "".join(f"{one}\n" for one in faults) + f"{len(taken)} pictures in {out}/, {len(faults)} faults\n"
    )
    return 1 if faults else 0


def _wrong(watched: Watched, status: int) -> list[str]:
    """What is wrong with the page that is open, and forget its complaints."""
    found = watched.policy_reports() + watched.faults()
    if status >= 400:
        found.append(f"status {status}")
    if width := watched.too_wide():
        found.append(f"{width} px too wide")
    watched.complaints.clear()
    return found


def _sheet(out: Path, taken: list[tuple[str, str, Path]]) -> None:
    """One HTML file with all pictures, an account after the other."""
    figures = "".join(
        f'<figure><a href="{path.relative_to(out)}"><img loading="lazy" src="{path.relative_to(out)}"></a>'
        f"<figcaption>{html.escape(login)} {html.escape(address)}</figcaption></figure>"
        for login, address, path in taken
    )
    style = "body{display:flex;flex-wrap:wrap;align-items:flex-start}figure{margin:6px}img{width:300px;border:1px solid #999}"
    (out / "index.html").write_text(f'<!doctype html><meta charset="utf-8"><style>{style}</style>{figures}')


if __name__ == "__main__":
    sys.exit(main())
