"""The way down to the pages of one inspection's books and doubts, and the tabs between them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.parts import Crumb, Tab

BOOKS = Sentence("账表", "Books")
TENDERS = Sentence("招标文件", "Tenders")
FIRST = Sentence("先看这些", "Look at these first")
DOUBTS = Sentence("疑点", "Doubts")
TONES = {"open": "wait", "held": "ok", "not_held": "off", "other": "go", "gone": "off"}


def tabs(inspection: Any, here: str) -> list[Tab]:
    """Books and doubts of an inspection; `here` is the page's name."""
    pages = (
        ("screening-books", BOOKS), ("screening-tenders", TENDERS), ("screening-first", FIRST), ("screening-hits", DOUBTS),
    )  # fmt: skip
    return [Tab(title, reverse(name, args=[inspection.pk]), name == here) for name, title in pages]


def crumbs_to(inspection: Any, name: str) -> list[Crumb]:
    """The list above a single ledger or hit."""
    title = {"screening-books": BOOKS, "screening-tenders": TENDERS, "screening-hits": DOUBTS}[name]
    return [Crumb(title, reverse(name, args=[inspection.pk]))]
