"""Costs booked to a project long after it was done."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import day_number, rows, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._agreed import costs, projects
from xuncha.screening.core.screens.ledger._settings import SKIP
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Projects of the list with costs later than so many days after their completion."""
    spent = costs(t)
    spent = spent.filter(spent.day.notnull(), spent.amount > 0, ~spent.words.re_search(t.words("skip")))
    ended = projects(t)
    both = spent.join(ended.filter(ended.done_on.notnull()), "lot")
    both = both.filter(day_number(both.day) - day_number(both.done_on) > both.setting_days)
    found = both.group_by("lot", "title", "done_on").agg(
        ids=rows(both.id), amount=total(both.amount), times=both.count(), days=both.setting_days.max(),
        smallest=both.setting_smallest.max(),
    )  # fmt: skip
    return found.filter(found.amount >= found.smallest).drop("lot", "smallest")


SCREEN = Screen(
    key="project_after_end",
    title=Sentence("项目完工后仍列支", "costs after a project was done"),
    why=Sentence(
        "项目早已完工还在往里列支，可能是用项目余钱开支别的事。",
        "Costs booked to a project long after its end may be other spending, paid from what was left.",
    ),
    basis=Sentence(
        "项目结余资金管理规定，待录入本地文件；审计常用核对方法",
        "local rules on what is left of project money, to be entered; usual audit practice",
    ),
    exclusions=(
        Sentence(
            "质保金、尾款、结算审计费等按词表排除",
            "Retention money, last instalments and audit fees are left out by a word list",
        ),
        Sentence(
            "账上的项目名称或编号与台账要相同（空格和括号不计）；没有完工日期和重名的项目不看",
            "Title or number must be the same in list and books; projects without an end, and names that two bear, are left out",
        ),
    ),
    needs=(Need("projects", ("done_on",)), Need("lines", ("project",)), Need("lines", ("day",))),
    settings=(
        Setting("days", "number", Sentence("完工几天以后", "days after completion")),
        Setting("smallest", "yuan", Sentence("合计不低于", "sum at least")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "项目“{title}”{done_on} 完工，{days} 天以后还列支 {times} 笔共 {amount} 元，请看是不是这个项目的支出",
        "“{title}” was done on {done_on}; {times} bookings, {amount} yuan, came more than {days} days later: see whether they belong to it",
    ),
    look=Sentence(
        "各笔的合同、发票内容和审批；项目结余资金的处理文件",
        "contract, invoice and approval of each; what was decided on the money that was left",
    ),
    method=Sentence(
        "项目台账写了完工日期的，把账上记到这个项目（名称或编号相同）、日期在完工以后超过设定天数的支出加起来，"
        "够金额的是疑点。",
        "For projects with a day of completion, costs booked to them (by name or number) later than so "
        "many days after it; sums large enough are doubts.",
    ),
    example=Sentence(
        "“村内道路硬化”2024 年 5 月完工，2025 年 3 月还列支办公设备 18,600 元。",
        "A road was done in May 2024; office equipment of 18,600 yuan was booked to it in March 2025.",
    ),
    money=("amount",),
)
