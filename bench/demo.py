"""The demo: to the ready server the first and the second time, and how fast its pages answer."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.figure import Figure

COMMAND = Path(sys.executable).parent / "xuncha"
ROUNDS = 3


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
    """Milliseconds of every page without arguments for every account, after one warming round."""
    import django

    django.setup()
    from django.test import Client

    from xuncha.desk.page import PAGES
    from xuncha.trust.models import Account

    took: list[float] = []
    for account in Account.objects.filter(is_active=True):
        client = Client()
        client.force_login(account)
        for one in PAGES.values():
            if "<" in one.path or (not one.open and not account.sight.anywhere(one.roles)):
                continue
            for again in range(ROUNDS):
                start = time.perf_counter()
                client.get(f"/{one.path}", follow=True)
                if again:
                    took.append((time.perf_counter() - start) * 1000)
    return took


if __name__ == "__main__":
    print(json.dumps(_times()))
