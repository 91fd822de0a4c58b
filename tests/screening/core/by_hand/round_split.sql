WITH monthly AS (
    SELECT p.id, p.unit, p.party, p.payee, p.payee_id, p.day_number, p.amount, t.unit AS step,
        strftime(p.day, '%Y-%m') AS month
    FROM payments p JOIN terms t ON p.on_day >= t.starts AND p.on_day < t.ends
    WHERE p.amount > 0 AND p.day IS NOT NULL AND p.party <> '' AND NOT regexp_matches(p.words, $skip)
)
SELECT list_sort(list(id)) AS ids, sum(amount)::BIGINT AS amount, count(*) AS times, month,
    CASE WHEN max(payee) <> '' THEN max(payee) ELSE max(payee_id) END AS payee
FROM monthly GROUP BY unit, party, month, step
HAVING count(*) > 1 AND sum(amount) % step = 0 AND bool_or(amount % step <> 0)
