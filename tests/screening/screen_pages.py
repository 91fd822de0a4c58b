"""The pages of docs/screens, made from the declarations: `python -m tests.screening.screen_pages` writes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from xuncha.base.words import Sentence
from xuncha.screening.core.explain import Part, tables_told, told
from xuncha.screening.core.run import screens
from xuncha.screening.core.table import FAMILIES
from xuncha.screening.facts import shipped_rules

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
MADE = "Made from the declarations by `python -m tests.screening.screen_pages`; change the declaration, not this page."
DOUBT = "A screen says 疑点: a reason to look at some rows. Only a person finds out what it was."


def pages() -> Iterator[tuple[str, str]]:
    """(path below docs/screens, text) of every page: the list, the tables, one for each screen."""
    yield "README.md", _list()
    yield "tables.md", _page(Sentence("规范表", "canonical tables"), tables_told())
    for family in FAMILIES:
        for one in screens(family):
            yield f"{family}/{one.key}.md", _page(one.title, told(one, family, shipped_rules()))


def _list() -> str:
    lines = [
        "# Screens",
        "",
        MADE,
        "",
        DOUBT,
        "",
        "The tables that they read: [tables.md](tables.md). A screen of one's own:",
    ]
    lines += ["[own-screens.md](../own-screens.md)."]
    for family, title in FAMILIES.items():
        lines += ["", f"## {title.zh} / {title.en}", "", "| screen | 标题 | title |", "|---|---|---|"]
        lines += [
            f"| [`{one.key}`]({family}/{one.key}.md) | {one.title.zh} | {one.title.en} |"
            for one in screens(family)
        ]
    return "\n".join(lines) + "\n"


def _page(title: Sentence, parts: Sequence[Part]) -> str:
    lines = [f"# {title.zh} / {title.en}", "", MADE]
    for part in parts:
        lines += ["", f"## {part.heading.zh} / {part.heading.en}", ""]
        lines += [f"- {one.zh}  \n  {one.en}" if one.zh != one.en else f"- {one.zh}" for one in part.lines]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Writes every page and takes away those of screens that are no more."""
    wanted = dict(pages())
    for path in FOLDER.rglob("*.md"):
        if path.relative_to(FOLDER).as_posix() not in wanted:
            path.unlink()
    for name, text in wanted.items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
