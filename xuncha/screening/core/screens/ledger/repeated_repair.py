"""The same place repaired again and again."""

from __future__ import annotations

from collections.abc import Mapping

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import month_of, rows, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._settings import AMOUNTS, DAYS, SKIP
from xuncha.screening.core.view import Tables
from xuncha.screening.core.windows import rows_inside

NO_LETTER = "[^一-鿿a-z]"


def find(t: Tables) -> ir.Table:
    """Repairs of one unit whose summaries, without the usual words, are alike, so many of them within the days."""
    return ibis.union(*(_often(_placed(p, t), values) for p, values in t.spans("payments")))


def _placed(p: ir.Table, t: Tables) -> ir.Table:
    """Payments for repairs with their place: what a summary says beside the usual words; alike places have one name."""
    p = p.filter(
        p.amount > 0,
        p.day_number.notnull(),
        p.words.re_search(t.words("repairs")),
        ~p.words.re_search(t.words("skip")),
    )
    place = p.summary.lower().re_replace(t.words("usual"), "").re_replace(NO_LETTER, "")
    p = p.mutate(place=place)
    p = p.filter(p.place.length() >= 2)
    return p.join(_alike(p), ["unit", "place"])


def _alike(p: ir.Table) -> ir.Table:
    """unit, place, name: the first of the places that share the set part of their pairs of letters (Dice).

    Only places with a pair that few others have are compared at all.
    """
    places = p.group_by("unit", "place").agg(share=p.setting_share.max(), common=p.setting_common.max())
    at = ibis.range(0, places.place.length() - 1)
    g = places.mutate(grams=at.map(lambda i: places.place.substr(i, 2)).unique())
    g = g.mutate(size=g.grams.length()).mutate(gram=g.grams.unnest()).drop("grams")
    number = g.count().over(ibis.window(group_by=["unit", "gram"]))
    rare = g.mutate(number=number).filter(lambda one: one.number <= one.common)
    other = rare.select("unit", "gram", other="place", other_size="size")
    pairs = rare.join(other, ["unit", "gram"])
    pairs = pairs.select("unit", "place", "size", "share", "other", "other_size").distinct()
    mine, theirs = g.select("unit", "gram", "place"), g.select("unit", "gram", other="place")
    both = pairs.join(mine, ["unit", "place"]).join(theirs, ["unit", "other", "gram"])
    both = both.group_by("unit", "place", "other").agg(
        shared=both.count(), size=both["size"].max() + both.other_size.max(), share=both.share.max()
    )
    near = both.filter(both.shared * 200 >= both["size"] * both.share)
    return near.group_by("unit", "place").agg(name=near.other.min())


def _often(p: ir.Table, values: Mapping[str, int]) -> ir.Table:
    key = ["unit", "name"]
    near = ibis.range_window(group_by=key, order_by="day_number", preceding=values["days"], following=0)
    p = p.mutate(near_times=p.count().over(near), month=month_of(p.day))
    inside = rows_inside(p, p.filter(p.near_times >= values["times"]), key, values["days"])
    found = inside.group_by(*key, "island").agg(
        ids=rows(inside.id), amount=total(inside.amount), times=inside.count(), first=inside.day.min(),
        last=inside.day.max(), months=inside.month.nunique(),
    )  # fmt: skip
    found = found.filter(found.months >= values["months"], found.amount >= values["smallest"])
    return found.select("ids", "amount", "times", "first", "last", place=found.name)


SCREEN = Screen(
    key="repeated_repair",
    title=Sentence("同一处反复维修", "one place repaired again and again"),
    why=Sentence(
        "同一处短期内修了又修，可能是质量差、化整为零，也可能根本没有修。",
        "A place repaired again and again was repaired badly, or in parts to stay below a limit, or not at all.",
    ),
    basis=Sentence(
        "巡察常见做法：同一地名 20 个月内维修六次的案例；按摘要里的地名比对",
        "a case of six repairs within 20 months; places are compared by the summaries",
    ),
    exclusions=(
        Sentence("摘要只写“零星维修”、没有地名的比不出来", "Summaries that name no place cannot be compared"),
        Sentence(
            "同一工程按进度付款也会出现，所以要求跨几个月；看是不是一份合同",
            "Payments of one contract by progress appear too, so several months are asked for: see whether it is one contract",
        ),
        Sentence(
            "字面相近的两处会算成一处（如一号桥、二号桥）",
            "Two places with like names (bridge one, bridge two) may pass for one",
        ),
    ),
    needs=(AMOUNTS, DAYS, Need("payments", ("summary",))),
    settings=(
        Setting("days", "number", Sentence("多少天以内", "within so many days")),
        Setting("times", "number", Sentence("至少几笔", "payments at least")),
        Setting("months", "number", Sentence("至少跨几个月份", "different months at least")),
        Setting("smallest", "yuan", Sentence("合计不低于", "sum at least")),
        Setting(
            "share",
            "number",
            Sentence(
                "地名相同部分不低于（百分之）", "part of the place that is the same at least (per cent)"
            ),
        ),
        Setting(
            "common",
            "number",
            Sentence(
                "一个单位里多少处以上都有的字不用来比",
                "pairs of letters that more places of a unit have are not compared by",
            ),
        ),
        Setting("repairs", "words", Sentence("维修的字样", "words of repairs")),
        Setting("usual", "words", Sentence("比对前去掉的字样", "words taken off before comparing")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "{first}至{last}，摘要里的“{place}”维修付款 {times} 笔共 {amount} 元，疑似同一处反复维修",
        "{times} payments of {amount} yuan between {first} and {last} were for repairs of “{place}”: possibly one place again and again",
    ),
    look=Sentence(
        "各次的合同、施工前后照片、验收单；到现场看，问附近的人修过几次",
        "contracts, photographs, acceptance of each; go and see the place, ask people nearby how often it was repaired",
    ),
    method=Sentence(
        "含维修字样的付款，从摘要里去掉通用字眼、数字和标点，剩下的当作修的地方；相邻两字的重合程度（戴斯系数）"
        "够的归为同一处。同一处在设定天数内修的次数、分布的月份数和合计金额都够的是疑点。",
        "From the summaries of payments for repairs the usual words, numbers and marks are taken; what "
        "is left is the place. Places whose pairs of letters agree enough (Dice) are one. A place "
        "repaired so many times within the days, in so many months and for so much is a doubt.",
    ),
    example=Sentence(
        "“付南门水沟维修款”“南门水沟修缮工程尾款”等 6 笔，20 个月里付了 95,376 元。",
        "Six payments for the ditch at the south gate, 95,376 yuan within 20 months.",
    ),
    money=("amount",),
)
