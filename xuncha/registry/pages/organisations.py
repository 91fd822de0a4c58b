"""单位与党组织: both trees as lists, with Excel, and the ways in and out."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page, show
from xuncha.desk.parts import Tab
from xuncha.desk.spoken import said, spoken
from xuncha.desk.table import Table
from xuncha.registry.core.rows import in_tree_order
from xuncha.registry.models import Organisation, Post, Tenure, UnitParty
from xuncha.registry.pages._rows import TO_CHECK, TREES, VACANT, holders, names, organisation_link
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.core.roles import INSIDE, OFFICE

LINKED = {"unit": Sentence("所属党组织", "Party organisation"), "party": Sentence("对应单位", "Units")}
HEADS = {"unit": Sentence("主要负责人", "Head"), "party": Sentence("书记", "Secretary")}
EMPTY = Sentence(
    "还没有登记。请先下载县情登记工作簿，填好“单位”表的前三列后导入。",
    "Nothing yet. Download the county workbook, fill in the first three columns and import it.",
)


class Filters(forms.Form):
    """By name, category, and only what is still to be checked."""

    text = forms.CharField(label=said(Sentence("名称", "Name")), required=False)
    category = forms.ChoiceField(label=said(Sentence("类别", "Category")), required=False)
    tree = forms.CharField(required=False, widget=forms.HiddenInput)
    to_check = forms.BooleanField(label=said(Sentence("只看待核对", "To be checked")), required=False)

    def __init__(self, *args: Any, categories: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anything = ("", spoken(Sentence("全部", "All")))
        self.fields["category"].choices = [anything, *((one, one) for one in categories)]


@page("registry/", title=Sentence("单位与人员", "Registry"), roles=INSIDE, menu=Menu("plan", 10))
def organisations(request: HttpRequest) -> HttpResponse:
    """One tree at a time (`?tree=party`), each node below its parent; filters keep the order."""
    tree = "party" if request.GET.get("tree") == "party" else "unit"
    nodes = list(see(Organisation, request.user).filter(tree=tree).select_related("parent"))
    filters = Filters(request.GET or None, categories=sorted({one.category for one in nodes if one.category}))
    wanted = filters.cleaned_data if filters.is_valid() else {}
    linked, heads = _linked(request, tree), _heads(request, tree)
    rows = [
        _row(one, depth, linked[one.pk], heads)
        for depth, one in in_tree_order(nodes)
        if _asked_for(one, wanted)
    ]
    return show(
        request,
        "registry/organisations.html",
        table=Table("organisations", TREES[tree], _columns(tree), rows, EMPTY),
        filters=filters,
        tabs=_tabs(request, tree),
        may_import=request.user.sight.has(OFFICE),
    )


def _columns(tree: str) -> tuple[Column, ...]:
    return (
        Column("name", Sentence("名称", "Name"), width=32),
        Column("category", Sentence("类别", "Category"), width=14),
        Column("level", Sentence("层级", "Level"), width=8),
        *([Column("leadership", Sentence("管理体制", "Leadership"), width=12)] if tree == "unit" else []),
        Column("linked", LINKED[tree], width=32),
        Column("head", HEADS[tree], "mark", width=16),
        Column("state", Sentence("核对", "Check"), "mark", width=10),
    )


def _tabs(request: HttpRequest, tree: str) -> list[Tab]:
    seen = see(Organisation, request.user)
    return [
        Tab(
            title,
            f"{reverse('registry-organisations')}?tree={key}",
            key == tree,
            seen.filter(tree=key).count(),
        )
        for key, title in TREES.items()
    ]


def _asked_for(one: Organisation, wanted: dict[str, Any]) -> bool:
    return (
        wanted.get("text", "") in one.name
        and wanted.get("category", "") in ("", one.category)
        and (one.to_check or not wanted.get("to_check"))
    )


def _linked(request: HttpRequest, tree: str) -> dict[object, list[str]]:
    ends = ("unit_id", "party__name") if tree == "unit" else ("party_id", "unit__name")
    found: dict[object, list[str]] = defaultdict(list)
    for own, other in see(UnitParty, request.user).values_list(*ends):
        found[own].append(other)
    return found


def _heads(request: HttpRequest, tree: str) -> dict[object, str | None]:
    """Organisation → its head in one cell; None where there is a head post that nobody holds."""
    posts = see(Post, request.user).filter(head=True, organisation__tree=tree).order_by()
    tenures = see(Tenure, request.user).filter(post__head=True, post__organisation__tree=tree)
    held = holders(tenures.select_related("person"), clock.today())
    return {
        place: names(held.get(post, [])) or None for post, place in posts.values_list("id", "organisation_id")
    }


def _row(one: Organisation, depth: int, linked: list[str], heads: dict[object, str | None]) -> dict[str, Any]:
    head = heads.get(one.pk, "")
    return {
        "name": organisation_link(one, depth),
        "category": one.category,
        "level": one.level,
        "leadership": one.leadership,
        "linked": "、".join(linked),
        "head": VACANT if head is None else head,
        "state": TO_CHECK if one.to_check else None,
    }
