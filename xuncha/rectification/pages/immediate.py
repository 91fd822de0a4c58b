"""立行立改: a problem that is put right while the team is still there."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.fields import choice, day, passage
from xuncha.desk.page import page, show
from xuncha.desk.spoken import spoken
from xuncha.findings import facts
from xuncha.rectification.actions.print_papers import draft_immediate
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal

TITLE = Sentence("立行立改通知书", "Notice of immediate correction")


class ImmediateForm(forms.Form):
    use_required_attribute = False
    organisation = choice("送达单位", "Body")
    problem = passage("存在问题", "Problem", "写单位的问题，不写姓名", "About the body, no name")
    demand = passage("整改要求", "What is asked for", rows=3)
    due = day("完成时限", "Done by", "不晚于撤离日期", "Within the stay")


@page("inspections/<uuid:inspection>/immediate/", title=TITLE, roles=TEAM, where="inspection")
def immediate(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """The form; saving drafts the paper and goes to its page."""
    place = see_one(Inspection, request.user, inspection)
    bodies = facts.bodies(place)
    form = ImmediateForm(request.POST or None)
    form.fields["organisation"].choices = [("", ""), *((str(one.pk), one.name) for one in bodies)]
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        chosen = said.pop("organisation")
        body = next(one for one in bodies if str(one.pk) == chosen)
        try:
            made = draft_immediate(by=request.user, inspection=place, organisation=body, **said)
            return redirect("papers-paper", paper=made.pk)
        except Refusal as no:
            form.add_error(None, spoken(no.says))
    return show(
        request, "rectification/immediate.html", form=form, inspection=place, submit=Sentence("拟制通知书", "Draft it"),
        back_url=reverse("findings-board", args=[place.pk]),
    )  # fmt: skip
