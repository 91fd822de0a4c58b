"""Payments to one payee, each below a limit, that reach the limit together within some days."""

from xuncha.base.words import Sentence
from xuncha.screening.core.screen import Need, Screen, Setting

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
    needs=(Need("payments", ("amount",)), Need("payments", ("day",)), Need("payments", ("party",))),
    settings=(
        Setting("limit", "yuan", Sentence("限额", "limit")),
        Setting("days", "number", Sentence("合并计算的天数", "days counted together")),
        Setting("times", "number", Sentence("至少几笔", "payments at least")),
        Setting(
            "at_most",
            "number",
            Sentence("至多几笔（再多是长期供货）", "payments at most (more is standing supply)"),
        ),
        Setting(
            "skip", "words", Sentence("不看含有这些字样的付款", "payments with these words are not looked at")
        ),
    ),
    by_hand="""
        WITH small AS (
            SELECT p.id, p.unit, p.party, p.payee, p.payee_id, p.day, p.day_number, p.amount,
                t.starts, t."limit", t.days, t.times, t.at_most
            FROM payments p JOIN terms t ON p.on_day >= t.starts AND p.on_day < t.ends
            WHERE p.amount > 0 AND p.amount < t."limit" AND p.day IS NOT NULL AND p.party <> ''
                AND NOT regexp_matches(p.words, $skip)
        ), summed AS (
            SELECT *, sum(amount) OVER near AS total, count(*) OVER near AS number
            FROM small
            WINDOW near AS (PARTITION BY unit, party, starts ORDER BY day_number RANGE BETWEEN days PRECEDING AND CURRENT ROW)
        ), reached AS (
            SELECT DISTINCT unit, party, starts, "limit", day_number - days AS since, day_number AS until
            FROM summed WHERE total >= "limit" AND number BETWEEN times AND at_most
        ), stepped AS (
            SELECT *, coalesce(since > max(until) OVER (
                PARTITION BY unit, party, starts ORDER BY until ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ), true) AS fresh
            FROM reached
        ), chained AS (
            SELECT *, sum(fresh::INTEGER) OVER (PARTITION BY unit, party, starts ORDER BY until) AS island FROM stepped
        ), spans AS (
            SELECT unit, party, starts, island, any_value("limit") AS "limit", min(since) AS since, max(until) AS until
            FROM chained GROUP BY unit, party, starts, island
        )
        SELECT list(s.id ORDER BY s.day_number, s.id) AS ids, sum(s.amount)::BIGINT AS amount,
            CASE WHEN arg_min(s.payee, s.id) <> '' THEN arg_min(s.payee, s.id) ELSE arg_min(s.payee_id, s.id) END AS payee,
            count(*) AS times, min(s.day) AS first, max(s.day) AS last, max(s.amount) AS largest, any_value(b."limit") AS "limit"
        FROM small s JOIN spans b
            ON b.unit = s.unit AND b.party = s.party AND b.starts = s.starts AND s.day_number BETWEEN b.since AND b.until
        GROUP BY b.unit, b.party, b.starts, b.island
    """,
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
)
