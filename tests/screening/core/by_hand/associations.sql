SELECT list_sort(list(p.id)) AS ids, sum(p.amount)::BIGINT AS amount, count(*) AS times,
    max(p.payee) AS payee
FROM payments p JOIN terms t ON p.on_day >= t.starts AND p.on_day < t.ends
WHERE p.amount > 0 AND p.payee <> '' AND regexp_matches(p.party, $kinds) AND NOT regexp_matches(p.words, $skip)
GROUP BY p.unit, p.party
