"""Which inspection's books; the only one at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page
from xuncha.rounds.choosing import chosen_or_list
from xuncha.trust.core.roles import TEAM

NONE = Sentence("您目前不在巡察组中，没有账表可看。", "You are in no team now.")


@page("screening/", title=Sentence("数据筛查", "Screening"), roles=TEAM, menu=Menu("site", 40))
def choose(request: HttpRequest) -> HttpResponse:
    """The inspections whose team this account is in; a single one is opened."""
    return chosen_or_list(
        request, TEAM, onward="screening-books", template="screening/choose.html", empty=NONE
    )
