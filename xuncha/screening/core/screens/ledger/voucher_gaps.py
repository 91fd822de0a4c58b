"""Numbers missing in the row of vouchers of a month."""
# ruff: noqa: S608  (every word of these statements stands in the house)

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import listed, month_of, month_said, total
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Steps of more than one between the numbers of a unit, voucher type and month, where they are few enough."""
    e = t.dated("entries")
    e = e.filter(e.day.notnull(), e.voucher_no != "")
    e = e.mutate(month=month_of(e.day), number=e.voucher_no.re_extract("([0-9]+)$", 1).try_cast("int64"))
    v = e.group_by(*KEY, "number").agg(id=e.id.min(), share=e.setting_share.max())
    v = v.semi_join(_lacking(v), KEY)
    near = ibis.window(group_by=KEY, order_by="number")
    v = v.mutate(before=v.number.lag().over(near), before_id=v.id.lag().over(near))
    missing = v.number - v.before - 1
    span = (missing == 1).ifelse(
        (v.before + 1).cast("string"), (v.before + 1).cast("string") + "—" + (v.number - 1).cast("string")
    )
    v = v.mutate(missing=missing, span=span)
    gap = v.missing > 0
    found = v.group_by(*KEY).agg(
        befores=v.before_id.collect(where=gap), afters=v.id.collect(where=gap), missing=total(v.missing),
        numbers=v.number.max() - v.number.min() + 1, share=v.share.max(), spans=listed(v.span, v.number, gap),
    )  # fmt: skip
    found = found.filter(found.missing > 0, found.missing * 100 <= found.numbers * found.share)
    return found.select(
        "missing", "spans", ids=found.befores.concat(found.afters).unique().sort(), amount=ibis.literal(0, "int64"),
        kind=(found.voucher_type == "").ifelse("", found.voucher_type + "字"), month=month_said(found.month),
    )  # fmt: skip


KEY = ("unit", "voucher_type", "month")


def _lacking(v: ir.Table) -> ir.Table:
    """The months that lack numbers, few enough: only these have to be put in order."""
    months = v.group_by(*KEY).agg(
        held=v.number.count(), numbers=v.number.max() - v.number.min() + 1, share=v.share.max()
    )
    missing = months.numbers - months.held
    return months.filter(missing > 0, missing * 100 <= months.numbers * months.share)


_TOLD = """(
            SELECT k.id, k.unit_key, k.voucher_type, year(k.day) * 100 + month(k.day) AS month, t.share, k.number
            FROM keyed k JOIN terms t ON k.day >= t.starts AND k.day < t.ends
            WHERE k.booked AND k.day IS NOT NULL AND k.number IS NOT NULL
        )"""

BY_HAND = f"""
    WITH months AS (
        SELECT unit_key, voucher_type, month, max(number)::HUGEINT - min(number) + 1 AS numbers, max(share) AS share
        FROM {_TOLD} GROUP BY unit_key, voucher_type, month
        HAVING (numbers - count(number)) * 100 <= numbers * max(share)
    ), numbered AS (
        SELECT t.unit_key, t.voucher_type, t.month, t.number, min(t.id) AS id, any_value(m.numbers) AS numbers,
            any_value(m.share) AS share
        FROM {_TOLD} t
        JOIN months m ON m.unit_key = t.unit_key AND m.voucher_type = t.voucher_type AND m.month = t.month
        GROUP BY t.unit_key, t.voucher_type, t.month, t.number
    ), lacking AS (
        SELECT unit_key, voucher_type, month FROM numbered GROUP BY unit_key, voucher_type, month, numbers, share
        HAVING count(*) < numbers AND (numbers - count(*)) * 100 <= numbers * share
    ), steps AS (
        SELECT n.*, lag(number) OVER near AS before, lag(id) OVER near AS before_id
        FROM numbered n SEMI JOIN lacking l
            ON l.unit_key = n.unit_key AND l.voucher_type = n.voucher_type AND l.month = n.month
        WINDOW near AS (PARTITION BY unit_key, voucher_type, month ORDER BY number)
    ), gaps AS (
        SELECT *, number - before - 1 AS missing,
            CASE WHEN number - before = 2 THEN (before + 1)::VARCHAR
                 ELSE (before + 1) || '—' || (number - 1) END AS span
        FROM steps WHERE number - before > 1
    )
    SELECT list_sort(list_distinct(flatten(list([before_id, id])))) AS ids, 0::BIGINT AS amount,
        month // 100 || '-' || lpad((month % 100)::VARCHAR, 2, '0') AS month,
        CASE WHEN voucher_type = '' THEN '' ELSE voucher_type || '字' END AS kind,
        sum(missing)::BIGINT AS missing, string_agg(span, '、' ORDER BY number) AS spans
    FROM gaps GROUP BY unit_key, voucher_type, month
"""

SCREEN = Screen(
    key="voucher_gaps",
    title=Sentence("凭证断号", "voucher numbers missing"),
    why=Sentence(
        "凭证号应当连续；断号可能是凭证被抽走、删除，也可能是导出时漏了。",
        "Voucher numbers run on; a gap may be a voucher taken out or deleted, or one left out of the export.",
    ),
    basis=Sentence(
        "会计基础工作规范：记账凭证应当连续编号",
        "the rules on bookkeeping: vouchers are numbered without gaps",
    ),
    exclusions=(
        Sentence(
            "按单位、凭证字、月份分别看，每月重新编号不算断号",
            "Numbers that begin anew by month or type are no gaps",
        ),
        Sentence(
            "缺号太多的月份不算，多半是没有导全",
            "Months that lack very many numbers are left out: the export is not whole",
        ),
        Sentence(
            "月初最前、月末最后几号被抽走的看不出来",
            "Vouchers missing at the beginning or end of a month are not seen",
        ),
    ),
    needs=(Need("entries", ("voucher_no",)), Need("entries", ("day",))),
    settings=(
        Setting("share", "number", Sentence("缺号不超过（百分之）", "numbers missing at most (per cent)")),
    ),
    find=find,
    by_hand=BY_HAND,
    sentence=Sentence(
        "{month} {kind}凭证缺 {missing} 个号：{spans}",
        "{missing} voucher numbers {kind} are missing in {month}: {spans}",
    ),
    look=Sentence(
        "断号前后的纸质凭证、作废凭证登记；在财务软件里查有无删除记录",
        "paper vouchers around the gap, the list of void ones, deletions in the program",
    ),
    method=Sentence(
        "按单位、凭证字和月份，把凭证号末尾的数字排开，相邻两号差大于 1 的是断号；缺号占该月号数的比例太"
        "大的不算。",
        "By unit, type and month the numbers at the end of voucher numbers stand in order; steps of more "
        "than one are gaps, where few enough are missing.",
    ),
    example=Sentence(
        "3 月从 001 号到 030 号，中间没有 003 和 005 至 007：缺 4 个（占 13%），指到缺口前后的凭证。",
        "Of 001 to 030 in March 003 and 005 to 007, 13 %, are missing; the vouchers around them are named.",
    ),
)
