"""Payments to one payee, each below a limit, that reach the limit together within some days."""
# ruff: noqa: S608  (every word of these statements stands in the house)

from __future__ import annotations

from collections.abc import Mapping

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said, rows, total
from xuncha.screening.core.screen import Screen, Setting
from xuncha.screening.core.screens.ledger._by_hand import LOOKED
from xuncha.screening.core.screens.ledger._settings import AMOUNTS, DAYS, PAYEES, SKIP
from xuncha.screening.core.view import Tables
from xuncha.screening.core.windows import rows_inside


def find(t: Tables) -> ir.Table:
    """Windows that reach the limit with payments below it, within each span of days in which the limit stands."""
    skip = t.words("skip")
    return ibis.union(*(_split(p, values, skip) for p, values in t.spans("payments")))


def _split(p: ir.Table, values: Mapping[str, int], skip: str) -> ir.Table:
    p = p.filter(
        p.amount > 0, p.amount < values["limit"], p.day.notnull(), p.party != "", ~p.words.re_search(skip)
    )
    inside = rows_inside(p, _reached(p, values), KEY, values["days"])
    found = inside.group_by(*KEY, "island").agg(
        ids=rows(inside.id), amount=total(inside.amount), times=inside.count(), first=inside.day.min(),
        last=inside.day.max(), largest=inside.amount.max(), limit=inside.setting_limit.max(),
        payee=first_said(inside.payee.max(), inside.payee_id.max()),
    )  # fmt: skip
    return found.drop(*KEY, "island")


KEY = ("unit", "party")


def _reached(p: ir.Table, values: Mapping[str, int]) -> ir.Table:
    """The days on which a window ends that reaches the limit; days are put in order only where a payee's whole reaches it."""
    days = p.group_by(*KEY, "day_number").agg(paid=total(p.amount), times=p.count())
    whole = days.group_by(*KEY).agg(paid=total(days.paid), times=total(days.times))
    days = days.semi_join(whole.filter(whole.paid >= values["limit"], whole.times >= values["times"]), KEY)
    near = ibis.range_window(group_by=KEY, order_by="day_number", preceding=values["days"], following=0)
    days = days.mutate(near_sum=days.paid.sum().over(near), near_times=days.times.sum().over(near))
    return days.filter(
        days.near_sum >= values["limit"], days.near_times.between(values["times"], values["at_most"])
    )


BY_HAND = f"""
    WITH {LOOKED}, small AS NOT MATERIALIZED (
        SELECT * FROM looked WHERE amount < "limit" AND day IS NOT NULL AND named
    ), daily AS (
        SELECT term, unit_key, who, day, sum(amount) AS paid, count(*) AS number, any_value("limit") AS "limit",
            any_value(days)::INTEGER AS days, any_value(times) AS times, any_value(at_most) AS at_most
        FROM small GROUP BY term, unit_key, who, day
    ), reaching AS (
        SELECT term, unit_key, who FROM daily GROUP BY term, unit_key, who
        HAVING sum(paid) >= max("limit") AND sum(number) >= max(times)
    ), summed AS (
        SELECT *, sum(paid) OVER near AS total, sum(number) OVER near AS together
        FROM daily SEMI JOIN reaching USING (term, unit_key, who)
        WINDOW near AS (PARTITION BY term, unit_key, who ORDER BY day
            RANGE BETWEEN to_days(days) PRECEDING AND CURRENT ROW)
    ), reached AS (
        SELECT term, unit_key, who, "limit", day - days AS since, day AS until
        FROM summed WHERE total >= "limit" AND together BETWEEN times AND at_most
    ), stepped AS (
        SELECT *, coalesce(since > lag(until) OVER (PARTITION BY term, unit_key, who ORDER BY until), true) AS fresh
        FROM reached
    ), chained AS (
        SELECT *, sum(fresh::INTEGER) OVER (PARTITION BY term, unit_key, who ORDER BY until) AS island FROM stepped
    ), spans AS (
        SELECT term, unit_key, who, island, any_value("limit") AS "limit", min(since) AS since, max(until) AS until
        FROM chained GROUP BY term, unit_key, who, island
    )
    SELECT list_sort(list(s.id)) AS ids, sum(s.amount)::BIGINT AS amount,
        CASE WHEN max(x.payee) <> '' THEN max(x.payee) ELSE max(x.payee_id) END AS payee,
        count(*) AS times, min(s.day) AS first, max(s.day) AS last, max(s.amount) AS largest, any_value(b."limit") AS "limit"
    FROM small s JOIN spans b
        ON b.term = s.term AND b.unit_key = s.unit_key AND b.who = s.who AND s.day BETWEEN b.since AND b.until
    JOIN texts x ON x.text = s.text
    GROUP BY b.term, b.unit_key, b.who, b.island
"""

SCREEN = Screen(
    key="splitting",
    title=Sentence("化整为零", "splitting below a limit"),
    why=Sentence(
        "把一件采购拆成几笔，每笔都在限额以下，就可以不走采购程序或上会程序。",
        "One purchase cut into parts below the limit escapes the procurement or approval procedure.",
    ),
    basis=Sentence("政府采购法第二十八条：不得化整为零规避公开招标", "Government Procurement Law, art. 28"),
    exclusions=(
        Sentence("单笔达到限额的付款不计入", "Payments that reach the limit by themselves are not counted"),
        Sentence("没有收款人的付款无法归并，不计入", "Payments without a payee cannot be put together"),
        Sentence(
            "限额变动日前后的付款分别计算",
            "Payments before and after a change of the limit are counted apart",
        ),
        Sentence(
            "期内笔数很多的长期供货不算；笔数不多的按月结算也会出现，看合同是否一次签订",
            "Standing supply with many payments is left out; monthly settlements also appear: see whether it is one contract",
        ),
    ),
    needs=(AMOUNTS, DAYS, PAYEES),
    settings=(
        Setting("limit", "yuan", Sentence("限额", "limit")),
        Setting("days", "number", Sentence("合并计算的天数", "days counted together")),
        Setting("times", "number", Sentence("至少几笔", "payments at least")),
        Setting(
            "at_most",
            "number",
            Sentence("至多几笔（再多是长期供货）", "payments at most (more is standing supply)"),
        ),
        SKIP,
    ),
    find=find,
    by_hand=BY_HAND,
    sentence=Sentence(
        "{first}至{last}，向“{payee}”付款 {times} 笔共 {amount} 元，每笔都低于 {limit} 元（最大一笔 {largest} 元），疑似化整为零",
        "{times} payments to “{payee}” between {first} and {last}, {amount} yuan together, each below {limit} yuan"
        " (the largest {largest}): possibly split",
    ),
    look=Sentence(
        "各笔的合同、采购审批、验收单；看是不是同一件事、同一天签的",
        "contracts, approvals, acceptance: whether it is one purchase",
    ),
    money=("amount", "largest", "limit"),
    method=Sentence(
        "只看低于限额的付款。对每一笔，把它和前面设定天数内付给同一收款人的加起来（同一天的都算在内）；达"
        "到限额、笔数在范围内的时段是疑点，有共同日子的时段并成一个。限额变动前后分开算。",
        "Only payments below the limit. For each, it and those to the same payee in the days before it "
        "are added (all of one day together); spans that reach the limit with a number of payments in "
        "range are doubts, spans that share a day become one. Days before and after a change of the "
        "limit are apart.",
    ),
    example=Sentence(
        "限额 30 万元、60 天：同一天向甲公司付三笔 10 万元是一个疑点。",
        "With a limit of 300,000 within 60 days, three payments of 100,000 on one day are a doubt.",
    ),
)
