"""What every template says and shows in the same way: `{% load house %}`.

Words come in pairs (Chinese, English) and are told apart by the language of the request. Money is integer
cents. Dates are 2024-03-05 on a screen and 2024年3月5日 in a paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from xuncha.base import money
from xuncha.base.span import Day
from xuncha.base.words import Sentence
from xuncha.desk.arranged import Arranged, arrange
from xuncha.desk.page import language
from xuncha.desk.spoken import spoken
from xuncha.desk.table import Table
from xuncha.templatetags import cells

register = template.Library()

#: Days before a deadline from which its chip asks for attention.
SOON = 7


@register.simple_tag
def t(zh: str, en: str, **values: object) -> SafeString:
    """One of the two texts; `{name}` in them is replaced by the escaped keyword of that name."""
    text = en if language() == "en" else zh
    if not values:
        return mark_safe(text)
    return format_html(text, **{name: spoken(value) for name, value in values.items()})


@register.simple_tag(name="say")
def say_tag(words: object) -> str:
    """A Sentence in the language of the request, escaped."""
    return conditional_escape(spoken(words))


@register.filter
def say(words: object) -> str:
    """The same as the tag, for use inside `{% include … with title=words|say %}`."""
    return spoken(words)


@register.simple_tag
def html_language() -> str:
    """The value of `<html lang>`."""
    return "en" if language() == "en" else "zh-CN"


@register.filter
def yuan(cents: int | None) -> str:
    """Cents as yuan, 123450 → 1,234.50; nothing for None."""
    return "" if cents is None else money.yuan(cents)


@register.filter
def wan(cents: int | None) -> str:
    """Cents as 万元, 123456789 → 123.46; nothing for None."""
    return "" if cents is None else money.wan(cents)


@register.filter
def number(value: int | None) -> str:
    """A count with thousands separators; nothing for None."""
    return "" if value is None else f"{value:,}"


def _date_of(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


@register.filter
def day(value: date | datetime | Day | str | None) -> str:
    """A day for a table: 2024-03-05. A Day known to the month only stays 2024-03; nothing for None."""
    if isinstance(value, date):
        return _date_of(value).isoformat()
    return "" if value is None else str(value)


@register.filter
def moment(value: datetime | None) -> str:
    """A point in time for a screen: 2024-03-05 14:30, local time; nothing for None."""
    return "" if value is None else cells.moment(value)


@register.filter
def papers_date(value: date | datetime | Day | str | None) -> str:
    """A day for a paper: 2024年3月5日, 2024年3月, 2024年; nothing for None."""
    parts = [part for part in day(value).split("-") if part]
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


@register.simple_tag
def mark(words: object, tone: str = "plain") -> SafeString:
    """A small badge for a state; tones: plain, go (running), ok, wait (needs somebody), late, stop, off."""
    return cells.badge(words, tone)


def _remaining(days: int) -> tuple[Sentence, str]:
    if days < 0:
        return Sentence(f"已超 {-days} 天", f"{-days} days over"), "late"
    if days == 0:
        return Sentence("今天到期", "due today"), "wait"
    return Sentence(f"还有 {days} 天", f"{days} days left"), "wait" if days <= SOON else "plain"


@register.simple_tag
def countdown(days: int | None) -> SafeString:
    """A chip for the days until a deadline: 还有 5 天, 今天到期, 已超 3 天; None is 不设期限."""
    if days is None:
        words, tone = Sentence("不设期限", "no deadline"), "off"
    else:
        words, tone = _remaining(days)
    return format_html('<span class="chip tone-{}">{}</span>', tone, spoken(words))


@dataclass(frozen=True)
class Slice:
    """One part of a stacked bar: where it starts and how long it is, both in per cent of the whole."""

    label: str
    count: int
    tone: str
    start: str
    share: str


def slices(parts: Iterable[tuple[object, int, str]]) -> list[Slice]:
    """(label, count, tone) triples as consecutive slices of 100; empty parts take no room."""
    listed = [(spoken(label), count, tone) for label, count, tone in parts]
    total = sum(count for _, count, _ in listed)
    found, before = [], 0
    for label, count, tone in listed:
        start, share = (100 * n / total if total else 0 for n in (before, count))
        found.append(Slice(label, count, tone, f"{start:.3f}", f"{share:.3f}"))
        before += count
    return found


@register.inclusion_tag("desk/stack.html")
def stack(parts: Iterable[tuple[object, int, str]]) -> dict[str, object]:
    """A stacked bar with its legend, of (label, count, tone) triples."""
    return {"slices": slices(parts)}


#: Characters from which a fact takes the whole line.
LONG = 40


@register.inclusion_tag("desk/facts.html")
def facts(pairs: Iterable[Sequence[Any]]) -> dict[str, object]:
    """A record as a list of (title, value) or (title, value, kind); values and kinds as in a table's cells."""
    shown = []
    for title, value, *kind in pairs:
        inside = cells.cell(value, kind[0] if kind else "text")
        is_text = isinstance(value, str | Sentence)
        wide = is_text and (len(inside) > LONG or "\n" in inside)
        shown.append(
            {"title": title, "inside": inside, "wide": wide, "keep": cells.text_width(value) == "keep"}
        )
    return {"facts": shown}


@register.inclusion_tag("desk/table.html", takes_context=True)
def table(
    context: template.Context, shown: Table, *, wide: bool = False, heading: bool = True
) -> dict[str, Any]:
    """A desk Table with its Excel button, in the order and at the page that the address asks for.

    `wide` keeps it a table that is moved sideways on a narrow screen, where else each row becomes a card.
    """
    asked = context["request"].GET
    part = arrange(shown, asked.get("sort", ""), asked.get("page", ""))
    titles = [(column.key, column.kind, spoken(column.title)) for column in shown.columns]
    rows = [
        cells.row(
            [(one.get(key), kind, title) for key, kind, title in titles],
            part.first + n if shown.numbered else None,
        )
        for n, one in enumerate(part.rows)
    ]
    return {
        "table": shown,
        "heads": [_head(shown, part, column, asked) for column in shown.columns],
        "body": mark_safe("\n".join(rows)),
        "total": len(shown.rows),
        "part": part,
        "before": _address(asked, page=f"{shown.key}:{part.page - 1}") if part.page > 1 else "",
        "after": _address(asked, page=f"{shown.key}:{part.page + 1}") if part.page < part.last_page else "",
        "excel": _address(asked, xlsx=shown.key) if shown.key and shown.rows else "",
        "wide": wide,
        "heading": heading,
    }


def _address(asked: Any, **changes: str) -> str:
    kept = [(name, value) for name, values in asked.lists() for value in values if name not in changes]
    return "?" + urlencode(kept + list(changes.items()))


def _head(shown: Table, part: Arranged, column: Any, asked: Any) -> dict[str, object]:
    """What a column's head shows: title, kind, the address that sorts by it, the direction it is sorted in now."""
    sorted_now = part.column == column.key
    falling = sorted_now and not part.falling
    return {
        "title": column.title,
        "kind": column.kind,
        "href": _address(asked, sort=f"{shown.key}:{'-' if falling else ''}{column.key}")
        if shown.key
        else "",
        "order": ("down" if part.falling else "up") if sorted_now else "",
    }
