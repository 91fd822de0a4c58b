"""How far a piece of work is; reloads itself until it is done, then goes on."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.progress import RUNNING
from xuncha.trust.core.roles import EVERYONE
from xuncha.trust.refusal import NotSeen


@page("desk/progress/<uuid:job>/", title=Sentence("正在处理", "At work"), roles=EVERYONE)
def progress(request: HttpRequest, job: UUID) -> HttpResponse:
    """The bar, the sentence and a button to stop; a stranger's work is not seen."""
    one = RUNNING.get(job)
    if one is None or one.owner != request.user.pk:
        raise NotSeen
    if request.method == "POST":
        one.cancelled = True
    if one.href:
        return redirect(one.href)
    response = show(request, "desk/progress.html", progress=one)
    if one.failed is None:
        response["Refresh"] = "1"
    return response
