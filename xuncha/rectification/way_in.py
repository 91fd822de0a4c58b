"""接任整改提示: what a new head needs to go on: papers he may see, who in the body knows, how others repaired the like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xuncha.papers.models import Paper
from xuncha.rectification.models import Item, Measure
from xuncha.registry.models import Organisation, Post, Tenure
from xuncha.trust.access import see

KNOWS_AT_MOST = 6
EXAMPLES_AT_MOST = 3


@dataclass(frozen=True)
class WayIn:
    """Each a list of lines; never empty: where nothing is on record, the line says whom to ask."""

    papers: tuple[str, ...]
    who_knows: tuple[str, ...]
    examples: tuple[str, ...]


def way_in(by: Any, post: Post, items: Sequence[Item]) -> WayIn:
    """The way in for the holder of ``post``, as far as the account (or act) ``by`` may see it."""
    return WayIn(
        _papers(by, post.organisation) or ("反馈意见、整改方案和整改台账（请向本单位联络人或巡察办调阅）",),
        _who_knows(post) or ("本单位整改联络人",),
        _examples(by, post, items) or ("暂无已销号的同类事项可供参考。",),
    )


def _papers(by: Any, organisation: Organisation) -> tuple[str, ...]:
    """Papers that were delivered to the body, by title and number."""
    rows = see(Paper, by).filter(
        organisation_id=organisation.pk, leaves_team=True, delivered_on__isnull=False
    )
    return tuple(
        f"{one.title}（{one.number}）" if one.number else one.title for one in rows.order_by("serial")
    )


def _who_knows(post: Post) -> tuple[str, ...]:
    """Key posts of the body that are held now: the new head asks the post, no name is written."""
    others = (
        Post.objects.filter(organisation=post.organisation, key=True)
        .exclude(pk=post.pk)
        .order_by("order")[:KNOWS_AT_MOST]
    )
    held = set(
        Tenure.objects.filter(post__in=[one.pk for one in others], ends="").values_list("post_id", flat=True)
    )
    return tuple(one.title for one in others if one.pk in held)


def _examples(by: Any, post: Post, items: Sequence[Item]) -> tuple[str, ...]:
    """What other bodies did about items of the same area that were closed; no body is named."""
    areas = {one.area for one in items if one.area}
    closed = (
        see(Item, by).filter(area__in=areas, closed_on__isnull=False).exclude(organisation=post.organisation)
    )
    measures = see(Measure, by).filter(item__in=closed).order_by("-item__closed_on")[:EXAMPLES_AT_MOST]
    return tuple(one.says for one in measures)
