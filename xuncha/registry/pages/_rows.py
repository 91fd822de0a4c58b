"""What several registry pages show: holders of today, marks, trees."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from xuncha.base.span import Held
from xuncha.base.words import Sentence
from xuncha.desk.table import Link, Mark
from xuncha.registry.models import Organisation, Post, Tenure

VACANT = Mark(Sentence("空缺", "vacant"), "wait")
TO_CHECK = Mark(Sentence("待核对", "to be checked"), "wait")
YES = Mark(Sentence("是", "yes"), "plain")
TREES = {"unit": Sentence("单位", "Units"), "party": Sentence("党组织", "Party organisations")}


def holders(tenures: Iterable[Tenure], today: date) -> dict[object, list[Tenure]]:
    """Post id → the tenures that hold it today, or may."""
    found: dict[object, list[Tenure]] = {}
    for tenure in tenures:
        if tenure.span.holds(today) is not Held.NO:
            found.setdefault(tenure.post_id, []).append(tenure)
    return found


def names(tenures: Iterable[Tenure]) -> str:
    """Holders in one cell, with how they hold it when it is not plainly."""
    return "、".join(
        one.person.name + (f"（{one.kind}）" if one.kind not in ("任职", "") else "") for one in tenures
    )


def organisation_link(one: Organisation, depth: int = 0) -> Link:
    """The name as a link, indented by its depth in the tree."""
    return Link("　" * depth + one.name, reverse("registry-organisation", args=[one.pk]))


def post_link(one: Post) -> Link:
    """The post as a link."""
    return Link(one.title, reverse("registry-post", args=[one.pk]))


def powers(one: Post) -> str:
    """钱、人、项目: over what the post has power."""
    marks = ((one.over_money, "钱"), (one.over_people, "人"), (one.over_projects, "项目"))
    return "、".join(word for held, word in marks if held)
