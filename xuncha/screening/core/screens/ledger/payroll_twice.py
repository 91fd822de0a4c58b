"""One person who gets the same item twice in one month."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said, month_of, month_said, rows, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._settings import SMALLEST
from xuncha.screening.core.screens.ledger._spending import compared
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """The same person, month, item and sum more than once.

    A person is known by number, else by bank account, else by name within one unit; rows without a month are left out.
    """
    p = t.dated("payroll")
    p = p.filter(p.person != "", p.amount >= p.setting_smallest, p.amount > 0)
    p = p.mutate(
        month=ibis.ifelse(p.day.notnull(), month_said(month_of(p.day)), _period(p.year, p.period)),
        what=compared(p["item"]),
        who=ibis.cases(
            (p.person_id != "", "id " + p.person_id), (p.account != "", "account " + p.account),
            else_=compared("name " + p.unit + " " + p.person),
        ),
        how=ibis.cases((p.person_id != "", "证件号相同"), (p.account != "", "银行账号相同"), else_="姓名相同，同名待核"),
        how_en=ibis.cases(
            (p.person_id != "", "same number"), (p.account != "", "same account"), else_="same name, to be checked"
        ),
    )  # fmt: skip
    p = p.filter(p.month != "", ~compared(p["item"] + p.summary).re_search(t.words("skip")))
    found = p.group_by("who", "month", "what", "amount", "how", "how_en").agg(
        ids=rows(p.id), sum=total(p.amount), times=p.count(), person=p.person.min(), item=p["item"].min(),
    )  # fmt: skip
    found = found.filter(found.times > 1)
    return found.select(
        "ids", "month", "times", "person", "how", "how_en", each=found.amount, amount=found["sum"],
        item=first_said(found["item"], ibis.literal("—")),
    )  # fmt: skip


def _period(year: ir.StringValue, period: ir.StringValue) -> ir.StringValue:
    """A period as the list writes it, behind its year; empty where the list names no period."""
    return ibis.cases((period == "", ""), (year == "", period), else_=year + "-" + period)


SCREEN = Screen(
    key="payroll_twice",
    title=Sentence("同月重复发放", "paid twice in one month"),
    why=Sentence(
        "同一个人同月同一项钱发了两次，可能是换个名目重复领取、造册出错，或者有人代领。",
        "The same item paid twice to one person in a month may be drawn on two lists, a slip, or taken by somebody else.",
    ),
    basis=Sentence(
        "审计常用核对方法：工资津补贴发放表按人按月查重",
        "usual audit practice: lists of pay by person and month",
    ),
    exclusions=(
        Sentence(
            "只看项目和金额都相同的；按次发的加班、值班、讲课等按词表排除",
            "Only equal items and sums; what is paid by the occasion is left out by a word list",
        ),
        Sentence(
            "没有证件号和账号的按同一单位的姓名比，只说同名待核；表里没有发放月份的不看",
            "Without number and account, names in one unit are compared and only said to be the same; rows without a month are left out",
        ),
        Sentence("同一张表交了两份的会全部出现", "A list handed in twice appears as a whole"),
    ),
    needs=(Need("payroll", ("amount",)), Need("payroll", ("day", "period"))),
    settings=(
        SMALLEST,
        Setting(
            "skip", "words", Sentence("不看含有这些字样的项目", "items with these words are not looked at")
        ),
    ),
    find=find,
    sentence=Sentence(
        "{month}，“{person}”的“{item}”以同样的 {each} 元发了 {times} 次（{how}），疑似重复发放",
        "In {month} “{person}” got “{item}” of {each} yuan {times} times ({how_en}): possibly paid twice",
    ),
    look=Sentence(
        "两次的发放表、审批和银行代发回单；签领是不是本人、是不是同一个人",
        "both lists, who approved them, the slips of the bank; who signed, and whether it is one person",
    ),
    method=Sentence(
        "同一人、同一月份、同一项目、同样金额在发放表里不止一次的是疑点。认人先看证件号，没有的看银行账号，"
        "再没有的看同一单位里的姓名（标“同名待核”）；看不出月份的行不看。",
        "The same person, month, item and sum more than once. A person is known by number, else by "
        "bank account, else by name within one unit (to be checked); rows without a month are left out.",
    ),
    example=Sentence(
        "5 月的绩效发放表和补发表里，某人的“一季度绩效”都是 2,400 元，证件号相同。",
        "Two lists of May give one person, by number, the same bonus of 2,400 yuan.",
    ),
    money=("amount", "each"),
)
