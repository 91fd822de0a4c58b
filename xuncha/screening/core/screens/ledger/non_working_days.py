"""Bookings or payments dated on days on which, by the official calendar, nobody works."""
# ruff: noqa: S608  (every word of these statements stands in the house)

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.laying import largest
from xuncha.screening.core.phrases import rows, total
from xuncha.screening.core.screen import Need, Screen
from xuncha.screening.core.screens.ledger._settings import SKIP_VOUCHERS
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Vouchers of days off, by unit and day."""
    v = t.dated("vouchers")
    v = v.filter(~v.words.re_search(t.words("skip"))).semi_join(t.off_days, "day")
    found = v.group_by("unit", "day").agg(ids=rows(v.id), amount=total(v.amount), times=v.count())
    return found.drop("unit")


_BOOKED = """id, voucher, unit_key, day, CASE WHEN counts THEN debit ELSE 0 END AS amount,
            greatest(debit, credit) AS size, said"""

BY_HAND = f"""
    WITH off AS MATERIALIZED (
        SELECT {_BOOKED} FROM entries SEMI JOIN off_days USING (day)
        UNION ALL
        SELECT id, id AS voucher, unit_key, day, amount, amount AS size, said
        FROM payments SEMI JOIN off_days USING (day) WHERE NOT EXISTS (SELECT 1 FROM entries)
    ), elsewhere AS MATERIALIZED (
        SELECT id FROM keyed SEMI JOIN off USING (voucher) ANTI JOIN off_days USING (day) WHERE booked
    ), made AS (
        SELECT {largest("size")} AS id, any_value(unit_key) AS unit_key, min(day) AS day, sum(amount) AS amount,
            arg_min(said, id) AS said
        FROM (FROM off UNION ALL SELECT {_BOOKED} FROM entries SEMI JOIN elsewhere USING (id)) GROUP BY voucher
    ), skipped AS (
        SELECT said FROM texts WHERE regexp_matches(words, $skip)
    )
    SELECT list_sort(list(id)) AS ids, sum(amount)::BIGINT AS amount, count(*) AS times, day
    FROM made SEMI JOIN off_days USING (day) ANTI JOIN skipped USING (said)
    GROUP BY unit_key, day
"""
"""Few vouchers have lines on a day off and on another: these are looked for in `keyed`, which needs no account for it."""

SCREEN = Screen(
    key="non_working_days",
    title=Sentence("节假日、休息日入账", "booked on non-working days"),
    why=Sentence(
        "放假时集中入账，可能是补做凭证，也可能是节日期间的接待、慰问开支。",
        "Booking on holidays may mean vouchers made up later, or hospitality of the holiday itself.",
    ),
    basis=Sentence(
        "国务院办公厅历年放假调休通知；巡察查账“六类发票”之一：节假日发票",
        "the State Council's yearly notices",
    ),
    exclusions=(
        Sentence("调休上班的周末按工作日算", "Week-ends that are worked by the notice are working days"),
        Sentence(
            "月末结转、计提等按词表排除", "Month-end transfers and accruals are left out by a word list"
        ),
        Sentence("没有录入放假安排的年份不判断", "Years without an entered notice are not judged"),
    ),
    needs=(Need("vouchers", ("day",)),),
    settings=(SKIP_VOUCHERS,),
    find=find,
    by_hand=BY_HAND,
    sentence=Sentence(
        "{day} 不是工作日，这天有 {times} 张凭证（笔付款），金额 {amount} 元",
        "{day} was no working day; {times} vouchers (payments) bear it, {amount} yuan",
    ),
    look=Sentence(
        "发票日期、事由、签批人当天是否在岗；有无公函、菜单、派车单",
        "invoice dates and reasons; official letters, menus, dispatch slips",
    ),
    money=("amount",),
    needs_calendar=True,
    method=Sentence(
        "把凭证日期同国务院放假调休安排对照，落在休息日的按单位和日期归在一起。",
        "Vouchers dated on days off by the official calendar, by unit and day.",
    ),
    example=Sentence(
        "2024 年 2 月 12 日（春节）入账的凭证是疑点；2 月 4 日虽是星期日，但调休上班，不是。",
        "A voucher of 12 February 2024 (Spring Festival) is a doubt; one of Sunday 4 February, which was "
        "worked, is none.",
    ),
)
