"""The demo: to the ready server the first and the second time, and how fast its pages answer."""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.figure import Figure

COMMAND = Path(sys.executable).parent / "xuncha"
MOST = 120


def figures() -> list[Figure]:
    """Builds the demo in a folder of its own, twice, then asks for every page that the demo's accounts can open."""
    with tempfile.TemporaryDirectory(prefix="xuncha-bench-") as home:
        around = {**os.environ, "XUNCHA_HOME": home, "DJANGO_SETTINGS_MODULE": "xuncha.office.settings"}
        first, second = (_run([str(COMMAND), "demo", "--no-serve"], around)[0] for _ in range(2))
        _, said = _run([sys.executable, "-m", "bench.demo"], around)
        times = json.loads(said)
    return [
        Figure("demo, first time (without the download)", first, "s", 60),
        Figure("demo, second time", second, "s", 5),
        Figure(f"pages of the demo, median of {len(times)}", statistics.median(times), "ms"),
        Figure(f"pages of the demo, p95 of {len(times)}", sorted(times)[int(0.95 * len(times))], "ms", 150),
    ]


def _run(words: list[str], around: dict[str, str]) -> tuple[float, str]:
    start = time.perf_counter()
    done = subprocess.run(words, env=around, capture_output=True, text=True, check=True)
    return time.perf_counter() - start, done.stdout


def _times() -> list[float]:
    """Milliseconds of every page that accounts of each role reach by links, the second time each is asked for."""
    import django

    django.setup()
    from django.test import Client

    from xuncha.trust.models import Account

    took: list[float] = []
    for account in _one_of_each_role(Account.objects.filter(is_active=True).order_by("login")):
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(account)
        waiting, seen, asked = ["/"], {"/"}, 0
        while waiting and asked < MOST:
            address, asked = waiting.pop(0), asked + 1
            for again in (False, True):
                start = time.perf_counter()
                answer = client.get(address)
                if again and answer.status_code == 200 and "html" in answer["Content-Type"]:
                    took.append((time.perf_counter() - start) * 1000)
                elif answer.status_code >= 400:
                    raise RuntimeError(f"{address} answered {answer.status_code} to {account.login}")
            found = (
                re.findall(r'href="(/[^"?#]*)"', answer.content.decode(errors="ignore"))
                if answer.status_code == 200
                else []
            )
            for link in found:
                if link not in seen and not link.startswith(("/static/", "/i18n/")) and "file" not in link:
                    seen.add(link)
                    waiting.append(link)
    return took


def _one_of_each_role(accounts: Iterable[Any]) -> list[Any]:
    """The account of each role that sees most of the round."""
    found: dict[str, Any] = {}
    for one in accounts:
        sight = one.sight
        for role in (
            *sight.wide,
            *(role for held in sight.at.values() for role in held),
            *(["contact"] if sight.bodies else []),
        ):
            found.setdefault(str(role), one)
    return list({one.pk: one for one in found.values()}.values())


if __name__ == "__main__":
    print(json.dumps(_times()))
