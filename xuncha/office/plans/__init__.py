"""What `xuncha plan` can plan: one file is one subcommand.

A file has `NAME`, `HELP` (a Sentence), `add_arguments(parser)` and `run(options)`, which returns an exit code or None
for 0 and may raise `Stop`. `options["clerk"]` is the command, which says, emits and complains. `ADVANCED` stands in a file
that a county's clerk has no use for.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from functools import cache
from typing import Any

from xuncha.apps import HOUSE
from xuncha.base.words import Sentence
from xuncha.office.command import ClerkCommand, Stop
from xuncha.planning.apart import Stopped, Working

TOO_LARGE = 3
"""The exit code of a plan that took more memory than it may."""

STOPPED = 130
"""The exit code of a plan that was stopped by Ctrl-C, as shells have it."""


@cache
def subcommands() -> dict[str, Any]:
    """The files of this folder by their `NAME`, in the order of the alphabet, the advanced ones last."""
    found = [
        importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__)
        if not one.name.startswith("_")
    ]  # fmt: skip
    return {one.NAME: one for one in sorted(found, key=lambda one: hasattr(one, "ADVANCED"))}


def followed(solving: Working, clerk: ClerkCommand) -> Any:
    """The result of work that has been started; shows at a terminal how far it is, and Ctrl-C stops it.

    Raises Stop when it was stopped, or took more memory than it may.
    """
    shown = clerk.stderr.isatty()
    try:
        for note in solving:
            if shown:
                at = f"第 {note.part + 1}/{note.parts} 步，" if note.parts > 1 else ""
                clerk.stderr.write(f"\r{at}离最优不超过 {note.gap:.2f}%（Ctrl-C 停止）  ", ending="")
        return solving.result()
    except Stopped as stopped:
        if stopped.says is None:
            raise
        raise Stop(TOO_LARGE, stopped.says) from None
    except KeyboardInterrupt:
        solving.cancel()
        raise Stop(STOPPED, Sentence("已停止，没有得出方案。", "Stopped; there is no plan.")) from None
    finally:
        if shown:
            clerk.stderr.write("")


def generator(name: str) -> Any:
    """The module `bench.<name>`, which makes counties from a seed; it comes with the sources only."""
    root = str(HOUSE.parent)
    if not (HOUSE.parent / "bench" / f"{name}.py").is_file():
        raise Stop(
            2,
            Sentence("生成的县只随源代码提供。", "Generated counties come with the sources only."),
            Sentence(
                "请给出县情登记工作簿，或者不写参数用演示县。", "Give a workbook, or take the demo county."
            ),
        )
    if root not in sys.path:
        sys.path.append(root)
    return importlib.import_module(f"bench.{name}")
