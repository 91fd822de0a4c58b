"""Which inspection's talks; the only one at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page
from xuncha.rounds.choosing import chosen_or_list
from xuncha.trust.core.roles import TEAM

NONE = Sentence("您目前不在任何巡察组。", "You are in no team now.")


@page("interviews/", title=Sentence("谈话", "Talks"), roles=TEAM, menu=Menu("site", 20))
def choose(request: HttpRequest) -> HttpResponse:
    """The inspections at which this account is in the team; a single one is opened."""
    return chosen_or_list(
        request, TEAM, onward="interviews-table", template="interviews/choose.html", empty=NONE
    )
