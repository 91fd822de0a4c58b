"""Which inspection's fieldwork; the only one at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page
from xuncha.rounds.choosing import chosen_or_list
from xuncha.trust.core.roles import TEAM

NONE = Sentence("您目前不在巡察组中，没有调阅走访可记。", "You are in no team now.")


@page("fieldwork/", title=Sentence("调阅走访", "Fieldwork"), roles=TEAM, menu=Menu("site", 50))
def choose(request: HttpRequest) -> HttpResponse:
    """The inspections whose team this account is in; a single one is opened."""
    return chosen_or_list(
        request, TEAM, onward="fieldwork-files", template="fieldwork/choose.html", empty=NONE
    )
