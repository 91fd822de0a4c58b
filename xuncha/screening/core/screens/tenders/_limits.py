"""The limits from which a project must be called openly, by what is procured."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.screen import Setting

BASIS = Sentence(
    "必须招标的工程项目规定（发展改革委令第16号）第五条：施工、货物、服务分别有限额，可以合并的应当合并计算",
    "Rules on projects that must be called (NDRC order 16) art. 5: limits for works, goods and services, parts added up",
)
LIMITS = (
    Setting("works", "yuan", Sentence("施工限额", "limit for works")),
    Setting("goods", "yuan", Sentence("设备、材料等货物限额", "limit for goods")),
    Setting("services", "yuan", Sentence("勘察、设计、监理等服务限额", "limit for services")),
    Setting("open_ways", "words", Sentence("算招标的采购方式", "ways that count as calls")),
)


def limit_of(p: ir.Table) -> ir.IntegerValue:
    """The limit of a process in cents; none where its category is not known."""
    return ibis.cases(
        (p.category == "works", p.setting_works),
        (p.category == "goods", p.setting_goods),
        (p.category == "services", p.setting_services),
        else_=ibis.null("int64"),
    )
