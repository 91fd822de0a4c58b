"""One unit or Party organisation: what is known, its links, posts with holders, and what stands below it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import said
from xuncha.desk.table import Table
from xuncha.registry.actions.change_organisation import change_organisation
from xuncha.registry.choices import choices
from xuncha.registry.models import Organisation, Post, Tenure, UnitParty
from xuncha.registry.pages._rows import (
    TREES,
    VACANT,
    YES,
    holders,
    names,
    organisation_link,
    post_link,
    powers,
)
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import INSIDE, OFFICE
from xuncha.trust.refusal import Refusal

POSTS = (
    Column("title", Sentence("职务", "Post"), width=20),
    Column("holder", Sentence("现任", "Holder"), "mark", width=20),
    Column("since", Sentence("任职时间", "Since"), "day"),
    Column("rank", Sentence("领导职务层次", "Leading post rank"), width=14),
    Column("grade", Sentence("职级", "Grade"), width=14),
    Column("head", Sentence("主要负责人", "Head"), "mark", width=10),
    Column("key", Sentence("关键岗位", "Key post"), "mark", width=10),
    Column("powers", Sentence("管理权限", "Powers"), width=14),
)
NODES = (
    Column("name", Sentence("名称", "Name"), width=32),
    Column("category", Sentence("类别", "Category"), width=14),
)
NO_POSTS = Sentence(
    "还没有登记职务。请在工作簿的“职务”表或“干部花名册”里填写后导入。",
    "No posts yet. Fill in the sheet 职务 or 干部花名册 and import it.",
)


class Correction(forms.Form):
    """What may be corrected by hand; the rest comes by the workbook."""

    category = forms.CharField(label=said(Sentence("类别", "Category")), required=False, max_length=20)
    level = forms.ChoiceField(label=said(Sentence("层级", "Level")), required=False)
    leadership = forms.ChoiceField(
        label=said(Sentence("管理体制", "Leadership")),
        required=False,
        help_text=said(
            Sentence(
                "决定适用哪条纳入规则；不清楚的留空。", "Decides which scope rule applies; blank if unknown."
            )
        ),
    )
    note = forms.CharField(label=said(Sentence("备注", "Note")), required=False, max_length=200)
    to_check = forms.BooleanField(label=said(Sentence("仍待核对", "Still to be checked")), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in ("level", "leadership"):
            words = choices()[key]
            own = self.initial.get(key)
            extra = [own] if own and own not in words else []
            self.fields[key].choices = [("", "—"), *((one, one) for one in (*words, *extra))]


@page("registry/organisations/<uuid:organisation>/", title=Sentence("单位", "Organisation"), roles=INSIDE)
def organisation(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """The record; the office may correct it."""
    row = see_one(Organisation, request.user, organisation)
    may_correct = request.user.sight.has(OFFICE)
    initial = {key: getattr(row, key) for key in Correction.base_fields}
    form = Correction(request.POST or None, initial=initial)
    no = None
    if request.method == "POST" and form.is_valid():
        try:
            version = int(request.POST.get("version") or row.version)
            change_organisation(by=request.user, organisation=row, version=version, **form.cleaned_data)
            return go(
                request,
                "registry-organisation",
                organisation=row.pk,
                done=Sentence("已更正。", "Corrected."),
            )
        except Refusal as refusal:
            no = refusal
            row = see_one(Organisation, request.user, organisation)
    return show(
        request,
        "registry/organisation.html",
        status=no.status if no else 200,
        organisation=row,
        facts=_facts(request, row),
        posts=_posts(request, row),
        below=_below(request, row),
        form=form if may_correct else None,
        no=no,
        version=row.version,
        submit=Sentence("保存更正", "Save the correction"),
        crumbs=[Crumb(TREES[row.tree], f"{reverse('registry-organisations')}?tree={row.tree}")],
    )


def _facts(request: HttpRequest, row: Organisation) -> list[tuple[Any, ...]]:
    links = see(UnitParty, request.user).select_related("unit", "party")
    if row.tree == "unit":
        title = Sentence("所属党组织", "Party organisation")
        others = [link.party for link in links.filter(unit=row)]
    else:
        title = Sentence("对应单位", "Units")
        others = [link.unit for link in links.filter(party=row)]
    parent = see(Organisation, request.user).filter(pk=row.parent_id).first()
    facts: list[tuple[Any, ...]] = [
        (Sentence("类别", "Category"), row.category),
        (Sentence("层级", "Level"), row.level),
    ]
    if row.tree == "unit":
        facts.append((Sentence("管理体制", "Leadership"), row.leadership))
    facts.append((Sentence("上级", "Parent"), organisation_link(parent) if parent else None))
    facts.append((title, [organisation_link(one) for one in others] or None))
    facts += _figures(row.figures)
    return [*facts, (Sentence("备注", "Note"), row.note)]


def _figures(figures: dict[str, Any]) -> list[tuple[Any, ...]]:
    titles = {
        "staff": Sentence("人数", "Staff"),
        "projects": Sentence("项目数", "Projects"),
        "villages": Sentence("村（社区）数", "Villages"),
        "letters": Sentence("近一年信访件数", "Letters of a year"),
    }
    told: list[tuple[Any, ...]] = [
        (title, figures[key]) for key, title in titles.items() if figures.get(key) is not None
    ]
    if figures.get("budget") is not None:
        told.append((Sentence("年度预算（元）", "Yearly budget (yuan)"), figures["budget"], "money"))
    return told


def _posts(request: HttpRequest, row: Organisation) -> Table:
    posts = see(Post, request.user).filter(organisation=row)
    tenures = see(Tenure, request.user).filter(post__organisation=row).select_related("person")
    held = holders(tenures, clock.today())
    rows = [
        {
            "title": post_link(one),
            "holder": names(held.get(one.pk, [])) or VACANT,
            "since": held[one.pk][0].span.starts if len(held.get(one.pk, [])) == 1 else None,
            "rank": one.rank,
            "grade": one.grade,
            "head": YES if one.head else None,
            "key": YES if one.key else None,
            "powers": powers(one),
        }
        for one in posts
    ]
    return Table("posts", Sentence("职务与现任", "Posts and holders"), POSTS, rows, NO_POSTS)


def _below(request: HttpRequest, row: Organisation) -> Table | None:
    children = see(Organisation, request.user).filter(parent=row)
    rows = [{"name": organisation_link(one), "category": one.category} for one in children]
    return Table("below", Sentence("下属", "Below"), NODES, rows) if rows else None
