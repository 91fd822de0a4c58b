"""Vouchers made and approved by one and the same person."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import month_of, month_said, plain, rows, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Vouchers with one name as maker and approver, by unit, name and month."""
    hands = t.kept(t.vouchers.select("maker", "approver").distinct())
    hands = hands.filter(hands.maker != "").mutate(person=plain(hands.maker))
    same = hands.filter(hands.person == plain(hands.approver), ~hands.person.re_search(t.words("skip")))
    v = t.dated("vouchers").join(same, ["maker", "approver"])
    v = v.filter(v.day.notnull()).mutate(month=month_of(v.day))
    found = v.group_by("unit", "person", "month").agg(ids=rows(v.id), amount=total(v.amount), times=v.count())
    return found.mutate(month=month_said(found.month)).drop("unit", "person")


SCREEN = Screen(
    key="maker_is_approver",
    title=Sentence("制单人与审核人同为一人", "maker is approver"),
    why=Sentence(
        "制单和审核由一人办理，错误和舞弊都没有第二双眼睛。",
        "When one person makes and approves a voucher there is no second pair of eyes.",
    ),
    basis=Sentence(
        "会计法、行政事业单位内部控制规范：不相容岗位相互分离",
        "separation of duties in the internal control rules",
    ),
    exclusions=(
        Sentence(
            "系统自动生成的凭证按词表排除", "Vouchers made by the program itself are left out by a word list"
        ),
        Sentence("同名同姓的两个人分不出来，要看人员名册", "Two persons of one name cannot be told apart"),
    ),
    needs=(Need("vouchers", ("maker",)), Need("vouchers", ("approver",)), Need("vouchers", ("day",))),
    settings=(Setting("skip", "words", Sentence("不看这些制单人", "makers that are not looked at")),),
    find=find,
    sentence=Sentence(
        "{month} 有 {times} 张凭证的制单人和审核人是同一个姓名，涉及 {amount} 元",
        "In {month}, {times} vouchers name one person as maker and approver, {amount} yuan in all",
    ),
    look=Sentence(
        "岗位分工文件、系统用户权限；纸质凭证上的签字",
        "who may do what in the program; signatures on the paper vouchers",
    ),
    money=("amount",),
    method=Sentence(
        "比较每张凭证的制单人和审核人，去掉空格后相同的，按单位、姓名和月份归在一起。",
        "Vouchers whose maker and approver are one name without spaces, by unit, name and month.",
    ),
    example=Sentence(
        "3 月有 12 张凭证制单人、审核人都写“周岚”：一个疑点，列出 12 张凭证；句子里不出现姓名。",
        "Twelve vouchers of March with one name twice: one doubt; its sentence does not say the name.",
    ),
)
