"""Numbers missing in the row of vouchers of a month."""

from xuncha.base.words import Sentence
from xuncha.screening.core.screen import Need, Screen, Setting

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
        Sentence("月末最后几号被抽走的看不出来", "Vouchers missing at the end of a month are not seen"),
    ),
    needs=(Need("entries", ("voucher_no",)), Need("entries", ("day",))),
    settings=(
        Setting("share", "number", Sentence("缺号不超过（百分之）", "numbers missing at most (per cent)")),
    ),
    by_hand="""
        WITH numbered AS (
            SELECT e.unit, e.voucher_type, strftime(e.day, '%Y-%m') AS month,
                try_cast(regexp_extract(e.voucher_no, '([0-9]+)$', 1) AS BIGINT) AS number, min(e.id) AS id,
                any_value(t.share) AS share
            FROM entries e JOIN terms t ON e.on_day >= t.starts AND e.on_day < t.ends
            WHERE e.day IS NOT NULL AND e.voucher_no <> ''
            GROUP BY ALL
        ), steps AS (
            SELECT *, lag(number) OVER near AS before, lag(id) OVER near AS before_id
            FROM numbered WHERE number IS NOT NULL
            WINDOW near AS (PARTITION BY unit, voucher_type, month ORDER BY number)
        ), gaps AS (
            SELECT *, number - before - 1 AS missing,
                CASE WHEN number - before = 2 THEN (before + 1)::VARCHAR
                     ELSE (before + 1) || '—' || (number - 1) END AS span
            FROM steps WHERE number - before > 1
        ), sizes AS (
            SELECT unit, voucher_type, month, max(number) - min(number) + 1 AS numbers, any_value(share) AS share
            FROM numbered WHERE number IS NOT NULL GROUP BY unit, voucher_type, month
        )
        SELECT list_sort(list_distinct(flatten(list([g.before_id, g.id])))) AS ids, 0::BIGINT AS amount, g.month,
            CASE WHEN g.voucher_type = '' THEN '' ELSE g.voucher_type || '字' END AS kind,
            sum(g.missing)::BIGINT AS missing, string_agg(g.span, '、' ORDER BY g.number) AS spans
        FROM gaps g JOIN sizes s ON s.unit = g.unit AND s.voucher_type = g.voucher_type AND s.month = g.month
        GROUP BY g.unit, g.voucher_type, g.month, s.numbers, s.share
        HAVING sum(g.missing) * 100 <= s.numbers * s.share
    """,
    sentence=Sentence(
        "{month} {kind}凭证缺 {missing} 个号：{spans}",
        "{missing} voucher numbers {kind} are missing in {month}: {spans}",
    ),
    look=Sentence(
        "断号前后的纸质凭证、作废凭证登记；在财务软件里查有无删除记录",
        "paper vouchers around the gap, the list of void ones, deletions in the program",
    ),
)
