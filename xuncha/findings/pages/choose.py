"""Which inspection's observations; the only one at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page
from xuncha.findings.pages._place import READERS
from xuncha.rounds.choosing import chosen_or_list

NONE = Sentence("您目前不在任何巡察组。", "You are in no team now.")


@page("findings/", title=Sentence("底稿与问题", "Findings"), roles=READERS, menu=Menu("result", 10))
def choose(request: HttpRequest) -> HttpResponse:
    """The inspections of this account's teams; a single one is opened."""
    return chosen_or_list(
        request, READERS, onward="findings-board", template="findings/choose.html", empty=NONE
    )
