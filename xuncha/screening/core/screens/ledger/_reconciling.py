"""Two accounts of the same money, the statement of the bank and the books: what the one holds and the other does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import day_number, first_said, plain
from xuncha.screening.core.screen import Condition, Need, Setting
from xuncha.screening.core.view import Tables

OUT, INTO = "out", "in"
SUM = ["way", "cents"]
"""What makes two movements equal: the direction of the money, and its cents."""

Sides: TypeAlias = "Callable[[Tables], tuple[ir.Table, ir.Table]]"
"""Of a screen's tables: the movements that are looked for, with their parameters, and those they are looked for in."""

NEEDS = (
    Need("bank", ("paid", "received")),
    Need("bank", ("day",)),
    Need("entries", ("debit", "credit")),
    Need("entries", ("day",)),
)
SETTINGS = (
    Setting("days", "number", Sentence("前后相差不超过几天", "days between the two at most")),
    Setting("smallest", "yuan", Sentence("单笔不低于", "single movement at least")),
    Setting(
        "share",
        "number",
        Sentence("对得上的不到百分之几就不判断", "not judged where fewer meet than (per cent)"),
    ),
)
EXCLUSIONS = (
    Sentence(
        "只比方向和金额，同额的按笔数相抵；两边日期的头尾各留出几天，月末在途的不算",
        "Only direction and sum are compared, equal ones by their number; the first and last days are left out",
    ),
    Sentence(
        "几个单位、几个账户的账放在一起比；一笔流水分几张凭证记、几笔流水合成一张凭证记的会出现",
        "Units and accounts are compared together; a movement booked by several vouchers, or several by one, appears",
    ),
    Sentence(
        "两边对得上的太少时不判断：多半是期间或者账户不同",
        "Where few meet, nothing is said: periods or accounts are not the same",
    ),
)


def bank_moves(bank: ir.Table) -> ir.Table:
    """The lines of a statement as movements: id, day, at, way, signed cents, who, words, and the columns they came with."""
    said = plain(bank.party + bank.summary)
    return _moves(
        bank.mutate(words=said, who=first_said(bank.party, bank.summary, ibis.literal("—"))),
        "paid",
        "received",
    )


def book_moves(entries: ir.Table) -> ir.Table:
    """The bookings on accounts of cash and bank as movements: credits went out, debits came in."""
    entries = entries.filter(entries.counts, entries.cash)
    return _moves(
        entries.mutate(who=first_said(entries.payee, entries.summary, ibis.literal("—"))), "credit", "debit"
    )


def of_vouchers(moves: ir.Table) -> ir.Table:
    """What vouchers with several bookings in one direction moved as a whole: voucher, id of the first, day, at, way, cents."""
    whole = moves.group_by("voucher", "way").agg(
        lines=moves.count(),
        id=moves.id.min(),
        day=moves.day.min(),
        at=moves["at"].min(),
        total=moves.cents.sum(),
    )
    return whole.filter(whole.lines > 1, whole.total != 0).select(
        "voucher", "id", "day", "at", "way", cents=whole.total.cast("int64")
    )


def lacking(sides: Sides) -> Callable[[Tables], ir.Table]:
    """What a screen finds whose movements are looked for in others.

    Equal sums, each within the days of the one before, are one run. A run in which more were looked for than there are
    answers is told; what was taken back on the same side is taken off.
    """

    def find(t: Tables) -> ir.Table:
        """Runs of equal sums, each within so many days of the one before, that the one side holds more often than the other."""
        return _said(_short(*_inside(*sides(t))))

    return find


def enough(sides: Sides) -> Condition:
    """That the two sides overlap, and that enough of the one is found in the other to believe they tell of the same money."""

    def find(t: Tables) -> ir.Table:
        """All that were looked for, those that met an answer, and whether these are enough."""
        asked, answers = _inside(*sides(t))
        short = _short(asked, answers)
        all_ = asked.filter(asked.cents > 0).aggregate(
            all=lambda rows: rows.count(), share=lambda rows: rows.setting_share.max()
        )
        facts = all_.cross_join(short.aggregate(missing=(short.asked - short.met).sum().fill_null(0)))
        facts = facts.mutate(met=facts["all"] - facts.missing)
        holds = (facts["all"] > 0) & (facts.met * 100 >= facts["all"] * facts.share)
        return facts.select("all", "met", "share", holds=holds.fill_null(False))

    return Condition(
        find,
        Sentence(
            "对账单与账期间重叠的部分有 {all} 笔可比，只对上 {met} 笔（要求不少于百分之 {share}），请先看期间和账户是不是相同、"
            "对账单是不是交齐了",
            "{all} movements lie where statement and books overlap, and {met} of them meet (at least {share} per cent are"
            " asked for): see first whether periods and accounts are the same",
        ),
    )


def _moves(rows: ir.Table, out: str, into: str) -> ir.Table:
    rows = rows.filter(rows.day.notnull())
    rows = rows.mutate(at=day_number(rows.day))
    both = (
        rows.mutate(way=ibis.literal(way), cents=rows[side].fill_null(0))
        for way, side in ((OUT, out), (INTO, into))
    )
    moves = ibis.union(*both)
    return moves.filter(moves.cents != 0)


def _inside(asked: ir.Table, answers: ir.Table) -> tuple[ir.Table, ir.Table]:
    """Those that are looked for, where answers could lie on all days around them."""
    span = answers.aggregate(first=answers["at"].min(), last=answers["at"].max())
    asked = asked.filter(asked.cents.abs() >= asked.setting_smallest).cross_join(span)
    around = asked.setting_days
    return asked.filter(
        asked["at"] - around >= asked["first"], asked["at"] + around <= asked["last"]
    ), answers


def _short(asked: ir.Table, answers: ir.Table) -> ir.Table:
    """The runs with too few answers. What was taken back by a negative sum answers for the other direction."""
    turned = ibis.cases((answers.cents > 0, answers.way), (answers.way == OUT, INTO), else_=OUT)
    answers = answers.select("id", "day", "at", way=turned, cents=answers.cents.abs())
    asked = asked.select(
        "id", "day", "at", "way", "who", days=asked.setting_days, asks=asked.cents.sign().cast("int64"),
        cents=asked.cents.abs(),
    )  # fmt: skip
    answers = answers.semi_join(asked, SUM)
    none = ibis.literal(0, "int64")
    rows = ibis.union(
        asked.select(*SUM, "at", "id", "day", "who", "days", "asks", meets=none),
        answers.select(*SUM, "at", "id", "day", who=ibis.literal(""), days=none, asks=none, meets=ibis.literal(1, "int64")),
    )  # fmt: skip
    rows = rows.join(_runs(rows), [*SUM, "at"])
    mine = rows.asks != 0
    found = rows.group_by(*SUM, "run").agg(
        ids=rows.id.collect(where=rows.asks > 0).sort(), asked=rows.asks.sum(), met=rows.meets.sum(), days=rows.days.max(),
        since=rows.day.min(where=mine), until=rows.day.max(where=mine), who=rows.who.max(where=rows.asks > 0),
    )  # fmt: skip
    return found.filter(found.asked > found.met)


def _runs(rows: ir.Table) -> ir.Table:
    """Sum and day → number of its run."""
    held = rows.group_by(*SUM, "at").agg(days=rows.days.max())
    days = held.days.max().over(ibis.window(group_by=SUM))
    before = ibis.window(group_by=SUM, order_by="at")
    fresh = (held["at"] - held["at"].lag().over(before) > days).fill_null(True)
    held = held.mutate(fresh=fresh.cast("int64"))
    return held.select(
        *SUM, "at", run=held.fresh.sum().over(ibis.cumulative_window(group_by=SUM, order_by="at"))
    )


def _said(found: ir.Table) -> ir.Table:
    since, until = found.since.cast("string"), found.until.cast("string")
    one_day, one, none = since == until, found.asked == 1, found.met == 0
    met = found.met.cast("string")
    return found.select(
        "ids", "who", "days", amount=found.cents * (found.asked - found.met), each=found.cents, times=found.asked,
        when=ibis.ifelse(one_day, since, since + "至" + until), when_en=ibis.ifelse(one_day, since, since + " to " + until),
        way=ibis.ifelse(found.way == OUT, "支出", "收入"), way_en=ibis.ifelse(found.way == OUT, "out", "in"),
        per=ibis.ifelse(one, "", "、每笔"), per_en=ibis.ifelse(one, "", " each"),
        met=ibis.ifelse(none, "没有同额的", "同额的只有 " + met + " 笔"),
        met_en=ibis.ifelse(none, "none", "only " + met),
    )  # fmt: skip
