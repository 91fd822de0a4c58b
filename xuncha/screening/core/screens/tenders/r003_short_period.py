"""R003: the time between the call and the deadline is shorter than it has to be."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import SECONDS, first_said
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._processes import NOT_CANCELLED, SKIP, among, ways_of, written
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Processes whose submission period has fewer whole days than the limit of their way of procurement."""
    p = t.dated("tenders")
    p = p.filter(
        p.status != "cancelled", p.opens.notnull(), p.closes.notnull(), among(p.method, t.words("methods"))
    )
    p = p.join(_ways(t), "method_details")
    p = p.mutate(least=p.own_days.fill_null(p.setting_days))
    seconds = p.closes.epoch_seconds() - p.opens.epoch_seconds()
    p = p.filter(seconds < p.least * SECONDS)
    return p.select(
        ids=ibis.array([p.id]), amount=p.amount.fill_null(0), title=first_said(p.title, p.ocid), days=seconds // SECONDS, least=p.least,
        opens=p.opens.date(), closes=p.closes.date(),
    )  # fmt: skip


def _ways(t: Tables) -> ir.Table:
    """The different `method_details` that are looked at, with `own_days` of those that have a term of their own."""
    ways = ways_of(t)
    ways = ways.filter(~written(ways.method_details).re_search(t.words("skip")))
    own = [one.rpartition("=") for one in t.words("special").split("|") if "=" in one]
    cases = [(written(ways.method_details).re_search(f"^(?:{name})$"), int(days)) for name, _, days in own]
    none = ibis.null("int64")
    return ways.mutate(own_days=ibis.cases(*cases, else_=none) if cases else none)


SCREEN = Screen(
    key="r003_short_period",
    title=Sentence("投标时间过短", "short submission period"),
    why=Sentence(
        "从发标到截止的时间太短，外面的人来不及准备，只有事先知道的单位投得上。",
        "Where the time to bid is too short, only those who knew before can bid.",
    ),
    basis=Sentence(
        "招标投标法第二十四条、政府采购法第三十五条（不少于二十日）；国际红旗指标 R003",
        "Bidding Law art. 24, Government Procurement Law art. 35 (twenty days); red flag R003",
    ),
    exclusions=(
        NOT_CANCELLED,
        Sentence("没有发标或截止时间的不看", "Processes without both dates are left out"),
        Sentence(
            "询价、磋商等另有期限的方式，要在参数里写明天数",
            "Ways with a term of their own need it in the parameters",
        ),
        Sentence(
            "谈判、询价的期限规定按工作日算，这里按整天比，只会少报",
            "Terms in working days are compared in whole days: too little is told, not too much",
        ),
    ),
    needs=(Need("tenders", ("opens",)), Need("tenders", ("closes",))),
    settings=(
        Setting("days", "number", Sentence("不少于（天）", "days at least")),
        Setting(
            "methods",
            "words",
            Sentence("看这些采购方式（不填为全部）", "ways that are looked at (none: all)"),
        ),
        Setting(
            "special",
            "words",
            Sentence("另有天数的采购方式（方式=天数）", "ways with a term of their own (way=days)"),
        ),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "“{title}”{opens}发标、{closes}截止，只有 {days} 个整天，少于 {least} 天",
        "“{title}” was open from {opens} to {closes}: {days} whole days, fewer than {least}",
    ),
    look=Sentence(
        "招标公告原件和发布平台的时间、补遗和延期公告、有没有缩短的批准",
        "the notice and when it was published, extensions, any approval",
    ),
    method=Sentence(
        "投标截止时间减发标时间，不满设定整天数的是疑点；只看参数里列出的采购方式，另有期限的方式用自己的天数。",
        "Processes whose submission period has fewer whole days than the limit of their way of procurement.",
    ),
    example=Sentence(
        "3月1日18时发标，3月16日17时59分截止，只有14个整天；到18时整才算15天。",
        "From 1 March 18:00 to 16 March 17:59 are fourteen whole days; at 18:00 they are fifteen.",
    ),
)
