"""The list of everything the house holds, read from the code: ``python -m tests.house.catalogue`` writes ``docs/catalogue.md``.

A thing without a title or a docstring is a fault; a list that is out of step with the code fails a test.
"""

from __future__ import annotations

import importlib
import inspect
import os
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "catalogue.md"


class Undocumented(Exception):
    """Something of the house says nothing of itself."""


def first_line(thing: object, name: str) -> str:
    """The first sentence of a docstring. Raises Undocumented."""
    text = inspect.getdoc(thing) or ""
    if not text.strip():
        raise Undocumented(name)
    return re.split(r"\n\s*\n", text)[0].replace("\n", " ").strip().replace("|", "\\|")


def pages() -> Iterator[str]:
    from xuncha.desk.page import PAGES

    yield "| page | address | 标题 | title | open to |\n|---|---|---|---|---|"
    for one in sorted(PAGES.values(), key=lambda one: one.name):
        module = importlib.import_module(one.view.__module__)
        first_line(module, one.name)
        who = "everybody" if one.open else ", ".join(sorted(one.roles))
        yield f"| `{one.name}` | `/{one.path}` | {one.title.zh} | {one.title.en} | {who} |"


def actions() -> Iterator[str]:
    from xuncha.trust.act import VERBS

    yield "| action | 办什么 | what it does | who may |\n|---|---|---|---|"
    for name in sorted(VERBS):
        verb = VERBS[name]
        if name.startswith("test."):
            continue
        where = {None: "the office", "anywhere": "checked inside"}.get(verb.where, f"at the `{verb.where}`")
        yield f"| `{name}` | {verb.says.zh} | {verb.says.en} | {', '.join(sorted(verb.roles))} ({where}) |"


def papers() -> Iterator[str]:
    from xuncha.papers.core.forms import forms

    found = forms()
    yield "| form | 标题 | title | kind | leaves the team |\n|---|---|---|---|---|"
    for one in sorted(found.values() if isinstance(found, dict) else found, key=lambda one: one.key):
        yield f"| `{one.key}` | {one.title.zh} | {one.title.en} | {one.kind} | {'yes' if one.leaves_team else 'no'} |"


def screens() -> Iterator[str]:
    from xuncha.base.catalogue import collect

    yield "| family | screen | 标题 | title |\n|---|---|---|---|"
    for family in ("ledger", "tenders"):
        for one in collect(f"xuncha.screening.core.screens.{family}", "SCREEN"):
            yield f"| {family} | `{one.key}` | {one.title.zh} | {one.title.en} |"


def planning_rules() -> Iterator[str]:
    from xuncha.base.catalogue import collect

    yield "| rule | 标题 | title | grade |\n|---|---|---|---|"
    for one in collect("xuncha.teams.core.rules", "RULE"):
        yield f"| `{one.key}` | {one.title.zh} | {one.title.en} | {one.grade.name.lower()} |"


def rule_records() -> Iterator[str]:
    from xuncha.rulebook.models import shipped_rules

    yield "| key | 标题 | title | basis | confirmed |\n|---|---|---|---|---|"
    for one in sorted(shipped_rules(), key=lambda one: (one.key, one.name)):
        key = f"{one.key} · {one.name}" if one.name else one.key
        yield f"| `{key}` | {one.title.zh} | {one.title.en} | {one.basis} | {'yes' if one.confirmed else '待核对'} |"


def commands() -> Iterator[str]:
    from xuncha.apps import HOUSE

    yield "| command | 用途 / what for |\n|---|---|"
    for path in sorted((HOUSE / "management" / "commands").glob("[a-z]*.py")):
        command = importlib.import_module(f"xuncha.management.commands.{path.stem}").Command
        if not command.help.strip():
            raise Undocumented(path.stem)
        yield f"| `xuncha {path.stem}` | {command.help.splitlines()[0]} |"


def settings() -> Iterator[str]:
    """The settings an office may touch, from the docstring of the settings module, which must name each one that is read."""
    import xuncha.office.settings as module

    text = inspect.getdoc(module) or ""
    read = set(re.findall(r'(?:environ\.get|_told)\("(XUNCHA_\w+)"', inspect.getsource(module)))
    missing = {name for name in read if name not in text}
    if missing:
        raise Undocumented(", ".join(sorted(missing)))
    yield "| setting (environment) | what it is |\n|---|---|"
    for name, says in re.findall(r"^(XUNCHA_\w+)\s+(.+)$", text, re.MULTILINE):
        yield f"| `{name}` | {says} |"


def tables() -> Iterator[str]:
    from django.apps import apps

    yield "| table | is | restricted |\n|---|---|---|"
    for model in sorted(
        apps.get_app_config("xuncha").get_models(), key=lambda one: (one.__module__, one.__name__)
    ):
        if model._meta.auto_created:
            continue
        says = first_line(model, model.__name__) if model.__doc__ else ""
        if not says or says.startswith(f"{model.__name__}("):
            raise Undocumented(model.__name__)
        room = model.__module__.split(".")[1]
        yield f"| `{room}.{model.__name__}` | {says} | {'yes' if hasattr(model, 'seen_by') else 'no'} |"


PARTS = {
    "Pages": pages, "Actions": actions, "Papers": papers, "Screens": screens, "Planning rules of teams": planning_rules,
    "Rule records": rule_records, "Commands": commands, "Settings": settings, "Tables": tables,
}  # fmt: skip


def text() -> str:
    """The whole page."""
    lines = [
        "# What the house holds", "",
        "Read from the code by `python -m tests.house.catalogue`; a test fails when this page is out of step.", "",
    ]  # fmt: skip
    for title, part in PARTS.items():
        lines += [f"## {title}", "", *part(), ""]
    return "\n".join(lines)


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    PAGE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
