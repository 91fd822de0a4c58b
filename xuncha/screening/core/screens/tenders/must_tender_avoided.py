"""One process above the limit, procured without a call."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said
from xuncha.screening.core.screen import Need, Screen
from xuncha.screening.core.screens.tenders._limits import BASIS, LIMITS, limit_of
from xuncha.screening.core.screens.tenders._processes import NOT_CANCELLED, SKIP, among, written
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Processes in yuan at or above the limit of their category whose way was no call."""
    p = t.dated("tenders")
    p = p.filter(
        p.status != "cancelled", p.method != "", ~among(p.method, t.words("open_ways")), p.amount > 0,
        p.currency.isin(["CNY", ""]), ~written(p.method_details).re_search(t.words("skip")),
    )  # fmt: skip
    p = p.mutate(least=limit_of(p))
    p = p.filter(p.amount >= p.least)
    return p.select(
        "amount", "least", ids=ibis.array([p.id]), title=first_said(p.title, p.ocid), buyer=p.buyer,
        way=first_said(p.method_details, p.method),
    )  # fmt: skip


SCREEN = Screen(
    key="must_tender_avoided",
    title=Sentence("达到必须招标的限额却没有招标", "above the limit without a call"),
    why=Sentence(
        "达到限额的项目应当招标；没有招标的，要看有没有依据。",
        "From the limit on a project has to be called; where it was not, see what allows it.",
    ),
    basis=BASIS,
    exclusions=(
        NOT_CANCELLED,
        Sentence("没有写类别（施工、货物、服务）的不看", "Processes without a category are left out"),
        Sentence(
            "限额只管工程建设项目的施工和与之有关的货物、服务；一般货物和服务看政府采购限额",
            "The limits are for construction projects; other goods and services follow the procurement limits",
        ),
        Sentence(
            "抢险救灾、涉密、专利等可以不招标，看批准文件",
            "Emergencies, secrets and patents may be exempt: see the approval",
        ),
    ),
    needs=(Need("tenders", ("category",)), Need("tenders", ("amount",)), Need("tenders", ("method",))),
    settings=(*LIMITS, SKIP),
    find=find,
    sentence=Sentence(
        "“{title}”（{buyer}）{amount} 元，达到招标限额 {least} 元，采购方式是“{way}”",
        "“{title}” ({buyer}), {amount} yuan, reaches the limit of {least}; it was procured by “{way}”",
    ),
    look=Sentence(
        "可行性批复里的招标方案、不招标的批准、合同",
        "the approved plan of calls, the exemption, the contract",
    ),
    method=Sentence(
        "写明类别（施工、货物、服务）和采购方式、币种是人民币、金额达到当时限额，而方式不是招标的项目，"
        "各是一个疑点。",
        "Processes in yuan at or above the limit that held for their category on their day, whose way "
        "was no call.",
    ),
    example=Sentence("500 万元的施工用竞争性谈判。", "Works of 5,000,000 procured by negotiation."),
    money=("amount", "least"),
)
