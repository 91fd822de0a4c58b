"""One post: who held it when, and the change of its holder."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.span import UNKNOWN, Held
from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import said
from xuncha.desk.table import Mark, Table
from xuncha.registry.actions.change_holder import KINDS, change_holder
from xuncha.registry.models import Post, Tenure
from xuncha.registry.pages._rows import powers
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.core.roles import INSIDE, OFFICE
from xuncha.trust.refusal import NotSeen, Refusal

TENURES = (
    Column("person", Sentence("姓名", "Name"), width=16),
    Column("starts", Sentence("任职时间", "Since"), "day"),
    Column("ends", Sentence("离任时间", "Until"), "day"),
    Column("kind", Sentence("任职方式", "Kind"), width=12),
    Column("state", Sentence("状态", "State"), "mark", width=14),
)
STATES = {
    Held.YES: Mark(Sentence("在任", "in office"), "ok"),
    Held.NO: Mark(Sentence("已离任", "left"), "off"),
    Held.UNSURE: Mark(Sentence("时间不详，待核对", "dates unknown"), "wait"),
}
DATES = Sentence(
    "2026-05-10，只知到月写 2026-05，不清楚写“不详”。", "2026-05-10, 2026-05, or 不详 if unknown."
)
NOBODY = Sentence("还没有登记任何人。", "Nobody on record.")


class Handover(forms.Form):
    """Who leaves when, who comes when. Either half may be left blank."""

    leaving = forms.ChoiceField(label=said(Sentence("离任人员", "Leaving")), required=False)
    leaves = forms.CharField(
        label=said(Sentence("离任时间", "Until")), required=False, help_text=said(DATES), max_length=20
    )
    name = forms.CharField(
        label=said(Sentence("接任人员姓名", "Incoming")),
        required=False,
        max_length=40,
        help_text=said(Sentence("暂时空缺的留空。", "Blank if the post stays vacant.")),
    )
    code = forms.CharField(
        label=said(Sentence("区分", "Tell apart")),
        required=False,
        max_length=40,
        help_text=said(
            Sentence("有重名时填单位或出生年，不要填身份证号。", "Only for namesakes; no identity number.")
        ),
    )
    starts = forms.CharField(label=said(Sentence("任职时间", "Since")), required=False, max_length=20)
    kind = forms.ChoiceField(
        label=said(Sentence("任职方式", "Kind")), choices=[(one, one) for one in KINDS], initial=KINDS[0]
    )

    def __init__(self, *args: Any, open_tenures: list[Tenure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leaving"].choices = [
            ("", "—"),
            *((str(one.pk), one.person.name) for one in open_tenures),
        ]


@page("registry/posts/<uuid:post>/", title=Sentence("职务", "Post"), roles=INSIDE)
def post(request: HttpRequest, post: UUID) -> HttpResponse:
    """The record of tenures; the office records a change."""
    row = see(Post, request.user).select_related("organisation").filter(pk=post).first()
    if row is None:
        raise NotSeen
    tenures = sorted(
        see(Tenure, request.user).filter(post=row).select_related("person"),
        key=lambda one: (one.span.starts or UNKNOWN).earliest,
        reverse=True,
    )
    open_tenures = [one for one in tenures if one.span.ends is None]
    present = str(open_tenures[0].pk) if len(open_tenures) == 1 else ""
    form = Handover(request.POST or None, open_tenures=open_tenures, initial={"leaving": present})
    no = None
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, row, open_tenures, dict(form.cleaned_data))
            return go(request, "registry-post", post=row.pk, done=Sentence("人员变动已登记。", "Recorded."))
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "registry/post.html",
        status=no.status if no else 200,
        post=row,
        facts=_facts(row),
        tenures=_table(tenures),
        form=form if request.user.sight.has(OFFICE) else None,
        no=no,
        submit=Sentence("登记人员变动", "Record the change"),
        crumbs=[
            Crumb(Sentence("单位与人员", "Registry"), reverse("registry-organisations")),
            Crumb(
                Sentence(row.organisation.name, row.organisation.name),
                reverse("registry-organisation", args=[row.organisation_id]),
            ),
        ],
    )


def _change(request: HttpRequest, row: Post, open_tenures: list[Tenure], said_: dict[str, Any]) -> None:
    chosen = said_.pop("leaving")
    leaving = next((one for one in open_tenures if str(one.pk) == chosen), None)
    change_holder(by=request.user, post=row, leaving=leaving, **said_)


def _facts(row: Post) -> list[tuple[Any, ...]]:
    return [
        (Sentence("领导职务层次", "Leading post rank"), row.rank),
        (Sentence("职级", "Grade"), row.grade),
        (Sentence("主要负责人", "Head"), Sentence("是", "yes") if row.head else Sentence("否", "no")),
        (Sentence("关键岗位", "Key post"), Sentence("是", "yes") if row.key else Sentence("否", "no")),
        (Sentence("管理权限", "Powers"), powers(row)),
    ]


def _table(tenures: list[Tenure]) -> Table:
    today = clock.today()
    rows = [
        {
            "person": one.person.name,
            "starts": one.span.starts or UNKNOWN,
            "ends": one.span.ends,
            "kind": one.kind,
            "state": STATES[one.span.holds(today)],
        }
        for one in tenures
    ]
    return Table("tenures", Sentence("历任与现任", "Holders"), TENURES, rows, NOBODY)
