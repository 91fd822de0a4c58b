"""Which inspection's letters; the only one at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page
from xuncha.letters.models import READERS
from xuncha.rounds.choosing import chosen_or_list

NONE = Sentence("您目前没有承担信访工作的巡察任务。", "You handle letters at no inspection now.")


@page("letters/", title=Sentence("信访", "Letters"), roles=READERS, menu=Menu("site", 10))
def choose(request: HttpRequest) -> HttpResponse:
    """The inspections at which this account may read letters; a single one is opened."""
    return chosen_or_list(request, READERS, onward="letters-desk", template="letters/choose.html", empty=NONE)
