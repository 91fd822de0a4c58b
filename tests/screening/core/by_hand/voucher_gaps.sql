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
