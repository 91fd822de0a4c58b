"""The pages about the plan of a term, as sections of each other."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.parts import Tab

SECTIONS = (
    ("rounds-board", Sentence("看板", "Board")),
    ("rounds-plan", Sentence("列表与导入", "List and import")),
    ("rounds-outlooks", Sentence("规划要素", "Targets")),
    ("rounds-arrange", Sentence("排方案", "Arrange")),
    ("rounds-editions", Sentence("发布与版本", "Editions")),
    ("rounds-progress", Sentence("覆盖进度图", "Coverage map")),
)


def sections(request: HttpRequest, here: str) -> list[Tab]:
    """The pages of the plan; the one that is open is marked."""
    return [Tab(title, reverse(name), name == here) for name, title in SECTIONS]
