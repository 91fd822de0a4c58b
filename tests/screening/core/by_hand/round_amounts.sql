WITH whole AS (
    SELECT p.id, p.unit, p.payee, p.party, p.day, p.day_number, p.amount,
        CASE WHEN p.party <> '' THEN p.party ELSE 'line ' || p.id END AS who, t.unit AS step
    FROM payments p JOIN terms t ON p.on_day >= t.starts AND p.on_day < t.ends
    WHERE p.amount >= t.smallest AND p.amount > 0 AND p.amount % t.unit = 0
        AND NOT regexp_matches(p.words, $skip)
)
SELECT list_sort(list(id)) AS ids, sum(amount)::BIGINT AS amount, count(*) AS times,
    max(amount) AS largest,
    CASE WHEN max(payee) <> '' THEN max(payee) WHEN max(party) <> '' THEN max(party) ELSE '—' END AS payee
FROM whole GROUP BY unit, who, step
