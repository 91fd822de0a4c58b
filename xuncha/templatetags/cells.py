"""How one value of a table looks in a cell. Rendered in Python: a page may hold some thousand of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from xuncha.base import money
from xuncha.base.span import Day
from xuncha.base.words import Sentence
from xuncha.desk.spoken import spoken
from xuncha.desk.table import Link, Mark

TONES = ("plain", "go", "ok", "wait", "late", "stop", "off")
#: Texts that stay on one line in a table: up to this many letters, or days and codes (2026-11-02—2026-11-27, A4GH-RUEJ).
SHORT = 6
#: Badges of more letters than this may take two lines.
BADGE = 12
#: Texts from this many letters get a wider column.
MUCH = 24
_DAYS_AND_CODES = re.compile(r"[0-9A-Z][0-9A-Z-]{3,10}([—至][0-9-]{4,10})?")
YES, NO = Sentence("是", "yes"), Sentence("否", "no")


def badge(words: object, tone: str) -> SafeString:
    """A small badge for a state. Raises ValueError for a tone that does not exist."""
    if tone not in TONES:
        raise ValueError(f"no tone {tone!r}; there are {', '.join(TONES)}")
    said = spoken(words)
    return format_html(
        '<span class="mark tone-{}{}">{}</span>', tone, " long" if len(said) > BADGE else "", said
    )


def moment(value: datetime) -> str:
    """A point in time for a screen: 2024-03-05 14:30, local time."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return local.strftime("%Y-%m-%d %H:%M")


def cell(value: Any, kind: str) -> SafeString:
    """The inside of a table cell, escaped. Several values (a list or tuple) stand below each other."""
    if isinstance(value, Link):
        return format_html('<a href="{}">{}</a>', value.href, cell(value.text, kind))
    if isinstance(value, Mark):
        return badge(value.says, value.tone)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return format_html_join("", "<div>{}</div>", ((cell(one, kind),) for one in value))
    return conditional_escape(_plain(value, kind))


def _plain(value: Any, kind: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return spoken(YES if value else NO)
    if isinstance(value, int) and kind in ("int", "money"):
        return money.yuan(value) if kind == "money" else f"{value:,}"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Day):
        return spoken(value.shown())
    return value if isinstance(value, SafeString) else spoken(value)


def text_width(value: Any) -> str:
    """The class of a text by its length: ``keep`` (short, or days or a code: never broken), ``much`` (wants room) or none."""
    text = value.text if isinstance(value, Link) else value
    if not isinstance(text, str | Sentence) or isinstance(text, SafeString):
        return ""
    words = spoken(text)
    if 0 < len(words) <= SHORT or _DAYS_AND_CODES.fullmatch(words):
        return "keep"
    return "much" if len(words) > MUCH else ""


def row(values: Sequence[tuple[Any, str, str]], number: int | None) -> SafeString:
    """One table row of (value, kind, column title); `number` is its 序号, None where the table has none."""
    cells = []
    if number is not None:
        cells.append(f'<td class="seq">{number}</td>')
    for value, kind, title in values:
        inside = cell(value, kind)
        shape = "k-mark" if isinstance(value, Mark) else f"k-{kind}"
        if kind == "text" and (width := text_width(value)):
            shape += f" {width}"
        cells.append(f'<td class="{shape}" data-label="{conditional_escape(title)}">{inside}</td>')
    return mark_safe("<tr>" + "".join(cells) + "</tr>")
