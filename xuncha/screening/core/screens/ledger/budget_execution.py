"""Lines of the budget that were hardly spent, or overspent."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.view import Tables

SINCE = {12: "year", 10: "october", 9: "september", 6: "june"}
"""Month from whose end on → setting with the least share by then. A table without a day is one of the year's end."""


def find(t: Tables) -> ir.Table:
    """Lines whose share spent lies under the bound that had passed when the table was drawn, or above the upper one."""
    b = t.dated("budget")
    b = b.mutate(planned=ibis.coalesce(b.adjusted, b.budgeted))
    b = b.filter(
        b.planned > 0, b.planned >= b.setting_smallest, b.spent.notnull(), ~b.title.re_search(t.words("skip"))
    )
    drawn = b.day.month().fill_null(12)
    low = ibis.cases(*((drawn >= month, b[f"setting_{name}"]) for month, name in SINCE.items()), else_=0)
    b = b.mutate(low=low, high=b.setting_high, share=(b.spent * 100 / b.planned).floor().cast("int64"))
    b = b.filter((b.spent * 100 < b.planned * b.low) | (b.spent * 100 > b.planned * b.high))
    return b.select(
        "planned", "spent", "share", "low", "high", ids=ibis.array([b.id]), amount=(b.planned - b.spent).abs(),
        title=first_said(b.title, b.project, b.category, b.code),
    )  # fmt: skip


SCREEN = Screen(
    key="budget_execution",
    title=Sentence("预算执行率异常", "budget hardly spent or overspent"),
    why=Sentence(
        "钱要来了花不出去，是预算编得虚、事情没有干；超预算则是没有预算约束。",
        "Money asked for and not spent means a padded budget or work not done; overspending means no budget at all.",
    ),
    basis=Sentence(
        "预算法；审计常用模型“预算执行率”：6 月末、9 月末、10 月末、年末，各地进度要求待录入",
        "the Budget Law; a usual audit model by dates, local shares to be entered",
    ),
    exclusions=(
        Sentence(
            "小额项目不看；追加预算以调整后数为准",
            "Small lines are left out; the adjusted budget counts where there is one",
        ),
        Sentence("没有制表日期的按全年的要求看", "Tables without a day are measured by the whole year"),
        Sentence(
            "当月中旬出的表也按当月末的要求看，6 月以前的只看超支",
            "A table drawn within a month is measured by its end; before June only overspending is told",
        ),
    ),
    needs=(Need("budget", ("spent",)), Need("budget", ("adjusted", "budgeted"))),
    settings=(
        Setting(
            "june", "number", Sentence("6 月末执行率不低于（百分之）", "share by June at least (per cent)")
        ),
        Setting(
            "september",
            "number",
            Sentence("9 月末执行率不低于（百分之）", "share by September at least (per cent)"),
        ),
        Setting(
            "october",
            "number",
            Sentence("10 月末执行率不低于（百分之）", "share by October at least (per cent)"),
        ),
        Setting(
            "year", "number", Sentence("年末执行率不低于（百分之）", "share of the year at least (per cent)")
        ),
        Setting("high", "number", Sentence("执行率不高于（百分之）", "share at most (per cent)")),
        Setting("smallest", "yuan", Sentence("预算不低于", "budget at least")),
        Setting(
            "skip", "words", Sentence("不看名称含有这些字样的", "titles with these words are not looked at")
        ),
    ),
    find=find,
    sentence=Sentence(
        "“{title}”预算 {planned} 元，已支出 {spent} 元，执行率 {share}%（应在 {low}% 至 {high}% 之间）",
        "“{title}”: {spent} of {planned} yuan spent, {share} % (expected between {low} and {high} %)",
    ),
    look=Sentence(
        "项目进展和没有支出的原因、指标调整文件；超支的看钱从哪里来",
        "how the work stands and why nothing was spent; for overspending, where the money came from",
    ),
    method=Sentence(
        "执行率＝已支出÷预算（有调整后预算的用调整后）。按制表日期用已经过去的那一道下限：6 至 8 月用 6 "
        "月末的，9 月用 9 月末的，10、11 月用 10 月末的，12 月和没有日期的用年末的，"
        "6 月以前没有下限；低于下限或高于上限的各是一个疑点。",
        "The share is what was spent of the budget (the adjusted one where there is one). The lower "
        "bound is the last that has passed on the table's day: that of June until August, of "
        "September, of October until November, of the year in December or without a day, none before "
        "June. Lines below it or above the upper one are doubts.",
    ),
    example=Sentence(
        "“农村厕所改造”预算 80 万元，年末只支出 21 万元，执行率 26%。",
        "Of 800,000 yuan for village latrines 210,000, 26 %, were spent by the year's end.",
    ),
    money=("amount", "planned", "spent"),
)
