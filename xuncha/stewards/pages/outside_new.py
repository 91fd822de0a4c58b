"""拟制外送包: what goes outside is chosen and proposed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.fields import choice, line, passage, several
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import said, spoken
from xuncha.papers.actions.attach import File
from xuncha.papers.core.life import STATES
from xuncha.papers.models import Paper
from xuncha.rulebook.uploads import ScanField
from xuncha.stewards.actions.export_outside import SENDERS, compose, may_go
from xuncha.stewards.outside import BY_PHRASE, WAYS
from xuncha.stewards.pages.outside import TITLE
from xuncha.trust.refusal import Refusal

OFFERED = 60
"""How many papers are offered at once, the newest; more are found by their title or number."""
DONE = Sentence("已提议，等另一个人看过内容后批准。", "Proposed; another person looks into it and approves.")


class NewForm(forms.Form):
    use_required_attribute = False
    what = line("外送内容", "What", "如：第3轮整改台账，不写姓名", "Name no person", longest=100)
    to = line("交给", "To", "接收单位全称", "The receiver", longest=100)
    reason = passage("依据和理由", "Why", "来函文号、调阅依据", "The request and its basis", rows=2)
    papers = several(
        "文书", "Papers", "按现在的内容打印成文件放入", "Printed as they are now", required=False
    )
    file = ScanField(
        label=said(Sentence("已准备好的文件", "A file that is ready")),
        help_text=said(
            Sentence("如从页面导出的台账；元数据会先清除", "Such as an exported table; metadata is stripped")
        ),
        required=False,
    )
    way = choice("封装方式", "Closed by", radio=True)
    recipient = line(
        "对方公钥", "Public key", "选公钥时填写，以 age1 开头的一行", "age1…", required=False, longest=120
    )

    def __init__(self, *args: Any, offered: list[Paper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["papers"].choices = [(str(one.pk), _label(one)) for one in offered]
        self.fields["way"].choices = [(key, spoken(words)) for key, words in WAYS.items()]


class Find(forms.Form):
    q = line("按标题或文号找文书", "Find papers by title or number", required=False, longest=60)


def _label(paper: Paper) -> str:
    return f"{paper.number} {paper.title}（{spoken(STATES[paper.state])}，{paper.drafted_on}）".strip()


@page("outside/new/", title=Sentence("拟制外送包", "Put a package together"), roles=SENDERS)
def outside_new(request: HttpRequest) -> HttpResponse:
    """Choose, say for whom, propose. Leads and letters are not offered."""
    found = may_go(request.user).order_by("-serial")
    filters = Find(request.GET or None)
    asked = filters.cleaned_data["q"] if filters.is_valid() else ""
    if asked:
        found = found.filter(title__contains=asked) | found.filter(number__contains=asked)
    offered = list(found if request.method == "POST" else found[:OFFERED])
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form, no = NewForm(*posted, offered=offered, initial={"way": BY_PHRASE}), None
    if form.is_bound and form.is_valid():
        try:
            package = _composed(request, form.cleaned_data, offered)
            return go(request, "stewards-outside_package", package=package.pk, done=DONE)
        except Refusal as refusal:
            no = refusal
    crumbs = [Crumb(TITLE, reverse("stewards-outside"))]
    return show(
        request, "stewards/outside_new.html", status=no.status if no else 200, form=form, no=no, crumbs=crumbs, filters=filters,
        back_url=reverse("stewards-outside"),
    )  # fmt: skip


def _composed(request: HttpRequest, given: dict[str, Any], offered: list[Paper]) -> Any:
    chosen, upload = set(given.pop("papers")), given.pop("file")
    return compose(
        by=request.user,
        papers=[one for one in offered if str(one.pk) in chosen],
        file=File(upload.name, upload.stream) if upload else None,
        **given,
    )
