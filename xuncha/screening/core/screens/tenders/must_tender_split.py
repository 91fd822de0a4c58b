"""Parts of one project, each below the limit, that reach it together without a call."""

from __future__ import annotations

from collections.abc import Mapping

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import day_number, first_said, rows, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._limits import BASIS, LIMITS, limit_of
from xuncha.screening.core.screens.tenders._processes import NOT_CANCELLED, SKIP, among, written
from xuncha.screening.core.view import Tables
from xuncha.screening.core.windows import rows_inside

WHOSE = ("buyer_id", "part_of", "category")


def find(t: Tables) -> ir.Table:
    """Windows that reach the limit with processes below it, within each span of days in which the limit stands."""
    return ibis.union(*(_split(_uncalled(p, t), values) for p, values in t.spans("tenders")))


def _uncalled(p: ir.Table, t: Tables) -> ir.Table:
    """Processes below their limit `least` without a call, with their project, or their winner where none is named."""
    p = p.filter(
        p.status != "cancelled", p.method != "", ~among(p.method, t.words("open_ways")), p.amount > 0, p.day.notnull(),
        p.currency.isin(["CNY", ""]), p.buyer_id != "", ~written(p.method_details).re_search(t.words("skip")),
    )  # fmt: skip
    wins = t.awards.filter(t.awards.status == "active", t.awards.supplier_id != "")
    wins = wins.group_by("ocid").agg(winner=wins.supplier.max())
    p = p.mutate(least=limit_of(p), day_number=day_number(p.day)).left_join(wins, "ocid").drop("ocid_right")
    p = p.mutate(part_of=first_said(p.project, p.winner.fill_null("")))
    p = p.filter(p.part_of != "", p.amount < p.least)
    return p.select(*WHOSE, "id", "buyer", "amount", "least", "day", "day_number")


def _split(p: ir.Table, values: Mapping[str, int]) -> ir.Table:
    near = ibis.range_window(group_by=WHOSE, order_by="day_number", preceding=values["days"], following=0)
    p = p.mutate(near_sum=p.amount.sum().over(near), near_times=p.count().over(near))
    reached = p.filter(p.near_sum >= p.least, p.near_times >= values["parts"])
    inside = rows_inside(p, reached, WHOSE, values["days"])
    found = inside.group_by(*WHOSE, "island").agg(
        ids=rows(inside.id), amount=total(inside.amount), times=inside.count(), first=inside.day.min(),
        last=inside.day.max(), buyer=inside.buyer.max(), largest=inside.amount.max(), least=inside.least.max(),
    )  # fmt: skip
    return found.drop("buyer_id", "category", "island")


SCREEN = Screen(
    key="must_tender_split",
    title=Sentence("拆分项目规避招标", "a project split to avoid a call"),
    why=Sentence(
        "把一个工程拆成几段，每段都在限额以下，就不用招标。",
        "One project cut into parts below the limit needs no call.",
    ),
    basis=BASIS,
    exclusions=(
        NOT_CANCELLED,
        Sentence(
            "没有写所属工程的，按同一采购人、同一中标人、同一类别归并，可能不是一件事",
            "Where no project is named, processes of one buyer, winner and category are put together and may differ",
        ),
        Sentence(
            "相隔超过设定天数的不加在一起：隔几年才拆一段的看不出来",
            "Parts further apart than the set days are not added up: a project cut into one part every few years is not seen",
        ),
        Sentence(
            "年年达到限额的长期承接并成一个疑点，可能是各自独立的项目",
            "Work that reaches the limit year after year becomes one doubt, though its projects may have nothing in common",
        ),
        Sentence(
            "限额变动日前后的项目分别计算",
            "Processes before and after a change of the limit are counted apart",
        ),
    ),
    needs=(Need("tenders", ("category",)), Need("tenders", ("amount",)), Need("tenders", ("day",))),
    settings=(
        *LIMITS,
        Setting("days", "number", Sentence("合并计算的天数", "days counted together")),
        Setting("parts", "number", Sentence("至少几个项目", "parts at least")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "“{buyer}”{first}至{last}就“{part_of}”分 {times} 次采购，共 {amount} 元，"
        "达到招标限额 {least} 元，最大一次 {largest} 元，都没有招标",
        "“{buyer}” procured “{part_of}” in {times} parts from {first} to {last}: {amount} yuan, limit {least}, largest part"
        " {largest}; none was called",
    ),
    look=Sentence(
        "立项批复、各段合同和图纸，看是不是同一工程",
        "the project's approval, contracts and drawings: whether it is one",
    ),
    method=Sentence(
        "只看单个低于限额、又没有招标的项目。对每一个，把它和前面设定天数内同一采购人、同一工程（没有写的用同一中标人）、"
        "同一类别的加起来（同一天的都算在内）；个数够、合计达到限额的时段是疑点，有共同日子的时段并成一个。",
        "Only processes below the limit without a call. For each, it and those of the same buyer, project "
        "(or winner where none is named) and category in the days before it are added (all of one day "
        "together); spans with enough of them that reach the limit are doubts, spans that share a day become one.",
    ),
    example=Sentence(
        "设定 365 天：一条路三个月里分三段，每段 150 万元，都直接发包，是一个疑点；两年前的另一段 100 万元不算在内。",
        "Within 365 days: one road in three parts of 1,500,000 in three months, all given directly, is a doubt; "
        "another part of 1,000,000 two years before is not in it.",
    ),
    money=("amount", "least", "largest"),
)
