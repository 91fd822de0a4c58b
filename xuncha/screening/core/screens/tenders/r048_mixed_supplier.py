"""R048: a supplier who sells unusually different things."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import first_said, rows
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._fences import GROUP, REACH, fences
from xuncha.screening.core.screens.tenders._processes import NOT_CANCELLED, SKIP, of, running, settings
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Sole suppliers of active awards, by the number of different beginnings of class codes."""
    values = settings(t)
    items = of(t.items, running(t, "skip"))
    items = items.filter(
        items["of"] == "award",
        items.status == "active",
        items.partners == 1,
        items.supplier_id != "",
        items.code != "",
    )
    items = items.mutate(begins=items.code.left(values["digits"]))
    sold = items.group_by("supplier_id").agg(
        ids=rows(items.id),
        name=items.supplier.max(),
        kinds=items.begins.nunique(),
        processes=items.ocid.nunique(),
    )
    sold = sold.filter(sold.processes >= values["least"])
    found = sold.cross_join(fences(sold, "kinds", [], values))
    found = found.filter(found.kinds >= found.upper)
    return found.select(
        "ids", "kinds", "processes", amount=found.kinds * 0, name=first_said(found.name, found.supplier_id),
        fence=found.upper.round(1),
    )  # fmt: skip


SCREEN = Screen(
    key="r048_mixed_supplier",
    title=Sentence("供应商什么都卖", "heterogeneous supplier"),
    why=Sentence(
        "又卖电脑又修路又供菜，可能是挂靠、倒手，也可能本来就是综合商贸公司。",
        "Who sells computers, builds roads and delivers food is likely a go-between.",
    ),
    basis=Sentence("国际红旗指标 R048（品目大类数高于上限）", "red flag R048"),
    exclusions=(
        NOT_CANCELLED,
        Sentence(
            "中标项目少的供应商不比；几家共同中标的不算",
            "Suppliers of few processes are not compared; joint awards do not count",
        ),
        Sentence("本来就是综合商场、超市的看营业执照", "For department stores see the business licence"),
    ),
    needs=(Need("items", ("code",)), Need("items", ("supplier_id",))),
    settings=(
        Setting("digits", "number", Sentence("分类编码看前几位", "digits of the class that count")),
        Setting("least", "number", Sentence("至少几个中标项目才比", "processes at least")),
        REACH,
        GROUP,
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "“{name}”中标 {processes} 个项目，品目跨 {kinds} 个大类，达到上限 {fence}",
        "“{name}” won {processes} processes in {kinds} classes of goods, at or above the upper fence of {fence}",
    ),
    look=Sentence(
        "营业范围、人员和设备、货从哪里来、有没有转包",
        "its licence, staff and equipment, where goods come from, subcontracts",
    ),
    method=Sentence(
        "独自中标的供应商，数它中标明细的分类编码前几位（按参数）有多少种。采购项目够多的供应商放在一起取四分位数"
        "，种数不小于上限 Q3＋倍数×（Q3－Q1）的是疑点。",
        "Sole suppliers of active awards with enough processes, by the number of different beginnings "
        "of class codes; those at or above Q3 + reach × (Q3 - Q1) are doubts.",
    ),
    example=Sentence("别家只卖一类，这家卖两类以上。", "Others sell one class of goods, this one several."),
)
