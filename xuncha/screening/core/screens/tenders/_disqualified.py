"""The share of disqualified bids of a buyer, a procuring entity or a tenderer."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import first_said, total
from xuncha.screening.core.screen import Condition, Find, Setting
from xuncha.screening.core.screens.tenders._fences import FENCE_MAY_FAIL, GROUP, REACH, above_zero, fences
from xuncha.screening.core.screens.tenders._processes import NOT_CANCELLED, SKIP, percent, settings
from xuncha.screening.core.view import Tables

BASIS = Sentence("国际红旗指标 R038（否决率高于上限）", "red flag R038")
EXCLUSIONS = (
    NOT_CANCELLED,
    FENCE_MAY_FAIL,
    Sentence(
        "邀请未投、撤回的投标不算；投标太少的不比",
        "Invitations and withdrawn bids do not count; few bids are not compared",
    ),
)
SETTINGS = (
    Setting("least", "number", Sentence("至少几份投标才比", "bids at least")),
    REACH,
    GROUP,
    SKIP,
)


def method(zh: str, en: str) -> Sentence:
    """How these screens compare groups of this name."""
    return Sentence(
        f"按{zh}算被否决的投标占递交投标的比例。投标份数够的放在一起取四分位数，比例不小于上限 Q3＋倍数×（Q3－Q1）的"
        "是疑点；上限不大于零的不适用。",
        f"The share of disqualified bids among those handed in, by {en} with enough of them; shares at or above"
        " Q3 + reach × (Q3 - Q1) are doubts, and where that fence is not above zero the screen is not applicable.",
    )


def disqualified(t: Tables, bids: ir.Table) -> ir.Table:
    """Groups `key` (with `name`) whose share of disqualified bids is at or above the upper fence of all groups."""
    shares, values = shares_of(t, bids), settings(t)
    found = shares.cross_join(t.kept(fences(shares, "share", [], values)))
    found = found.filter(found.upper > 0, found.share >= found.upper)
    return found.select(
        "ids", "amount", "times", "out", name=first_said(found.name, found.key), percent=percent(found.share),
        fence=percent(found.upper),
    )  # fmt: skip


def comparable(bids: Find) -> Condition:
    """That the upper fence of these bids' shares is above zero."""
    return above_zero(lambda t: shares_of(t, bids(t)), "share", [], "upper")


def shares_of(t: Tables, bids: ir.Table) -> ir.Table:
    """The `share` of disqualified bids in each group `key` that has enough."""
    values = settings(t)
    bids = bids.filter(bids.key != "").mutate(out=(bids.status == "disqualified").cast("int64"))
    shares = bids.group_by("key").agg(
        ids=bids.id.collect(where=bids.out == 1).sort(), amount=total(bids.amount * bids.out),
        name=bids.name.max(), times=bids.count(), out=bids.out.sum(),
    )  # fmt: skip
    shares = shares.filter(shares.times >= values["least"])
    return t.kept(shares.mutate(share=shares.out / shares.times))
