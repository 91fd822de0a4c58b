"""The tabs of one inspection's fieldwork."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.parts import Crumb, Tab

TABS = {
    "fieldwork-files": Sentence("调阅资料", "Files"),
    "fieldwork-notes": Sentence("调阅走访记录", "Notes"),
    "fieldwork-corrections": Sentence("立行立改", "Immediate corrections"),
}


def tabs(inspection: Any, here: str) -> list[Tab]:
    """Files, notes and corrections of an inspection."""
    return [Tab(title, reverse(name, args=[inspection.pk]), name == here) for name, title in TABS.items()]


def crumbs_to(inspection: Any, name: str) -> list[Crumb]:
    """The list above a single record."""
    return [Crumb(TABS[name], reverse(name, args=[inspection.pk]))]
