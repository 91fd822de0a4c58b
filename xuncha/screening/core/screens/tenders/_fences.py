"""Quartiles and Tukey's fences inside groups, the same on every engine and the same as the published indicators take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.screen import Condition, Find, Setting
from xuncha.screening.core.screens.tenders._processes import settings
from xuncha.screening.core.view import Tables

REACH = Setting(
    "reach",
    "number",
    Sentence(
        "异常界限：四分位距的倍数（十分之几）", "outliers begin at so many tenths of the interquartile range"
    ),
)
GROUP = Setting(
    "group",
    "number",
    Sentence("至少几个放在一起比才算四分位数", "so many values at least before quartiles are taken"),
)
FENCE_MAY_FAIL = Sentence(
    "四分之一以上项目价差为零，或界限算出来不大于零时，这一项不适用",
    "Where the fence is not above zero the screen is not applicable",
)

OTHERWISE = Sentence(
    "能放在一起比的最多 {number} 个（至少要 {group} 个），没有一组的异常界限大于零，所以不适用",
    "at most {number} can be compared with each other ({group} are needed), and no group has a fence above zero",
)


def above_zero(rows: Find, value: str, by: Sequence[str], side: Literal["lower", "upper"]) -> Condition:
    """That the fence on this side is above zero in one group at least; the lower one also asks it of the first quartile."""

    def find(t: Tables) -> ir.Table:
        """Whether there is such a group, and how large the largest one is."""
        compared, values = rows(t), settings(t)
        sizes = _grouped(compared, by).agg(size=compared.count())
        found = t.kept(fences(compared, value, by, values))
        above = (found.q1 > 0) & (found.lower > 0) if side == "lower" else found.upper > 0
        holds = found.aggregate(holds=above.any().fill_null(False))
        return holds.cross_join(sizes.aggregate(number=sizes["size"].max())).mutate(group=values["group"])

    return Condition(find, OTHERWISE)


def quantile(rows: ir.Table, value: str, percent: int, by: Sequence[str], called: str) -> ir.Table:
    """The quantile of a column in each group, as column `called`: median-unbiased (the eighth definition of Hyndman and Fan)."""
    at = ibis.window(group_by=list(by), order_by=value)
    inside = ibis.window(group_by=list(by))
    ranked = rows.select(*by, value)
    ranked = ranked.mutate(nth=ibis.row_number().over(at) + 1, number=ranked[value].count().over(inside))
    place = (ranked.number.cast("float64") + 1 / 3) * (percent / 100) + 1 / 3
    ranked = ranked.mutate(place=place)
    below = ibis.greatest(1, ibis.least(ranked.place.floor().cast("int64"), ranked.number))
    above = ibis.greatest(1, ibis.least(ranked.place.floor().cast("int64") + 1, ranked.number))
    ranked = ranked.mutate(is_below=ranked.nth == below, is_above=ranked.nth == above)
    found = _grouped(ranked, by).agg(
        low=ranked[value].max(where=ranked.is_below).cast("float64"),
        high=ranked[value].max(where=ranked.is_above).cast("float64"),
        rest=ranked.place.max() - ranked.place.max().floor(),
    )
    return found.select(*by, **{called: found.low + found.rest * (found.high - found.low)})


def fences(rows: ir.Table, value: str, by: Sequence[str], values: Mapping[str, int]) -> ir.Table:
    """Of each group that is large enough: `q1`, `q3`, `lower`, `upper` and its `size`; `values` are the settings."""
    low, high = quantile(rows, value, 25, by, "q1"), quantile(rows, value, 75, by, "q3")
    sizes = _grouped(rows, by).agg(size=rows.count())
    sizes = sizes.filter(sizes.size >= values["group"])
    both = low.join(high, list(by)).join(sizes, list(by)) if by else low.cross_join(high).cross_join(sizes)
    spread = (both.q3 - both.q1) * (values["reach"] / 10)
    return both.mutate(lower=both.q1 - spread, upper=both.q3 + spread)


def _grouped(rows: ir.Table, by: Sequence[str]) -> Any:
    return rows.group_by(list(by)) if by else rows
