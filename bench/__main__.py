"""``make bench``: run every bench of the folder (or those named) and print one table."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from pathlib import Path

import bench
from bench.figure import Figure


def main(names: list[str]) -> None:
    """Each ``bench/<name>.py`` has ``figures() -> list[Figure]``; the table also goes to ``bench/last.json``."""
    found = [
        one.name
        for one in pkgutil.iter_modules(bench.__path__)
        if one.name not in {"__main__", "figure", "counties", "six_screens"}
    ]
    figures: list[Figure] = []
    for name in names or found:
        print(f"… {name}", file=sys.stderr, flush=True)
        figures += importlib.import_module(f"bench.{name}").figures()
    print(f"{'what':<62}{'ours':>12}{'limit':>12}{'ratio':>8}")
    for one in figures:
        limit = f"{one.limit:,.2f}" if one.limit else "-"
        ratio = f"{one.ours / one.limit:.2f}" if one.limit else "-"
        print(f"{one.what:<62}{one.ours:>9,.2f} {one.unit:<3}{limit:>11}{ratio:>8}")
    rows = [one.__dict__ for one in figures]
    Path(__file__).with_name("last.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


main(sys.argv[1:])
